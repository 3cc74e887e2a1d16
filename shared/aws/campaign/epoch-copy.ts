import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type KnownEpochs, readCopy, type Synced, writeCopy } from '#domain/gate/epoch-copy.ts';
import { text } from '#shared/variables.ts';
import type { Part } from '#shared/wiring.ts';

/**
 * The second copy of the epochs, for when their table does not answer: in Secrets Manager, which shares no table, index or key with it, and
 * answers 10,000 reads a second (https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html). That page also asks for no
 * more than a write in ten minutes in the long run, so what is there already is not written again.
 */
export interface EpochCopy {
  /** What the copy says; undefined where it is gone or empty. */
  read(): Promise<KnownEpochs | undefined>;
  /**
   * Makes the copy say what the table says. The table is read after the copy that is replaced, and only that copy is replaced, so a slow writer never puts
   * an older one in the place of a newer one.
   * @param readTable reads the table, consistently
   * @throws Error where others kept writing it
   */
  sync(readTable: () => Promise<KnownEpochs>): Promise<Synced>;
}

/** How often a writer begins anew when another one was first. */
const tries = 5;

/** The copy in the secret of this ARN. */
export function makeEpochCopy(client: SecretsManagerClient, arn: string): EpochCopy {
  const current = async () => {
    try {
      const { SecretString = '', VersionId } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      return { text: SecretString, versionId: VersionId };
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return { text: '', versionId: undefined };
      throw error;
    }
  };

  /** Puts a text in the place of one version; false when that is not the current one any more. */
  const replace = async (versionId: string | undefined, SecretString: string): Promise<boolean> => {
    if (versionId === undefined) {
      await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString }));
      return true;
    }
    const put = await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString, VersionStages: ['AWSPENDING'] }));
    const move = { SecretId: arn, VersionStage: 'AWSCURRENT', RemoveFromVersionId: versionId, MoveToVersionId: put.VersionId };
    try {
      await client.send(new UpdateSecretVersionStageCommand(move));
      return true;
    } catch (error) {
      if (error instanceof Error && ['InvalidParameterException', 'InvalidRequestException'].includes(error.name)) return false;
      throw error;
    }
  };

  return {
    read: async () => readCopy((await current()).text),
    sync: async (readTable) => {
      for (let attempt = 1; attempt <= tries; attempt++) {
        const { text: before, versionId } = await current();
        const known = await readTable();
        const { text, isShortened } = writeCopy(known);
        if (before === writeCopy({ ...known, asOf: readCopy(before)?.asOf ?? known.asOf }).text) return { written: false, isShortened };
        if (await replace(versionId, text)) return { written: true, isShortened };
      }
      throw new Error(`the second copy of the epochs was written by others ${tries} times`);
    },
  };
}

/** Brings the second copy up to date. Safe to repeat, and for several at once. */
export type SyncEpochCopy = () => Promise<Synced>;

/** ARN of the secret that holds the copy. */
export const epochCopyArn: Part<string> = ({ read }) => read('EPOCH_COPY_ARN', text);
