import { type AccountRow, accountTransitions } from './account.ts';
import type { CampaignRow, CampaignState } from './campaign.ts';
import { type ChannelRow, channelOf, type Domains } from './channels.ts';
import { type GradedList, type GradedLists, gradedLists, gradeOf, identifiersOf, sinceOf } from './compromised.ts';
import { type Grade, isWorse } from './grade.ts';
import { laneCount } from './lane.ts';
import { type NoticeRow, openWaiting } from './notice.ts';
import { rankOf } from './notice-order.ts';
import type { Transition } from './transition.ts';

/** States of a campaign in which compromised accounts can be added: its scope is counted, and its epoch holds or is about to. */
export const growingStates: readonly CampaignState[] = ['approved', 'live', 'closed'];

/** Entries of an addition that match nobody and are shown. */
export const shownUnmatched = 20;

/** Compromised accounts that were added to a campaign after it was approved. */
export interface AdditionRow {
  readonly id: string;
  readonly campaignId: string;
  /** `running`: the lanes of the campaign are being gone through. */
  readonly state: 'running' | 'done';
  /** How many different user names and addresses it has. */
  readonly entries: number;
  /** How many more were repetitions. */
  readonly doubles: number;
  readonly by: string;
  /** In ms since 1970. */
  readonly atMs: number;
  /** What it came to, once it is done. */
  readonly outcome?: AdditionOutcome;
}

/** The way of an addition. */
export const additionTransitions = {
  /** Every lane was gone through. */
  finish: { name: 'finish', from: ['running'], to: 'done', sets: ['outcome'] },
} as const satisfies Record<string, Transition<AdditionRow['state']>>;

/** What an addition came to in the lanes that were gone through: accounts, but for the last two, which are mails. */
export interface LanesOutcome {
  /** Accounts that are out, with a grade that got worse or a moment that got earlier. */
  readonly graded: number;
  /** Of these, those that get no code: their address is in doubt. */
  readonly inDoubt: number;
  /** Accounts that are out and of which as much was known already. */
  readonly unchanged: number;
  /** Accounts that have recovered already. */
  readonly recovered: number;
  /** Of these, those of which the address is now in doubt: an intruder may have recovered them. */
  readonly recoveredInDoubt: number;
  /** Accounts that the campaign does not touch. */
  readonly exempt: number;
  /** Notices that still waited, and go out further in front with another text. */
  readonly regraded: number;
  /** Further mails, to those who had a lesser notice. */
  readonly further: number;
}

/** What an addition came to. */
export interface AdditionOutcome extends LanesOutcome {
  /** Entries that match no account of the campaign. */
  readonly unmatched: number;
  /** The first of them, {@link shownUnmatched} at most. */
  readonly unmatchedFirst: readonly string[];
}

/** An addition and how far it is. */
export interface AdditionProgress extends Omit<AdditionRow, 'outcome'> {
  /** Lanes that were gone through, of {@link laneCount}. */
  readonly lanes: number;
  readonly outcome: LanesOutcome & Partial<AdditionOutcome>;
}

/** Nobody yet. */
export const noOutcome: LanesOutcome = {
  graded: 0,
  inDoubt: 0,
  unchanged: 0,
  recovered: 0,
  recoveredInDoubt: 0,
  exempt: 0,
  regraded: 0,
  further: 0,
};

/** The sum of what lanes, or accounts, came to. */
export function addOutcomes(outcomes: readonly Partial<LanesOutcome>[]): LanesOutcome {
  const sums = Object.keys(noOutcome).map((name) => [
    name,
    outcomes.reduce((sum, each) => sum + (each[name as keyof LanesOutcome] ?? 0), 0),
  ]);
  return Object.fromEntries(sums) as LanesOutcome;
}

/** How far an addition is. @param lanes what the lanes came to that were gone through */
export function progressOf({ outcome, ...row }: AdditionRow, lanes: readonly LanesOutcome[]): AdditionProgress {
  return outcome === undefined ? { ...row, lanes: lanes.length, outcome: addOutcomes(lanes) } : { ...row, lanes: laneCount, outcome };
}

/** The entries of each list that an account of a campaign meets, as a plan would find it. */
export function entriesMet(
  { username, address, onRecord }: AccountRow,
  channels: ChannelRow | undefined,
  lists: GradedLists,
): Readonly<Record<GradedList, readonly string[]>> {
  const identifiers = identifiersOf([username, address, onRecord], channels);
  const met = gradedLists.map((list) => [list, identifiers.filter((identifier) => lists[list].has(identifier))] as const);
  return Object.fromEntries(met) as Record<GradedList, string[]>;
}

/** A change of what is known of an account. */
export interface Grading {
  readonly transition: Transition<AccountRow['state']>;
  readonly sets: Pick<AccountRow, 'address' | 'doubt'> & Partial<AccountRow> & { readonly grade: Grade };
}

/**
 * What an addition changes of an account: its grade only for a worse one, its moment only for an earlier one; undefined where neither is so.
 * The channel follows from the earlier moment as in a plan, from what the directory said when the account's row was made and from the
 * addresses that we saw it have: what the directory says by now may be the sweep's doing.
 */
export function gradingOf(
  { compromisedSince }: Pick<CampaignRow, 'compromisedSince'>,
  additionId: string,
  row: AccountRow,
  channels: ChannelRow | undefined,
  lists: GradedLists,
  breached?: Domains,
): Grading | undefined {
  const met = entriesMet(row, channels, lists);
  const { grade: gradeBefore = 'precaution' } = row;
  const grade = isWorse(gradeOf(met), gradeBefore) ? gradeOf(met) : gradeBefore;
  // As in a plan: without any moment, nothing of an account that was used counts as old, and everything of the others does.
  const before = row.compromisedSince ?? compromisedSince ?? (gradeBefore === 'precaution' ? Number.POSITIVE_INFINITY : 0);
  const earliest = Math.min(before, sinceOf(met, lists) ?? Number.POSITIVE_INFINITY);
  if (grade === gradeBefore && earliest === before) return undefined;
  const since = Number.isFinite(earliest) ? earliest : 0;
  const sets = { grade, compromisedSince: since, gradings: (row.gradings ?? 0) + 1, gradedBy: additionId };
  if (!row.trusted || since === before) return { transition: accountTransitions.grade, sets };
  const { onRecord, modifiedAt } = row;
  const found = { status: 'CONFIRMED', email: onRecord ?? row.address, emailVerified: onRecord === undefined, modifiedAt };
  const { address, trusted, doubt = 'unproven' } = channelOf(found, channels, since, breached);
  if (!trusted) return { transition: accountTransitions.gradeInDoubt, sets: { ...sets, trusted, doubt } };
  if (address === undefined || address === row.address) return { transition: accountTransitions.grade, sets };
  return { transition: accountTransitions.gradeElsewhere, sets: { ...sets, address } };
}

/**
 * The rows that an account gets now, after accounts were added to its campaign.
 * @param lists all that was added
 * @param breached domains whose mail the intruder reads
 */
export function gradedRows<R extends { readonly account: AccountRow; readonly notice: NoticeRow }>(
  campaign: CampaignRow,
  rows: R,
  channels: ChannelRow | undefined,
  lists: GradedLists,
  breached: Domains,
): R {
  const grading = rows.account.state === 'exempt' ? undefined : gradingOf(campaign, 'late', rows.account, channels, lists, breached);
  if (grading === undefined) return rows;
  const account: AccountRow = { ...rows.account, ...grading.sets };
  const { grade, gradings, address } = account;
  const open = rows.notice.open && { open: placeOf(campaign, account, account.sub) };
  return { ...rows, account, notice: { ...rows.notice, grade, grading: gradings, ...(address && { address }), ...open } };
}

/** The place among waiting notices that the grade of an account gives one of them. @param id of the notice */
export function placeOf({ plannedAt }: CampaignRow, { grade = 'precaution', modifiedAt }: AccountRow, id: string): string {
  return openWaiting(rankOf(grade === 'precaution' ? 'active' : grade, { modifiedAt, plannedAt }), id);
}
