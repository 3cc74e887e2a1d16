import { notices } from '#shared/aws/account/notices.ts';
import { backOff } from '#shared/aws/mail/back-off.ts';
import { noticeControls } from '#shared/aws/mail/reputation.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { openEvent } from '#shared/lambda/notification.ts';
import { guardLimits } from '#shared/settings.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the recording of events works with, once for each sandbox. */
export const makeDependencies = wire('record-event', {
  clock,
  notices,
  backOff,
  controls: noticeControls,
  guardLimits,
  open: openEvent,
  logger,
  metrics,
});

/** What the recording of events works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
