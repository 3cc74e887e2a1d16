import type { DirectoryAccount } from '#domain/account.ts';
import type { CampaignRow } from '#domain/campaign.ts';
import { addHeadcounts, noHeadcount, planAccount, sampleSize } from '#domain/plan.ts';
import type { ShardCount } from '#shared/aws/campaigns.ts';
import type { DirectoryPage } from '#shared/aws/directory.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Stop when less than this is left of the invocation, in ms: a page with its rows takes about one second at worst. */
const spareMs = 20_000;

/** Pages between two marks of how far the shard is. A crash repeats at most these; rows are written once all the same. */
const pagesPerMark = 25;

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
  const { campaigns, clock, logger } = dependencies;
  const list = campaign.scope.kind === 'list' ? await campaigns.entries(campaign.id) : new Set<string>();
  let shard: ShardCount = (await campaigns.shard(campaign.id, prefix)) ?? {
    prefix,
    headcount: noHeadcount,
    sample: [],
    done: false,
    markedAt: 0,
  };
  let matched: string[] = [];
  for (let pages = 1; !shard.done; pages++) {
    const page = await listPage(dependencies, prefix, shard.token);
    const { token: _, ...counted } = await planPage(dependencies, campaign, list, page.accounts, shard, matched);
    shard = { ...counted, done: page.token === undefined, ...(page.token !== undefined && { token: page.token }) };
    const outOfTime = remainingMs() < spareMs;
    if (!shard.done && !outOfTime && pages % pagesPerMark !== 0) continue;
    await campaigns.keepShard(campaign.id, { ...shard, markedAt: clock.now() }, matched);
    matched = [];
    if (outOfTime && !shard.done) return false;
  }
  logger.log(messages.shardCounted, { campaignId: campaign.id, prefix, inScope: shard.headcount.inScope });
  return true;
}

/** Cognito lists at 30 calls a second for all pools of the AWS account; whoever is refused waits and asks again. */
async function listPage({ directory, clock }: Dependencies, prefix: string, token: string | undefined): Promise<DirectoryPage> {
  for (;;) {
    try {
      return await directory.list(prefix, token);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TooManyRequestsException') throw error;
      await clock.sleep(250);
    }
  }
}

async function planPage(
  { accounts, notices, metrics }: Dependencies,
  campaign: CampaignRow,
  list: ReadonlySet<string>,
  found: readonly DirectoryAccount[],
  shard: ShardCount,
  matched: string[],
): Promise<ShardCount> {
  const planned = found.flatMap((account) => planAccount(campaign, list, account) ?? []);
  await Promise.all(planned.flatMap(({ account, notice }) => [accounts.add(account), notices.add(notice)]));
  matched.push(...planned.flatMap((plan) => plan.matched));
  metrics.count('Account::InScope', planned.length);
  const headcount = planned.reduce((sum, plan) => addHeadcounts(sum, plan.headcount), shard.headcount);
  return {
    ...shard,
    headcount: { ...headcount, looked: headcount.looked + found.length },
    sample: [...shard.sample, ...planned.map((plan) => plan.sample)].slice(0, sampleSize),
  };
}
