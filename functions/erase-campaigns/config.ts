import { positive, readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function eraseCampaignsConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    /** The secret behind the codes: digests stand in the place of addresses. */
    CODE_SECRET_ARN: text,
    /** Days after which the personal data of a campaign that is over is erased. */
    RETENTION_DAYS: positive,
  });
}
