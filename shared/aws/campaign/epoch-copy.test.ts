import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { KnownEpochs } from '#domain/gate/epoch-copy.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateSecretsManager } from '#simulator/services/secretsmanager.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeEpochCopy } from './epoch-copy.ts';

const epoch: EpochRow = {
  campaignId: 'a',
  epoch: 1,
  startedAt: 1,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
  scope: { kind: 'everybody' },
};

const known = (version: number, epochs: readonly EpochRow[], asOf = 0): KnownEpochs => ({ version, asOf, epochs });

function setUp(text = JSON.stringify({ asOf: 0, epochs: [] })) {
  const world = virtualWorld({ seed: 1 });
  const secretsmanager = simulateSecretsManager(world);
  const { arn } = secretsmanager.createSecret('epochs', text);
  const client = connectDirect(new SecretsManagerClient({}), world, outsideCaller, new Map([['SecretsManagerClient', secretsmanager]]));
  const copy = makeEpochCopy(client, arn);
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);
  return {
    world,
    copy,
    settle,
    read: () => settle(copy.read()),
    sync: (table: KnownEpochs) => settle(copy.sync(async () => table)),
    gone: () => settle(makeEpochCopy(client, 'gone').read()),
    writes: () => world.meter.of('secretsmanager', 'PutSecretValue').calls,
  };
}

describe('the second copy of the epochs', () => {
  it('says nothing holds until it is written', async () => {
    expect(await setUp().read()).toEqual(known(0, []));
  });

  it('is none where it is gone', async () => {
    expect(await setUp().gone()).toBeUndefined();
  });

  it('contains everybody where it is spoilt, and is mended by the next write', async () => {
    const { read, sync } = setUp('spoilt');
    expect((await read())?.epochs).toMatchObject([{ notUnderstood: true }]);
    expect(await sync(known(5, []))).toEqual({ written: true, isShortened: false });
    expect(await read()).toEqual(known(5, []));
  });

  it('is written only where it says something else', async () => {
    const { sync, read, writes } = setUp();
    expect((await sync(known(5, [epoch], 1))).written).toBe(true);
    expect((await sync(known(5, [epoch], 2))).written).toBe(false);
    expect(writes()).toBe(1);
    expect((await sync(known(6, [], 3))).written).toBe(true);
    expect(await read()).toEqual(known(6, [], 3));
  });

  it('takes a start from a writer whose clock is behind (attack 68)', async () => {
    const { sync, read } = setUp();
    await sync(known(5, [], 3_600_000));
    expect((await sync(known(6, [epoch], 1))).written).toBe(true);
    expect((await read())?.epochs).toEqual([epoch]);
  });

  it('never goes back to what the table said before: a writer that was overtaken begins anew', async () => {
    const { copy, settle, read, world } = setUp();
    let table = known(5, []);
    const reads: number[] = [];
    const slow = copy.sync(async () => {
      reads.push(table.version);
      const answer = table;
      if (reads.length === 1) await world.clock.sleep(10_000);
      return answer;
    });
    const fast = world.clock.sleep(5_000).then(() => {
      table = known(6, [epoch]);
      return copy.sync(async () => table);
    });
    await settle(Promise.all([slow, fast]));
    expect(await read()).toEqual(known(6, [epoch]));
    expect(reads).toEqual([5, 6]);
  });

  it('is not written for ever by writers that are always overtaken', async () => {
    const { copy, settle } = setUp();
    let version = 0;
    const overtaken = copy.sync(async () => {
      version += 2;
      await copy.sync(async () => known(version, [epoch]));
      return known(version - 1, []);
    });
    await expect(settle(overtaken)).rejects.toThrow('written by others 5 times');
  });
});
