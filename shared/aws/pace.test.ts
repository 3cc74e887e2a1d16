import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { slotAt, slotCap, slotStart } from '#domain/pacing.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makePace } from './pace.ts';

function setUp() {
  const world = virtualWorld();
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'pace',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  const connected = connectDirect(client, world, outsideCaller, new Map([['DynamoDBDocumentClient', dynamodb]]));
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);
  return { world, settle, pace: makePace(connected, 'pace', world.clock) };
}

describe('slots', () => {
  it('never give out more than their cap, however many claim at once', async () => {
    const { settle, pace } = setUp();
    const slot = 4_000_000_000;
    const cap = slotCap(slot, 200);
    const claims = await settle(Promise.all(Array.from({ length: 20 }, () => pace.claim(slot, 13, 200))));
    const given = claims.flatMap((claim) =>
      claim === undefined ? [] : Array.from({ length: claim.count }, (_, index) => claim.first + index),
    );
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: cap }, (_, position) => position));
  });

  it('give a recovery mail a place that no sender has claimed yet, within a second', async () => {
    const { world, settle, pace } = setUp();
    const next = slotAt(world.clock.now()) + 1;
    await settle(pace.claim(next, 1_000, 14));
    const at = await settle(pace.claimForRecovery(14));
    expect(at).toBeGreaterThanOrEqual(slotStart(next + (slotStart(next) - world.clock.now() < 200 ? 1 : 0)));
    expect(at - world.clock.now()).toBeLessThan(1_200);
  });
});

describe('a lease', () => {
  const lease = (token: string) => ({ campaignId: 'c', worker: 0, token });

  it('is held by one at a time, and free again once it ran out', async () => {
    const { world, settle, pace } = setUp();
    const far = world.clock.now() + 3_600_000;
    expect(await settle(pace.takeLease(lease('a'), far))).toBe(true);
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(false);
    await world.clock.run({ untilMs: world.clock.now() + 31_000 });
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(true);
    expect(await settle(pace.renewLease(lease('a')))).toBe(false);
    expect(await settle(pace.renewLease(lease('b')))).toBe(true);
  });

  it('passes to a successor when its holder is about to stop', async () => {
    const { world, settle, pace } = setUp();
    await settle(pace.takeLease(lease('a'), world.clock.now() - 1));
    expect(await settle(pace.takeLease(lease('b'), world.clock.now() + 3_600_000))).toBe(true);
    expect(await settle(pace.renewLease(lease('a')))).toBe(false);
  });

  it('can be taken at once when it was given back', async () => {
    const { world, settle, pace } = setUp();
    const far = world.clock.now() + 3_600_000;
    await settle(pace.takeLease(lease('a'), far));
    await settle(pace.releaseLease(lease('a')));
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(true);
  });
});

describe('the quota', () => {
  it('is read by one of many who ask at once, and again after 15 seconds', async () => {
    const { world, settle, pace } = setUp();
    let reads = 0;
    const read = async () => ({ perSecond: 14 * ++reads, perDay: -1, sentLastDay: 0 });
    await settle(Promise.all([pace.freshQuota(read), pace.freshQuota(read), pace.freshQuota(read)]));
    expect(reads).toBe(1);
    await world.clock.run({ untilMs: world.clock.now() + 15_100 });
    expect((await settle(pace.freshQuota(read)))?.perSecond).toBe(28);
  });
});
