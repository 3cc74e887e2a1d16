import { type AccountRow, accountTransitions } from '../account/account.ts';
import { type Grade, isWorse } from '../account/grade.ts';
import { rankOf } from '../account/notice-order.ts';
import { type NoticeRow, openWaiting } from '../notice/notice.ts';
import type { Transition } from '../transition.ts';
import type { CampaignRow } from './campaign.ts';
import { type ChannelRow, channelOf, type Domains } from './channels.ts';
import { type GradedList, type GradedLists, gradedLists, gradeOf, identifiersOf, sinceOf } from './compromised.ts';

/** The entries of each list that name an account of a campaign; they are matched as in a plan. */
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
  const sets = { grade, compromisedSince: since, gradings: (row.gradings ?? 0) + 1, gradedBy: additionId, asPlanned: asPlanned(row) };
  if (!row.trusted || since === before) return { transition: accountTransitions.grade, sets };
  const { onRecord, modifiedAt } = row;
  const found = { status: 'CONFIRMED', email: onRecord ?? row.address, emailVerified: onRecord === undefined, modifiedAt };
  const { address, trusted, doubt = 'unproven' } = channelOf(found, channels, since, breached);
  if (!trusted) return { transition: accountTransitions.gradeInDoubt, sets: { ...sets, trusted, doubt } };
  if (address === undefined || address === row.address) return { transition: accountTransitions.grade, sets };
  return { transition: accountTransitions.gradeElsewhere, sets: { ...sets, address } };
}

/** What was known of an account before any addition graded it. */
function asPlanned({
  asPlanned: known,
  grade,
  compromisedSince,
  address,
  trusted,
  doubt,
}: AccountRow): NonNullable<AccountRow['asPlanned']> {
  const before = { trusted, ...(grade && { grade }), ...(compromisedSince !== undefined && { compromisedSince }) };
  return known ?? { ...before, ...(address !== undefined && { address }), ...(doubt && { doubt }) };
}

/** An account as it was before any addition graded it. */
export function beforeAdditions(row: AccountRow): AccountRow {
  if (row.asPlanned === undefined) return row;
  const { grade: _grade, compromisedSince: _since, address: _address, doubt: _doubt, ...rest } = row;
  return { ...rest, ...row.asPlanned };
}

/**
 * What becomes of an account when an addition that named it is taken back: what was known of it before all additions, graded again by those that stay.
 * @param stay the lists of the additions that stay
 */
export function ungradingOf(
  campaign: Pick<CampaignRow, 'compromisedSince'>,
  additionId: string,
  row: AccountRow,
  channels: ChannelRow | undefined,
  stay: GradedLists,
  breached?: Domains,
): Grading | undefined {
  if (row.asPlanned === undefined) return undefined;
  const again = gradingOf(campaign, additionId, beforeAdditions(row), channels, stay, breached)?.sets;
  const { grade = 'precaution', trusted, ...known } = { ...row.asPlanned, ...again };
  const now = { grade, trusted, ...pickKnown(known), gradings: (row.gradings ?? 0) + 1, gradedBy: additionId, asPlanned: row.asPlanned };
  const absent = (['compromisedSince', 'address', 'doubt'] as const).filter((name) => now[name] === undefined);
  return { transition: { ...accountTransitions.ungrade, sets: Object.keys(now), removes: absent }, sets: now };
}

function pickKnown({ compromisedSince, address, doubt }: Pick<AccountRow, 'compromisedSince' | 'address' | 'doubt'>) {
  return {
    ...(compromisedSince !== undefined && { compromisedSince }),
    ...(address !== undefined && { address }),
    ...(doubt && { doubt }),
  };
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
