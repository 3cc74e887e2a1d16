import type { AccountRow } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ChannelRow, Domains } from '#domain/campaign/channels.ts';
import type { GradedLists } from '#domain/campaign/compromised.ts';
import { gradingOf } from '#domain/campaign/grading.ts';
import type { LanesOutcome } from '#domain/plan/addition.ts';
import type { Dependencies } from './dependencies.ts';
import { tell } from './tell.ts';

/** What accounts are graded by. */
export interface Task {
  readonly campaign: CampaignRow;
  readonly additionId: string;
  readonly lists: GradedLists;
  /** Domains whose mail the intruder reads. */
  readonly breached: Domains;
}

/**
 * Grades an account, and has its holder told. What it comes to is read off the rows as they then stand, not off what this try changed: a try
 * that follows one that crashed comes to the same.
 */
export async function gradeAccount(
  dependencies: Dependencies,
  task: Task,
  row: AccountRow,
  channels: ChannelRow | undefined,
): Promise<Partial<LanesOutcome>> {
  const { campaign, additionId, lists, breached } = task;
  if (row.state === 'exempt') return { exempt: 1 };
  const grading = gradingOf(campaign, additionId, row, channels, lists, breached);
  if (grading !== undefined) {
    const outcome = await dependencies.accounts.change(campaign.id, row.sub, grading.transition, grading.sets);
    // Another addition was first, or the account was released: it is looked at again as it stands now.
    return gradeAccount(dependencies, task, outcome.ok ? outcome.value : (outcome.error.row ?? row), channels);
  }
  const inDoubt = row.trusted ? 0 : 1;
  if (row.state === 'recovered') return { recovered: 1, recoveredInDoubt: inDoubt };
  if (row.gradedBy !== additionId) return { unchanged: 1 };
  return { graded: 1, inDoubt, ...(campaign.state === 'closed' ? {} : await tell(dependencies, campaign, row)) };
}
