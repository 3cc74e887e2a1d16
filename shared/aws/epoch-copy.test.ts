import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign.ts';
import { noLingers } from '#domain/linger.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateSecretsManager } from '#simulator/services/secretsmanager.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeEpochCopy, makeSyncEpochCopy } from './epoch-copy.ts';

const epoch: EpochRow = {
  campaignId: 'a',
  epoch: 1,
  startedAt: 1,
  page: 'https://pages.example',
  lingers: noLingers,
  scope: { kind: 'everybody' },
};

function setUp(text = JSON.stringify({ asOf: 0, epochs: [] })) {
  const world = virtualWorld({ seed: 1 });
  const secretsmanager = simulateSecretsManager(world);
  const { arn } = secretsmanager.createSecret('epochs', text);
  const client = connectDirect(new SecretsManagerClient({}), world, outsideCaller, new Map([['SecretsManagerClient', secretsmanager]]));
  const copy = makeEpochCopy(client, arn);
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);
  return {
    read: () => settle(copy.read()),
    sync: (asOf: number, epochs: readonly EpochRow[]) => settle(copy.sync({ asOf, epochs })),
    syncNow: (epochs: readonly EpochRow[]) => settle(makeSyncEpochCopy(async () => epochs, copy, world.clock)()),
    gone: () => settle(makeEpochCopy(client, 'gone').read()),
    writes: () => world.meter.of('secretsmanager', 'PutSecretValue').calls,
    now: () => world.clock.now(),
  };
}

describe('the second copy of the epochs', () => {
  it('says nothing holds until it is written', async () => {
    expect(await setUp().read()).toEqual({ asOf: 0, epochs: [] });
  });

  it('is none where it is gone or spoilt, and is mended by the next write', async () => {
    const { gone, read, sync } = setUp('spoilt');
    expect([await gone(), await read()]).toEqual([undefined, undefined]);
    expect(await sync(5, [])).toBe(true);
    expect(await read()).toEqual({ asOf: 5, epochs: [] });
  });

  it('is written only where it says something else', async () => {
    const { sync, read, writes } = setUp();
    expect(await sync(5, [epoch])).toBe(true);
    expect(await sync(6, [epoch])).toBe(false);
    expect(writes()).toBe(1);
    expect(await sync(7, [])).toBe(true);
    expect(await read()).toEqual({ asOf: 7, epochs: [] });
  });

  it('never goes back to what the table said before', async () => {
    const { sync, read } = setUp();
    await sync(9, [epoch]);
    expect(await sync(8, [])).toBe(false);
    expect(await read()).toEqual({ asOf: 9, epochs: [epoch] });
  });

  it('is as of the moment before the table was asked', async () => {
    const { syncNow, read, now } = setUp();
    const before = now();
    expect(await syncNow([epoch])).toBe(true);
    expect((await read())?.asOf).toBe(before);
  });
});
