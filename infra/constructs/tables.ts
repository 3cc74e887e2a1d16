import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type TableName, type TableRecord, tables } from '#domain/resources/tables.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** Settings of the tables. */
export interface TablesProps {
  /** Encrypts every table. */
  readonly key: IKey;
  /** Whether the tables outlive their stack. */
  readonly retain: boolean;
}

/** Every table, made from its record. */
export function makeTables(scope: Construct, id: string, props: TablesProps): Readonly<Record<TableName, TableV2>> {
  const parent = new Construct(scope, id);
  const made = Object.entries<TableRecord>(tables).map(([name, record]) => [name, makeTable(parent, name, record, props)] as const);
  return Object.fromEntries(made) as Record<TableName, TableV2>;
}

function makeTable(parent: Construct, name: string, record: TableRecord, { key, retain }: TablesProps): TableV2 {
  const { sk, streamed, expires, localIndexes = {}, globalIndexes = {} } = record;
  const local = Object.entries(localIndexes).map(([indexName, sort]) => ({ indexName, sortKey: text(sort) }));
  const global = Object.entries(globalIndexes).map(([indexName, [partition, sort]]) => ({
    indexName,
    partitionKey: text(partition),
    sortKey: text(sort),
  }));
  return new TableV2(parent, name, {
    partitionKey: text('pk'),
    ...(sk !== undefined && { sortKey: text('sk') }),
    ...(streamed && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
    ...(expires && { timeToLiveAttribute: 'expiresAt' }),
    ...(local.length > 0 && { localSecondaryIndexes: local }),
    ...(global.length > 0 && { globalSecondaryIndexes: global }),
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.customerManagedKey(key),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: retain,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
