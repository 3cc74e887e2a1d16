import { secretsManager } from '#shared/aws/calls/clients.ts';
import type { SyncEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { epochCopyArn, makeEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { epochs, knownEpochs, nameOurClient } from '#shared/aws/campaign/epochs.ts';
import { firewall } from '#shared/aws/directory/firewall.ts';
import { readPool } from '#shared/aws/directory/pool.ts';
import { probe } from '#shared/aws/directory/probe.ts';
import { watchStore } from '#shared/aws/directory/watch.ts';
import { codeSecret } from '#shared/aws/secret.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { gateArn, recoveryClientId } from '#shared/settings.ts';
import { clock, type Part, wire } from '#shared/wiring.ts';

/** Brings the second copy of the epochs up to date. */
const syncCopy: Part<SyncEpochCopy> = ({ use }) => {
  const copy = makeEpochCopy(use(secretsManager), use(epochCopyArn));
  const readTable = use(knownEpochs);
  return () => copy.sync(readTable);
};

/** Makes what the watch works with, once for each sandbox. */
export const makeDependencies = wire('watch', {
  epochs,
  syncCopy,
  nameOurClient,
  store: watchStore,
  readPool,
  firewall,
  probe,
  secret: codeSecret,
  gateArn,
  ourClientId: recoveryClientId,
  clock,
  logger,
  metrics,
});

/** What the watch works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
