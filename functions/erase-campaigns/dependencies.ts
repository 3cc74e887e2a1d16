import { eraseTools } from '#shared/aws/campaign/erase-campaign.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { positive } from '#shared/variables.ts';
import { type Sandbox, wire } from '#shared/wiring.ts';

/** Days after which the personal data of a campaign that is over is erased. */
const retentionDays = ({ read }: Sandbox) => read('RETENTION_DAYS', positive);

/** Makes what the end of personal data works with, once for each sandbox. */
export const makeDependencies = wire('erase-campaigns', {
  tools: eraseTools,
  retentionDays,
  logger,
  metrics,
});

/** What the end of personal data works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
