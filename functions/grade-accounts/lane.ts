import type { AccountRow } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ChannelRow, Domains } from '#domain/campaign/channels.ts';
import { type GradedLists, gradedLists } from '#domain/campaign/compromised.ts';
import { entriesMet } from '#domain/campaign/grading.ts';
import { type AdditionRow, addOutcomes, type LanesOutcome } from '#domain/plan/addition.ts';
import { additionContents } from '#domain/plan/contents.ts';
import { walkLane } from '#shared/aws/account/walk-lane.ts';
import { retryThrottled } from '#shared/aws/calls/retry-throttled.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { gradeAccount } from './account.ts';
import type { Dependencies } from './dependencies.ts';

/** Accounts that are looked at, and where they are on the lists graded, side by side: as many as one read of channels takes. */
const together = 100;

/** Between two tries of an account that DynamoDB had no room for, in ms: a lane takes 1,000 writes a second. */
const throttledMs = 500;

/** What a lane came to. */
export interface GradedLane {
  readonly outcome: LanesOutcome;
  /** Entries that some account of the lane meets. */
  readonly matched: readonly string[];
}

/**
 * Goes through the accounts of a lane that the lists of an addition name, and does something with each.
 * @returns the entries that some account of the lane meets
 */
export async function forEachNamed(
  { accounts, channels, clock }: Dependencies,
  campaignId: string,
  lane: number,
  lists: GradedLists,
  work: (row: AccountRow, channels: ChannelRow | undefined) => Promise<void>,
): Promise<readonly string[]> {
  const matched = new Set<string>();
  await walkLane(
    (start) => accounts.ofLane(campaignId, lane, start),
    together,
    async (rows) => {
      const seen = await channels.getMany(rows.map(({ sub }) => sub));
      const meant = rows.flatMap((row) => {
        const met = entriesMet({ ...row, ...row.asPlanned }, seen.get(row.sub), lists);
        const entries = gradedLists.flatMap((list) => met[list]);
        for (const entry of entries) matched.add(entry);
        return entries.length === 0 ? [] : [row];
      });
      await Promise.all(meant.map((row) => retryThrottled(clock, throttledMs, () => work(row, seen.get(row.sub)))));
    },
  );
  return [...matched];
}

/** Domains whose mail the intruder reads. */
export async function breachedOf({ campaigns }: Dependencies, { id, lists }: CampaignRow): Promise<Domains> {
  return lists?.breached === undefined ? new Set<string>() : campaigns.entries(id, 'breached');
}

/**
 * The lists of an addition, whole: where a crash left half of them, or somebody changed them, nothing is counted or graded by what stands there.
 * @throws Error where they are not what was added
 */
export async function readLists({ additions, logger }: Dependencies, addition: AdditionRow): Promise<GradedLists> {
  const lists = await additions.lists(addition.campaignId, addition.id);
  const { digest } = additionContents(addition, lists);
  if (addition.digest !== undefined && addition.digest !== digest) {
    logger.log(messages.contentsChanged, { campaignId: addition.campaignId, additionId: addition.id, confirmed: addition.digest, digest });
    throw new Error('what was added is not what stands in the table');
  }
  return lists;
}

/** Goes through the accounts of a lane and grades those that the lists of an addition name. */
export async function gradeLane(
  dependencies: Dependencies,
  campaign: CampaignRow,
  addition: AdditionRow,
  lane: number,
): Promise<GradedLane> {
  const [lists, breached] = await Promise.all([readLists(dependencies, addition), breachedOf(dependencies, campaign)]);
  const task = { campaign, additionId: addition.id, lists, breached };
  const outcomes: Partial<LanesOutcome>[] = [];
  const matched = await forEachNamed(dependencies, campaign.id, lane, lists, async (row, channels) => {
    outcomes.push(await gradeAccount(dependencies, task, row, channels));
  });
  return { outcome: addOutcomes(outcomes), matched };
}
