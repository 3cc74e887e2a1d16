import { makeAudit } from '#shared/aws/audit/audit.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { recordAuditConfig } from './config.ts';

/** What the audit log works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = recordAuditConfig(environment);
  return {
    accountsTable: config.ACCOUNTS_TABLE,
    stepsTable: config.STEPS_TABLE,
    audit: makeAudit(documentClient(platform), config.AUDIT_TABLE),
    logger: makeLogger(platform, 'record-audit'),
    metrics: makeMetrics(platform, 'record-audit'),
  };
}
