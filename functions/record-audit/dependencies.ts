import { audit } from '#shared/aws/audit/audit.ts';
import { nameOf } from '#shared/aws/table/on-table.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { wire } from '#shared/wiring.ts';

/** Makes what the audit log works with, once for each sandbox. */
export const makeDependencies = wire('record-audit', {
  accountsTable: nameOf('accounts'),
  stepsTable: nameOf('steps'),
  audit,
  logger,
  metrics,
});

/** What the audit log works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
