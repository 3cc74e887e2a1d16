import { cognitoClient, documentClient, secretsClient, wafClient } from '#shared/aws/calls/clients.ts';
import { makeEpochCopy, type SyncEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { makeNameOurClient, type NameOurClient, readEpochs, readKnownEpochs } from '#shared/aws/campaign/epochs.ts';
import { type Firewall, makeFirewall } from '#shared/aws/directory/firewall.ts';
import { makeReadPool, type ReadPool } from '#shared/aws/directory/pool.ts';
import { makeProbe, type Probe } from '#shared/aws/directory/probe.ts';
import { makeWatchStore, type WatchStore } from '#shared/aws/directory/watch.ts';
import { makeSecret, type ReadSecret } from '#shared/aws/secret.ts';
import { type Logger, makeLogger } from '#shared/lambda/log.ts';
import { type Metrics, makeMetrics } from '#shared/lambda/metrics.ts';
import type { Clock, Environment, Platform } from '#shared/platform.ts';
import { watchConfig } from './config.ts';

/** What the watch works with. */
export interface Dependencies {
  readonly epochs: () => ReturnType<typeof readEpochs>;
  readonly syncCopy: SyncEpochCopy;
  readonly nameOurClient: NameOurClient;
  readonly store: WatchStore;
  readonly readPool: ReadPool;
  /** Undefined where the directory has no firewall of ours. */
  readonly firewall: Firewall | undefined;
  readonly probe: Probe;
  readonly secret: ReadSecret;
  readonly gateArn: string;
  readonly ourClientId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform): Dependencies {
  const config = watchConfig(environment);
  const client = documentClient(platform);
  const cognito = cognitoClient(platform);
  const secrets = secretsClient(platform);
  const epochs = () => readEpochs(client, config.EPOCHS_TABLE);
  const epochCopy = makeEpochCopy(secrets, config.EPOCH_COPY_ARN);
  return {
    epochs,
    syncCopy: () => epochCopy.sync(() => readKnownEpochs(client, config.EPOCHS_TABLE, platform.clock)),
    nameOurClient: makeNameOurClient(client, config.EPOCHS_TABLE),
    store: makeWatchStore(client, config.EPOCHS_TABLE),
    readPool: makeReadPool(cognito, config.USER_POOL_ID),
    firewall: config.FIREWALL_ARN === 'none' ? undefined : makeFirewall(wafClient(platform), config.FIREWALL_ARN),
    probe: makeProbe(cognito, config.USER_POOL_ID, platform.random),
    secret: makeSecret(secrets, config.CODE_SECRET_ARN, platform.clock),
    gateArn: config.GATE_ARN,
    ourClientId: config.RECOVERY_CLIENT_ID,
    clock: platform.clock,
    logger: makeLogger(platform, 'watch'),
    metrics: makeMetrics(platform, 'watch'),
  };
}
