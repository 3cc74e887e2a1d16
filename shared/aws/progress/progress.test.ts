import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowChange } from '#domain/progress/lane-counter.ts';
import type { Counted } from '#domain/progress/progress.ts';
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

/** One row's way from planned to delivered, a second each. */
function wayOf(row: string): readonly RowChange[] {
  return ['waiting', 'claimed', 'sent', 'delivered'].map((after, index, states) => ({
    id: `${row} ${index}`,
    atMs: (index + 8) * 1_000,
    row,
    versions: [index, index + 1],
    before: index === 0 ? [] : [String(states[index - 1])],
    after: [after],
  }));
}

const way = wayOf('r1');
const lane = (counted: Counted, number: number) => ({ campaignId: 'c', counted, lane: number });

describe('counters', () => {
  it('count each change once, however the stream cuts and repeats its batches (property)', async () => {
    const cut = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cut, async (extra) => {
        const progress = setUp();
        for (const [from, length] of [[0, 2] as const, [0, 4] as const, ...extra]) {
          await progress.count(lane('notices', 7), way.slice(from, from + length));
        }
        expect((await progress.totals('c')).notices).toMatchObject({ waiting: 0, claimed: 0, sent: 0, delivered: 1 });
      }),
      { numRuns: 30 },
    );
  });

  it('count what two shards deliver at the same time, each with numbers of its own', async () => {
    const progress = setUp();
    const rows = ['r1', 'r2', 'r3', 'r4'];
    await Promise.all(rows.map((row) => progress.count(lane('notices', 7), wayOf(row))));
    expect((await progress.totals('c')).notices).toMatchObject({ waiting: 0, claimed: 0, sent: 0, delivered: 4 });
  });

  it('add up over lanes, and keep accounts and notices apart', async () => {
    const progress = setUp();
    await progress.count(lane('notices', 1), way);
    await progress.count(lane('notices', 2), wayOf('r2').slice(0, 1));
    await progress.count(lane('accounts', 1), [{ id: 'e', atMs: 5_000, row: 'a', versions: [0, 1], before: [], after: ['contained'] }]);
    const totals = await progress.totals('c');
    expect([totals.notices.delivered, totals.notices.waiting, totals.accounts.contained]).toEqual([1, 1, 1]);
  });

  it('count an account by its state and by its sweep, each once', async () => {
    const progress = setUp();
    const common = { row: 'a', atMs: 5_000 };
    const first: RowChange = { ...common, id: '5', versions: [0, 1], before: [], after: ['contained', 'sweep-left-active'] };
    const [before, after] = [first.after, ['contained', 'sweep-swept-active']];
    const second: RowChange = { ...common, id: '7', versions: [1, 2], before, after };
    for (const part of [[first], [first, second], [second]]) await progress.count(lane('accounts', 1), part);
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
