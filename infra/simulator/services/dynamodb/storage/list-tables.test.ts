import { expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { callerOf, refusal } from '../../testing.ts';
import { simulateDynamoDb } from '../dynamodb.ts';
import { plain } from '../testing.ts';

it('lists names in alphabetical order, 100 a page at most, and says where the next page begins as long as there are more', () => {
  const dynamodb = simulateDynamoDb(virtualWorld());
  const names = Array.from({ length: 120 }, (_, index) => `table-${String(index).padStart(3, '0')}`);
  for (const TableName of names.toReversed()) dynamodb.createTable({ ...plain, TableName });
  const call = callerOf(dynamodb);
  expect(call('ListTables', {})).toEqual({ TableNames: names.slice(0, 100), LastEvaluatedTableName: 'table-099' });
  expect(call('ListTables', { ExclusiveStartTableName: 'table-099' })).toEqual({ TableNames: names.slice(100) });
  expect(call('ListTables', { Limit: 1, ExclusiveStartTableName: 'table-118' })).toEqual({ TableNames: ['table-119'] });
  expect(refusal(() => call('ListTables', { Limit: 0 })).name).toBe('ValidationException');
  expect(refusal(() => call('ListTables', { Limit: 101 })).name).toBe('ValidationException');
});
