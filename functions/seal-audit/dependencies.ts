import { makeSeals } from '#shared/aws/audit/seals.ts';
import { documentClient, secretsClient } from '#shared/aws/calls/clients.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { sealAuditConfig } from './config.ts';

/** What the sealing works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = sealAuditConfig(environment);
  const tables = { audit: config.AUDIT_TABLE, seals: config.SEALS_TABLE, progress: config.PROGRESS_TABLE };
  return {
    clock: platform.clock,
    seals: makeSeals(documentClient(platform), tables),
    secret: makeSecret(secretsClient(platform), config.SEAL_SECRET_ARN, platform.clock),
    logger: makeLogger(platform, 'seal-audit'),
    metrics: makeMetrics(platform, 'seal-audit'),
  };
}
