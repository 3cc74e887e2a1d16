import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { callerOf } from '../testing.ts';
import { simulateDynamoDb } from './dynamodb.ts';
import type { DynamoDbOptions } from './storage/settings.ts';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

function setUp(options: DynamoDbOptions) {
  const world = virtualWorld();
  const service = simulateDynamoDb(world, options);
  service.createTable({
    TableName: 't',
    AttributeDefinitions: [text('pk'), text('name')],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      { IndexName: 'byName', KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } },
    ],
  });
  const run = callerOf(service);
  return {
    run,
    pass: (ms: number) => world.clock.run({ untilMs: world.clock.now() + ms }),
    put: (Item: object) => run('PutItem', { TableName: 't', Item }),
    get: (ConsistentRead: boolean) => run('GetItem', { TableName: 't', Key: { pk: 'a' }, ConsistentRead }).Item,
    byName: (name: string) =>
      run('Query', {
        TableName: 't',
        IndexName: 'byName',
        KeyConditionExpression: '#n = :n',
        ExpressionAttributeNames: { '#n': 'name' },
        ExpressionAttributeValues: { ':n': name },
      }).Items,
  };
}

describe('a read that is behind', () => {
  it('sees the item of two seconds ago, or none, unless it is consistent', async () => {
    const { put, get, pass } = setUp({ staleReadMs: 2_000 });
    put({ pk: 'a', n: 1 });
    expect([get(true), get(false)]).toEqual([{ pk: 'a', n: 1 }, undefined]);
    await pass(1_500);
    put({ pk: 'a', n: 2 });
    await pass(1_000);
    expect([get(true), get(false)]).toEqual([
      { pk: 'a', n: 2 },
      { pk: 'a', n: 1 },
    ]);
    await pass(1_000);
    expect(get(false)).toEqual({ pk: 'a', n: 2 });
  });
});

describe('an index that is behind', () => {
  it('shows an item where it stood, and as it was, until its delay is over', async () => {
    const { put, byName, pass } = setUp({ indexDelayMs: 3_000 });
    put({ pk: 'a', name: 'x', n: 1 });
    expect(byName('x')).toEqual([]);
    await pass(3_000);
    put({ pk: 'a', name: 'x', n: 2 });
    expect(byName('x')).toEqual([{ pk: 'a', name: 'x', n: 1 }]);
    put({ pk: 'a', name: 'y', n: 3 });
    await pass(2_999);
    expect([byName('x'), byName('y')]).toEqual([[{ pk: 'a', name: 'x', n: 1 }], []]);
    await pass(1);
    expect([byName('x'), byName('y')]).toEqual([[], [{ pk: 'a', name: 'y', n: 3 }]]);
  });
});

describe('a batch of which parts are left out', () => {
  it('names them, and comes to its end when they are asked for again', () => {
    const { run, put } = setUp({ unprocessedShare: 0.5 });
    let Keys = Array.from({ length: 40 }, (_, number) => ({ pk: `k${number}` }));
    for (const key of Keys) put(key);
    const found: unknown[] = [];
    let calls = 0;
    while (Keys.length > 0) {
      const answer = run('BatchGetItem', { RequestItems: { t: { Keys } } }) as {
        Responses: { t: object[] };
        UnprocessedKeys: { t?: { Keys: typeof Keys } };
      };
      found.push(...answer.Responses.t);
      Keys = answer.UnprocessedKeys.t?.Keys ?? [];
      calls++;
    }
    expect(found).toHaveLength(40);
    expect(calls).toBeGreaterThan(2);
  });
});
