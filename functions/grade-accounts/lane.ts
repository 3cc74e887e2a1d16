import type { AccountRow } from '#domain/account.ts';
import { addOutcomes, entriesMet, type LanesOutcome } from '#domain/addition.ts';
import type { CampaignRow } from '#domain/campaign.ts';
import { gradedLists } from '#domain/compromised.ts';
import { untilTaken } from '#shared/aws/until-taken.ts';
import { walkLane } from '#shared/aws/walk-lane.ts';
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

/** Goes through the accounts of a lane and grades those that the lists of an addition name. */
export async function gradeLane(dependencies: Dependencies, campaign: CampaignRow, additionId: string, lane: number): Promise<GradedLane> {
  const { accounts, additions, campaigns, channels, clock } = dependencies;
  const [lists, breached] = await Promise.all([
    additions.lists(campaign.id, additionId),
    campaign.lists?.breached === undefined ? new Set<string>() : campaigns.entries(campaign.id, 'breached'),
  ]);
  const task = { campaign, additionId, lists, breached };
  const outcomes: Partial<LanesOutcome>[] = [];
  const matched = new Set<string>();
  await walkLane(
    (start) => accounts.ofLane(campaign.id, lane, start),
    together,
    async (rows) => {
      const seen = await channels.getMany(rows.map(({ sub }) => sub));
      const meant = rows.flatMap((row) => {
        const met = entriesMet(row, seen.get(row.sub), task.lists);
        const entries = gradedLists.flatMap((list) => met[list]);
        for (const entry of entries) matched.add(entry);
        return entries.length === 0 ? [] : [row];
      });
      const grade = (row: AccountRow) => untilTaken(clock, throttledMs, () => gradeAccount(dependencies, task, row, seen.get(row.sub)));
      outcomes.push(...(await Promise.all(meant.map(grade))));
    },
  );
  return { outcome: addOutcomes(outcomes), matched: [...matched] };
}
