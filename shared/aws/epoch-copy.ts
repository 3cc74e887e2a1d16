import { GetSecretValueCommand, PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { EpochRow } from '#domain/campaign.ts';
import { type KnownEpochs, readCopy, writeCopy } from '#domain/epoch-copy.ts';
import type { Clock } from '#shared/platform.ts';

/**
 * The second copy of the epochs, for when their table does not answer: in Secrets Manager, which shares no table, index or key with it, and
 * answers 10,000 reads a second (https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html). That page also asks for no
 * more than a write in ten minutes in the long run, so what is there already is not written again.
 */
export interface EpochCopy {
  /** What the copy says; undefined where it is gone or no copy. */
  read(): Promise<KnownEpochs | undefined>;
  /**
   * Writes what the table said at `asOf`, unless the copy says the same already or is newer.
   * @returns whether it was written
   */
  sync(known: KnownEpochs): Promise<boolean>;
}

/** The copy in the secret of this ARN. */
export function makeEpochCopy(client: SecretsManagerClient, arn: string): EpochCopy {
  const text = async () => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      return SecretString ?? '';
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return '';
      throw error;
    }
  };
  return {
    read: async () => readCopy(await text()),
    sync: async ({ asOf, epochs }) => {
      const before = await text();
      const since = readCopy(before)?.asOf;
      if (since !== undefined && (since > asOf || before === writeCopy({ asOf: since, epochs }))) return false;
      await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: writeCopy({ asOf, epochs }) }));
      return true;
    },
  };
}

/** Brings the second copy up to date; gives whether that was needed. Safe to repeat, and for several at once: the next call mends what a race left. */
export type SyncEpochCopy = () => Promise<boolean>;

/** @param readEpochs reads the table, consistently */
export function makeSyncEpochCopy(readEpochs: () => Promise<readonly EpochRow[]>, copy: EpochCopy, clock: Clock): SyncEpochCopy {
  return async () => {
    const asOf = clock.now();
    return copy.sync({ asOf, epochs: await readEpochs() });
  };
}
