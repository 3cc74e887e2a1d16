import { type CampaignRow, listNames, type MatchedList } from '#domain/campaign/campaign.ts';
import { isProbe } from '#domain/gate/probe.ts';
import { addHeadcounts, noHeadcount, planAccount, sampleSize } from '#domain/plan/plan.ts';
import { listAccounts } from '#shared/aws/account/list-accounts.ts';
import { retryThrottled } from '#shared/aws/calls/retry-throttled.ts';
import type { ShardCount } from '#shared/aws/campaign/campaigns.ts';
import { type Lists, readEvidence, readLists } from '#shared/aws/campaign/evidence.ts';
import type { DirectoryPage } from '#shared/aws/directory/directory.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Stop when less than this is left of the invocation, in ms: a page with its rows takes about one second at worst. */
const spareMs = 20_000;

/** Pages between two marks of how far the shard is. A crash repeats at most these; rows are written once all the same. */
const pagesPerMark = 25;

/** Between two tries of a row that DynamoDB had no room for, in ms, after the client's own. */
const throttledMs = 500;

/**
 * Lists a shard of the directory from where it was left, writes the rows of the accounts in scope, and marks how far it got.
 * @returns whether the shard is counted to its end.
 */
export async function expandShard(
  dependencies: Dependencies,
  campaign: CampaignRow,
  prefix: string,
  remainingMs: () => number,
): Promise<boolean> {
  const { campaigns, directory, clock, logger } = dependencies;
  const lists = await readLists(dependencies, campaign);
  // The row is written before its lists: whoever counts in between would miss whom they name.
  if (listNames.some((name) => lists[name].size !== (campaign.lists?.[name]?.entries ?? 0)))
    throw new Error('the lists of the plan are not whole yet');
  let shard: ShardCount = (await campaigns.shard(campaign.id, prefix)) ?? {
    prefix,
    headcount: noHeadcount,
    sample: [],
    done: false,
    markedAt: 0,
  };
  let matched = noMatches();
  for (let pages = 1; !shard.done; pages++) {
    const page = await listAccounts(directory, clock, { prefix, token: shard.token, waitMs: 250 });
    const { token: _, ...counted } = await planPage(dependencies, campaign, lists, page, shard, matched);
    shard = { ...counted, done: page.token === undefined, ...(page.token !== undefined && { token: page.token }) };
    const outOfTime = remainingMs() < spareMs;
    if (!shard.done && !outOfTime && pages % pagesPerMark !== 0) continue;
    await campaigns.keepShard(campaign.id, { ...shard, markedAt: clock.now() }, matched);
    matched = noMatches();
    if (outOfTime && !shard.done) return false;
  }
  logger.log(messages.shardCounted, { campaignId: campaign.id, prefix, inScope: shard.headcount.inScope });
  return true;
}

function noMatches(): Record<MatchedList, string[]> {
  return { scope: [], privileged: [], compromised: [], suspected: [], precaution: [], breached: [], exemptions: [] };
}

async function planPage(
  dependencies: Dependencies,
  campaign: CampaignRow,
  lists: Lists,
  { accounts: found }: DirectoryPage,
  shard: ShardCount,
  matched: Record<MatchedList, string[]>,
): Promise<ShardCount> {
  const { accounts, notices, staffDomains, clock, metrics } = dependencies;
  const evidenceOf = await readEvidence(dependencies, campaign, lists, found);
  const planned = found.flatMap(
    (account) => planAccount(campaign, lists.scope, account, { ...evidenceOf(account.sub), staffDomains }) ?? [],
  );
  const write = (add: () => Promise<unknown>) => retryThrottled(clock, throttledMs, add);
  await Promise.all(planned.flatMap(({ account, notice }) => [write(() => accounts.add(account)), write(() => notices.add(notice))]));
  for (const plan of planned) {
    for (const name of [...listNames, 'exemptions'] as const) {
      // A breached domain may hold a million accounts, and is one entry.
      matched[name].push(...plan.matched[name].filter((entry) => !matched[name].includes(entry)));
    }
  }
  metrics.count('Account::InScope', planned.length);
  const headcount = planned.reduce((sum, plan) => addHeadcounts(sum, plan.headcount), shard.headcount);
  return {
    ...shard,
    headcount: { ...headcount, looked: headcount.looked + found.filter((account) => !isProbe(account)).length },
    sample: [...shard.sample, ...planned.map((plan) => plan.sample)].slice(0, sampleSize),
  };
}
