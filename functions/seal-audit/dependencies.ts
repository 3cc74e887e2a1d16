import { seals } from '#shared/aws/audit/seals.ts';
import { sealSecret } from '#shared/aws/secret.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the sealing works with, once for each sandbox. */
export const makeDependencies = wire('seal-audit', {
  clock,
  seals,
  secret: sealSecret,
  logger,
  metrics,
});

/** What the sealing works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
