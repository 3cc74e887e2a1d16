import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { EpochRow } from '#domain/campaign.ts';
import { type KnownEpochs, readCopy, writeCopy } from '#domain/epoch-copy.ts';
import type { Clock } from '#shared/platform.ts';

/**
 * The second copy of the epochs, for when their table does not answer: a plain parameter, which shares no table, index or key with it. Parameter
 * Store answers 40 reads a second for the whole AWS account and takes 3 writes (https://docs.aws.amazon.com/general/latest/gr/ssm.html).
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

/** The copy in the parameter of this name. */
export function makeEpochCopy(client: SSMClient, name: string): EpochCopy {
  const text = async () => {
    try {
      const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
      return Parameter?.Value ?? '';
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterNotFound') return '';
      throw error;
    }
  };
  return {
    read: async () => readCopy(await text()),
    sync: async ({ asOf, epochs }) => {
      const before = await text();
      const since = readCopy(before)?.asOf;
      if (since !== undefined && (since > asOf || before === writeCopy({ asOf: since, epochs }))) return false;
      await client.send(new PutParameterCommand({ Name: name, Value: writeCopy({ asOf, epochs }), Type: 'String', Overwrite: true }));
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
