import type { Clock } from '#shared/platform.ts';
import type { Directory, DirectoryPage } from '../directory/directory.ts';

/**
 * A page of a shard of the directory. Cognito lists at 30 calls a second for all pools of the AWS account; whoever is refused waits and asks again.
 * @param waitMs between two tries
 */
export async function listAccounts(
  directory: Pick<Directory, 'list'>,
  clock: Clock,
  { prefix, token, waitMs }: { readonly prefix: string; readonly token: string | undefined; readonly waitMs: number },
): Promise<DirectoryPage> {
  for (;;) {
    try {
      return await directory.list(prefix, token);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TooManyRequestsException') throw error;
      await clock.sleep(waitMs);
    }
  }
}
