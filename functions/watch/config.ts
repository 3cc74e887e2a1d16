import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function watchConfig(environment: Environment) {
  return readConfig(environment, {
    EPOCHS_TABLE: text,
    /** ARN of the secret that holds the second copy of the epochs. */
    EPOCH_COPY_ARN: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** ARN of the function that the directory's triggers must lead to. */
    GATE_ARN: text,
    /** ARN of the directory's web ACL, or `none` where it has none of ours. */
    FIREWALL_ARN: text,
    /** Id of our own app client, which the gate lets in while an account recovers. */
    RECOVERY_CLIENT_ID: text,
    CODE_SECRET_ARN: text,
  });
}
