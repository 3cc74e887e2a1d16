import { documentClient } from '#shared/aws/clients.ts';
import { makeNotices } from '#shared/aws/notices.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import { notificationOpener } from '#shared/lambda/notification.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { recordEventConfig } from './config.ts';

/** What the recording of events works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = recordEventConfig(environment);
  return {
    notices: makeNotices(documentClient(platform), config.NOTICES_TABLE),
    open: notificationOpener(platform, config.EVENTS_TOPIC_ARN),
    logger: makeLogger(platform, 'record-event'),
    metrics: makeMetrics(platform, 'record-event'),
  };
}
