import { virtualWorld, type World } from '../../world.ts';
import { callerOf } from '../testing.ts';
import { type SimulatedDynamoDb, simulateDynamoDb } from './dynamodb.ts';
import type { DynamoDbOptions } from './storage/settings.ts';
import type { TableDefinition } from './storage/table-definition.ts';

/** A table with every kind of index, a stream and time to live. For tests. */
export const things: TableDefinition = {
  TableName: 'things',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'due', AttributeType: 'S' },
    { AttributeName: 'grp', AttributeType: 'S' },
    { AttributeName: 'rank', AttributeType: 'N' },
    { AttributeName: 'mark', AttributeType: 'B' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byDue',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'byMark',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'mark', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byRank',
      KeySchema: [
        { AttributeName: 'grp', KeyType: 'HASH' },
        { AttributeName: 'rank', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['extra'] },
    },
    {
      IndexName: 'byGroup',
      KeySchema: [{ AttributeName: 'grp', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
};

/** A table with nothing but a partition key. For tests. */
export const plain: TableDefinition = {
  TableName: 'plain',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

/** A service with the two tables, and a way to call it without a door. For tests. */
export function database<W extends World = ReturnType<typeof virtualWorld>>(options: DynamoDbOptions = {}, world?: W) {
  const itsWorld = world ?? virtualWorld();
  const dynamodb: SimulatedDynamoDb = simulateDynamoDb(itsWorld, options);
  dynamodb.createTable(things);
  dynamodb.createTable(plain);
  return { world: itsWorld as W, dynamodb, call: callerOf(dynamodb) };
}
