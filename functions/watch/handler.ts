import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import type { Watch } from '#domain/watch.ts';
import { errorFields } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { findDetached } from './attachment.ts';
import { copyEpochs } from './copy-epochs.ts';
import type { Dependencies } from './dependencies.ts';
import { measureFirewall, switchFirewall } from './firewall.ts';
import { makeProbeAccount, tryDoors } from './probe.ts';

const nothingSeen: Watch = { atMs: 0, detached: [], trials: [] };

/**
 * Once a minute, and right after a campaign was started, closed or lifted: switches the directory's firewall, compares the second copy of the epochs, and while an epoch holds looks
 * whether the gate is attached and tries to get in as the probe. Each part is done though another one failed; what failed comes round in a minute.
 */
export function makeHandler(dependencies: Dependencies) {
  const { epochs: readEpochs, store, readPool, clock, logger, metrics } = dependencies;

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

  return middy<unknown, SQSBatchResponse>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const epochs = await readEpochs();
    const before = (await store.read()) ?? nothingSeen;
    const see = async (seen: Watch): Promise<Watch> => {
      const now = { ...seen, atMs: clock.now() };
      await store.write(now);
      return now;
    };

    const firewall = await part('firewall', () => switchFirewall(dependencies, epochs, before.firewall), before.firewall);
    await part('copy', () => copyEpochs(dependencies), undefined);
    const probe = await part('probe-account', () => makeProbeAccount(dependencies, before.probe), before.probe);
    const seen = await see({ ...nothingSeen, ...(firewall && { firewall }), ...(probe && { probe }) });
    if (epochs.length === 0) return { batchItemFailures: [] };

    const pool = await part('settings', readPool, undefined);
    if (pool === undefined) return { batchItemFailures: [] };
    const detached = findDetached(dependencies, pool);
    const measured = firewall && (await part('measure', () => measureFirewall(dependencies, pool, firewall, probe), firewall));
    const looked = await see({ ...seen, detached, ...(measured && { firewall: measured }) });
    if (probe === undefined) return { batchItemFailures: [] };
    const tried = await part('probe', () => tryDoors(dependencies, pool, epochs, probe), { trials: [], stale: false });
    await see({ ...looked, trials: tried.trials, probe: { ...probe, ...(tried.stale && { stale: true }) } });
    return { batchItemFailures: [] };
  });
}
