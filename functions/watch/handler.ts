import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { Watch } from '#domain/gate/watch.ts';
import { reportNotUnderstood } from '#shared/lambda/epoch-reports.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { findDetached } from './attachment.ts';
import { copyEpochs } from './copy-epochs.ts';
import type { Dependencies } from './dependencies.ts';
import { measureFirewall, switchFirewall } from './firewall.ts';
import { makeProbeAccount, tryDoors } from './probe.ts';

const nothingSeen: Watch = { atMs: 0, detached: [], trials: [] };

/**
 * Once a minute, and right after an epoch was set or taken back: switches the directory's firewall, compares the second copy of the epochs, and
 * while an epoch holds looks whether the gate is attached and tries to get in as the probe. Each part is done though another one failed; what
 * failed comes round in a minute. What was seen is written as soon as it is; its time is that of the whole round.
 */
export function makeHandler(dependencies: Dependencies) {
  const { epochs: readEpochs, nameOurClient, ourClientId, store, readPool, clock, logger, metrics } = dependencies;

  /** Does one part. @returns what it gives, or `otherwise` where it failed */
  const part = async <T>(name: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      logger.log(messages.watchFailed, { part: name, ...errorFields(error) });
      metrics.count('Watch::Failed');
      return otherwise;
    }
  };

  /** A recovery client that was replaced since a start is named in its epoch, so that the gate lets it in. */
  const nameClient = async (epochs: readonly EpochRow[]) => {
    const renamed = await nameOurClient(epochs, ourClientId);
    if (renamed > 0) logger.log(messages.ourClientRenamed, { epochs: renamed });
  };

  return middy<unknown, SQSBatchResponse>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const epochs = await readEpochs();
    reportNotUnderstood(epochs, { logger, metrics });
    const before = (await store.read()) ?? nothingSeen;
    const firewall = await part('firewall', () => switchFirewall(dependencies, epochs, before.firewall), before.firewall);
    await part('client', () => nameClient(epochs), undefined);
    await part('copy', () => copyEpochs(dependencies), undefined);
    const probe = await part('probe-account', () => makeProbeAccount(dependencies, before.probe), before.probe);
    const kept = epochs.length === 0 ? { ...nothingSeen, atMs: clock.now() } : before;
    const seen: Watch = { ...kept, ...(firewall && { firewall }), ...(probe && { probe }) };
    await store.write(seen);
    if (epochs.length === 0) return { batchItemFailures: [] };

    const pool = await part('settings', readPool, undefined);
    if (pool === undefined) return { batchItemFailures: [] };
    const detached = findDetached(dependencies, pool);
    const measured = firewall && (await part('measure', () => measureFirewall(dependencies, pool, firewall, probe), firewall));
    const looked: Watch = { ...seen, detached, ...(measured && { firewall: measured }) };
    await store.write(looked);
    if (probe === undefined) return { batchItemFailures: [] };
    const tried = await part('probe', () => tryDoors(dependencies, pool, epochs, probe), { trials: [], stale: false });
    await store.write({ ...looked, atMs: clock.now(), trials: tried.trials, probe: { ...probe, ...(tried.stale && { stale: true }) } });
    return { batchItemFailures: [] };
  });
}
