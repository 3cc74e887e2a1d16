import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeBackOff } from '#shared/aws/mail/back-off.ts';
import { makeNoticeControls } from '#shared/aws/mail/reputation.ts';
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
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    notices: makeNotices(client, config.NOTICES_TABLE),
    backOff: makeBackOff(client, config.PACE_TABLE, platform.clock),
    controls: makeNoticeControls(client, config.PACE_TABLE, platform.clock),
    guardLimits: { bounces: config.PAUSE_AT_BOUNCES, complaints: config.PAUSE_AT_COMPLAINTS },
    open: notificationOpener(platform, config.EVENTS_TOPIC_ARN),
    logger: makeLogger(platform, 'record-event'),
    metrics: makeMetrics(platform, 'record-event'),
  };
}
