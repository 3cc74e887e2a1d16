import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowChange } from '#domain/progress.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeProgress } from './progress.ts';

function setUp() {
  const world = virtualWorld({ latencyMs: { dynamodb: 0 } });
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'progress',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  return makeProgress(connectDirect(client, world, outsideCaller, new Map([['DynamoDBDocumentClient', dynamodb]])), 'progress');
}

const way: readonly RowChange[] = ['waiting', 'claimed', 'sent', 'delivered'].map((after, index, states) => ({
  sequence: String(index + 8),
  before: states[index - 1],
  after,
}));

describe('counters', () => {
  it('count each change once, however the stream cuts and repeats its batches (property)', async () => {
    const cut = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cut, async (extra) => {
        const progress = setUp();
        for (const [from, length] of [[0, 2] as const, [0, 4] as const, ...extra]) {
          await progress.count('c', 'notices', '07', way.slice(from, from + length));
        }
        expect((await progress.totals('c')).notices).toMatchObject({ waiting: 0, claimed: 0, sent: 0, delivered: 1 });
      }),
      { numRuns: 30 },
    );
  });

  it('add up over lanes, and keep accounts and notices apart', async () => {
    const progress = setUp();
    await progress.count('c', 'notices', '01', way);
    await progress.count('c', 'notices', '02', way.slice(0, 1));
    await progress.count('c', 'accounts', '01', [{ sequence: '5', before: undefined, after: 'contained' }]);
    const totals = await progress.totals('c');
    expect([totals.notices.delivered, totals.notices.waiting, totals.accounts.contained]).toEqual([1, 1, 1]);
  });

  it('count an account by its state and by its sweep at the same position of the stream, each once', async () => {
    const progress = setUp();
    const change = (sequence: string, before: string | undefined, after: string) => ({ sequence, before, after });
    const changes = [
      change('5', undefined, 'contained'),
      change('5', undefined, 'sweep-left-active'),
      change('7', 'contained', 'contained'),
      change('7', 'sweep-left-active', 'sweep-swept-active'),
    ];
    for (const part of [changes.slice(0, 2), changes, changes.slice(2)]) await progress.count('c', 'accounts', '01', part);
    const { accounts, sweep } = await progress.totals('c');
    expect([accounts.contained, sweep.active]).toEqual([1, { left: 0, swept: 1, refused: 0 }]);
    expect(Object.keys(accounts)).toEqual(['contained', 'recovering', 'recovered', 'exempt']);
  });
});

describe('history', () => {
  it('has the latest snapshot of each ten seconds, oldest first', async () => {
    const progress = setUp();
    const totals = await progress.totals('c');
    for (const atMs of [1_000_000, 1_004_000, 1_012_000]) await progress.keep('c', { atMs, totals });
    expect((await progress.history('c')).map(({ atMs }) => atMs)).toEqual([1_004_000, 1_012_000]);
  });
});
