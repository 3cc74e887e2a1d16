import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowChange } from '#domain/progress/lane-counter.ts';
import { differences } from '#domain/progress/lane-counter.ts';
import { makeCountedRows } from '#shared/aws/progress/counted-rows.ts';
import { type CounterKey, makeProgress } from '#shared/aws/progress/progress.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import type { Dependencies } from './dependencies.ts';
import { recountLane } from './lane.ts';

const key: CounterKey = { campaignId: 'c', counted: 'notices', lane: 7 };
const states = ['waiting', 'claimed', 'sent', 'delivered'];

function setUp() {
  const world = virtualWorld();
  const dynamodb = simulateDynamoDb(world);
  const [pk, sk] = ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
  for (const TableName of ['progress', 'notices']) {
    dynamodb.createTable({
      TableName,
      AttributeDefinitions: [pk, sk].filter((each) => each !== undefined),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  }
  const bare = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  const client = connectDirect(bare, world, outsideCaller, new Map([['DynamoDBDocumentClient', dynamodb]]));
  const rows = makeCountedRows(client, { accounts: 'none', notices: 'notices', steps: 'none' });
  const progress = makeProgress(client, 'progress');
  const clock = { now: () => world.clock.now(), sleep: (ms: number) => world.clock.sleep(ms) };
  const dependencies = { progress, rows, clock } as unknown as Dependencies;
  return {
    world,
    progress,
    /** A further sandbox of the reader. */
    another: () => makeProgress(client, 'progress'),
    recount: () => world.clock.settle(recountLane(dependencies, key)),
    write: (row: string, step: number) =>
      client.send(new PutCommand({ TableName: 'notices', Item: { pk: 'c#07', sk: row, version: step + 1, state: states[step] } })),
    counts: async () => (await world.clock.settle(progress.counter(key))).counts,
  };
}

function changeOf(row: string, step: number, atMs: number): RowChange {
  const before = step === 0 ? [] : [String(states[step - 1])];
  return { id: `${row} ${step}`, atMs, row, versions: [step, step + 1], before, after: [String(states[step])] };
}

describe('a recount of a lane', () => {
  it('ends at the counters that the rows have, whatever was delivered twice, late, or in another order (property)', async () => {
    const row = fc.integer({ min: 1, max: 4 });
    const delivery = fc.record({
      places: fc.array(fc.nat(999), { minLength: 1, maxLength: 40 }),
      sandbox: fc.nat(1),
      waitMs: fc.nat(20_000),
    });
    const run = fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.array(delivery, { maxLength: 12 }),
      async (lengths, deliveries) => {
        const { world, progress, another, write, recount, counts } = setUp();
        const sandboxes = [progress, another()];
        const startMs = world.clock.now();
        const changes = lengths.flatMap((length, index) =>
          Array.from({ length }, (_, step) => changeOf(`r${index}`, step, startMs + (index * 4 + step) * 3_000)),
        );
        for (const [index, length] of lengths.entries()) await world.clock.settle(write(`r${index}`, length - 1));
        const right = Object.fromEntries(
          Object.entries(Object.groupBy(lengths, (length) => String(states[length - 1]))).map(([state, some]) => [
            state,
            some?.length ?? 0,
          ]),
        );
        for (const { places, sandbox, waitMs } of deliveries) {
          const batch = places.flatMap((place) => changes[place % changes.length] ?? []);
          await world.clock.settle(sandboxes[sandbox]?.count(key, batch) ?? Promise.resolve());
          await world.clock.settle(world.clock.sleep(waitMs));
        }
        // What the stream still owes comes in the end, as a stream delivers everything at least once.
        await world.clock.settle(progress.count(key, changes));
        for (let minute = 0; minute < 4; minute++) await recount();
        expect(differences(await counts(), right)).toEqual({});
      },
    );
    await fc.assert(run, { numRuns: 60 });
  });

  it('says nothing is wrong while rows change and their changes are on the way', async () => {
    const { world, progress, write, recount, counts } = setUp();
    let going = true;
    /** Writes a change every 20 ms and delivers each batch two seconds later, as a stream does. */
    const send = async () => {
      const pending: RowChange[] = [];
      for (let tick = 0; going || pending.length > 0; tick++) {
        if (going) {
          const [row, step] = [`r${tick >> 2}`, tick & 3];
          await write(row, step);
          pending.push(changeOf(row, step, world.clock.now()));
        }
        if (tick % 50 === 0) await progress.count(key, pending.splice(0, Math.max(0, going ? pending.length - 100 : pending.length)));
        await world.clock.sleep(20);
      }
    };
    const sending = send();
    await world.clock.settle(world.clock.sleep(10_000));
    for (let round = 0; round < 5; round++) expect((await recount())?.mended).toEqual({});
    going = false;
    await world.clock.settle(sending);
    expect((await counts()).delivered).toBeGreaterThan(200);
  });

  it('mends a counter that was changed, at once, while rows change', async () => {
    const { world, progress, write, recount, counts } = setUp();
    for (let row = 0; row < 30; row++) {
      await world.clock.settle(write(`r${row}`, 0));
      await world.clock.settle(progress.count(key, [changeOf(`r${row}`, 0, world.clock.now())]));
    }
    const counter = await world.clock.settle(progress.counter(key));
    await world.clock.settle(progress.write(counter, { sent: 7 }, counter.book));
    const startMs = world.clock.now();
    expect((await recount())?.mended).toEqual({ sent: -7 });
    expect(world.clock.now() - startMs).toBeLessThan(1_000);
    expect(await counts()).toMatchObject({ waiting: 30, sent: 0 });
  });

  it('trusts the rows where changes were lost for good, once it has seen the same gap twice', async () => {
    const { world, progress, write, recount, counts } = setUp();
    for (let row = 0; row < 5; row++) await world.clock.settle(write(`r${row}`, 0));
    await world.clock.settle(progress.count(key, [changeOf('r0', 0, world.clock.now())]));
    expect(await recount()).toBeUndefined();
    expect((await recount())?.mended).toEqual({ waiting: 4 });
    expect(await counts()).toMatchObject({ waiting: 5 });
    expect((await recount())?.mended).toEqual({});
  });
});
