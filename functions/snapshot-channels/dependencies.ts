import { channels } from '#shared/aws/account/channels.ts';
import { directory } from '#shared/aws/directory/directory.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the snapshot of channels works with, once for each sandbox. */
export const makeDependencies = wire('snapshot-channels', {
  clock,
  channels,
  directory,
  logger,
  metrics,
});

/** What the snapshot of channels works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
