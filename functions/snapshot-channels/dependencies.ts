import { makeChannels } from '#shared/aws/account/channels.ts';
import { cognitoClient, documentClient } from '#shared/aws/calls/clients.ts';
import { makeDirectory } from '#shared/aws/directory/directory.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { snapshotChannelsConfig } from './config.ts';

/** What the snapshot of channels works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = snapshotChannelsConfig(environment);
  return {
    clock: platform.clock,
    channels: makeChannels(documentClient(platform), config.CHANNELS_TABLE),
    directory: makeDirectory(cognitoClient(platform), config.USER_POOL_ID, {
      environment: config.ENVIRONMENT_ATTRIBUTE,
      organisation: config.ORGANISATION_ATTRIBUTE,
    }),
    logger: makeLogger(platform, 'snapshot-channels'),
    metrics: makeMetrics(platform, 'snapshot-channels'),
  };
}
