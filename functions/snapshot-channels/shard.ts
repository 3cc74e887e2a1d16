import type { DirectoryAccount } from '#domain/account/account.ts';
import { channelAfter } from '#domain/campaign/channels.ts';
import type { ShardMark } from '#shared/aws/account/channels.ts';
import { listAccounts } from '#shared/aws/account/list-accounts.ts';
import { retryThrottled } from '#shared/aws/calls/retry-throttled.ts';
import type { Dependencies } from './dependencies.ts';

/** Stop when less than this is left of the invocation, in ms. */
const spareMs = 20_000;

/** Pages between two marks. A crash repeats at most these, which changes nothing. */
const pagesPerMark = 25;

/** Between two pages, in ms: at most 10 of the 30 calls a second that a count of a scope may need (Cognito's category UserList). */
const pauseMs = 100;

/** Between two tries of a row that DynamoDB had no room for, in ms, after the client's own. */
const throttledMs = 500;

/** How long a page's token is used, in ms. Cognito does not say how long one lives; a shard that lay longer is begun again. */
const tokenMs = 1_800_000;

/**
 * Looks at a shard of the directory and writes the rows of accounts whose address is new to us. Reads nothing of a single account at Cognito.
 * @returns whether the shard was looked at to its end.
 */
export async function snapshotShard(dependencies: Dependencies, mark: ShardMark, remainingMs: () => number): Promise<boolean> {
  const { channels, directory, clock } = dependencies;
  const { prefix, doneAt } = mark;
  let token = clock.now() - mark.markedAt < tokenMs ? mark.token : undefined;
  for (let pages = 1; ; pages++) {
    const page = await listAccounts(directory, clock, { prefix, token, waitMs: 1_000 });
    await lookAt(dependencies, page.accounts);
    token = page.token;
    const markedAt = clock.now();
    if (token === undefined) {
      await channels.keepMark({ prefix, markedAt, doneAt: markedAt });
      return true;
    }
    const outOfTime = remainingMs() < spareMs;
    if (outOfTime || pages % pagesPerMark === 0) await channels.keepMark({ prefix, token, markedAt, doneAt });
    if (outOfTime) return false;
    await clock.sleep(pauseMs);
  }
}

async function lookAt({ channels, clock, metrics }: Dependencies, accounts: readonly DirectoryAccount[]): Promise<void> {
  const before = await channels.getMany(accounts.map(({ sub }) => sub));
  const rows = accounts.flatMap((account) => channelAfter(before.get(account.sub), account, clock.now()) ?? []);
  await Promise.all(rows.map((row) => retryThrottled(clock, throttledMs, () => channels.put(row))));
  metrics.count('Channel::Looked', accounts.length);
  metrics.count('Channel::Written', rows.length);
}
