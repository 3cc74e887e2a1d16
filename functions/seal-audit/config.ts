import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function sealAuditConfig(environment: Environment) {
  return readConfig(environment, {
    AUDIT_TABLE: text,
    SEALS_TABLE: text,
    PROGRESS_TABLE: text,
    /** What the key of the seals is made from; no other function may read it. */
    SEAL_SECRET_ARN: text,
  });
}
