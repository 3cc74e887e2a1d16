import type { AccountRow } from '#domain/account/account.ts';
import { isWorse } from '#domain/account/grade.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ChannelRow, Domains } from '#domain/campaign/channels.ts';
import type { GradedLists } from '#domain/campaign/compromised.ts';
import { placeOf, ungradingOf } from '#domain/campaign/grading.ts';
import { laneCount } from '#domain/lane.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import type { Dependencies } from './dependencies.ts';
import { breachedOf, forEachNamed } from './lane.ts';

/**
 * Takes an addition back in one lane: each account that it named is as it was planned, graded by the additions that stay. Codes that went out, recoveries
 * and mails that were sent keep their fate; a notice that still waits gets its earlier text and place. Safe to repeat.
 */
export async function undoAddition(dependencies: Dependencies, campaign: CampaignRow, addition: AdditionRow, lane: number): Promise<void> {
  const { additions } = dependencies;
  const { id: campaignId } = campaign;
  if (!(await additions.counts(campaignId, addition.id, 'undone')).has(lane)) {
    const [lists, stay, breached] = await Promise.all([
      additions.lists(campaignId, addition.id),
      additions.listsInForce(campaignId, addition.id),
      breachedOf(dependencies, campaign),
    ]);
    let accounts = 0;
    await forEachNamed(dependencies, campaignId, lane, lists, async (row, channels) => {
      if (await ungrade(dependencies, { campaign, addition, stay, breached }, row, channels)) accounts++;
    });
    await additions.keepCount(campaignId, addition.id, 'undone', lane, accounts);
  }
  if ((await additions.counts(campaignId, addition.id, 'undone')).size === laneCount) {
    await additions.change(campaignId, addition.id, 'finishUndo');
  }
}

interface Task {
  readonly campaign: CampaignRow;
  readonly addition: AdditionRow;
  /** The lists of the additions that stay. */
  readonly stay: GradedLists;
  readonly breached: Domains;
}

/** Whether an account was taken back. Another grading that comes in between is looked at again. */
async function ungrade(dependencies: Dependencies, task: Task, row: AccountRow, channels: ChannelRow | undefined): Promise<boolean> {
  const { campaign, addition, stay, breached } = task;
  const undone = `undo ${addition.id}`;
  const ungrading =
    row.state === 'exempt' || row.gradedBy === undone ? undefined : ungradingOf(campaign, undone, row, channels, stay, breached);
  if (ungrading === undefined) {
    if (row.gradedBy === undone) await restoreNotice(dependencies, campaign, row);
    return row.gradedBy === undone;
  }
  const outcome = await dependencies.accounts.change(campaign.id, row.sub, ungrading.transition, ungrading.sets);
  const now = outcome.ok ? outcome.value : outcome.error.row;
  return now === undefined ? false : ungrade(dependencies, task, now, channels);
}

async function restoreNotice({ notices }: Dependencies, campaign: CampaignRow, account: AccountRow): Promise<void> {
  const { campaignId, sub, grade = 'precaution', gradings = 0, address } = account;
  const first = await notices.get({ campaignId, sub });
  if (first?.state === 'waiting' && first.grading !== undefined && address !== undefined) {
    await notices.change(first, 'regrade', { grade, grading: gradings, address, open: placeOf(campaign, account, sub) });
  }
  for (const further of ['confirmed', 'suspected'] as const) {
    if (isWorse(further, grade)) await notices.change({ campaignId, sub, mail: `grade-${further}` }, 'drop', { reason: 'regraded' });
  }
}
