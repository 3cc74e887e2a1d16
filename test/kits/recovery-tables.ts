import type { SimulatedDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const key = (...names: readonly string[]) =>
  names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const) }));
const all = { ProjectionType: 'ALL' as const };

/** The tables that the holders' pages and the mails of a recovery work with. */
export function makeTables(dynamodb: Pick<SimulatedDynamoDb, 'createTable'>): void {
  const forgetful = { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } };
  for (const TableName of ['recoveries', 'pace']) {
    dynamodb.createTable({ TableName, AttributeDefinitions: [text('pk')], KeySchema: key('pk'), ...forgetful });
  }
  dynamodb.createTable({ TableName: 'epochs', AttributeDefinitions: [text('pk'), text('sk')], KeySchema: key('pk', 'sk') });
  dynamodb.createTable({
    TableName: 'accounts',
    AttributeDefinitions: ['pk', 'sk', 'address', 'out'].map(text),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [{ IndexName: 'byAddress', KeySchema: key('address', 'pk'), Projection: all }],
    LocalSecondaryIndexes: [{ IndexName: 'byOut', KeySchema: key('pk', 'out'), Projection: all }],
  });
}
