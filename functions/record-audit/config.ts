import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function recordAuditConfig(environment: Environment) {
  return readConfig(environment, { AUDIT_TABLE: text, ACCOUNTS_TABLE: text, STEPS_TABLE: text });
}
