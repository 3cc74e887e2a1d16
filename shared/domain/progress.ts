import type { AccountState } from './account.ts';
import { type FurtherKind, furtherKind, furtherKinds, type NoticeState } from './notice.ts';
import { type SweepTotals, sweepTotals } from './sweep.ts';

/** Counts of notices by state; those that are none are left out. */
export type FurtherTotals = Readonly<Partial<Record<FurtherKind, Readonly<Partial<Record<NoticeState, number>>>>>>;

/** How many accounts and notices of a campaign are in each state. */
export interface ProgressTotals {
  readonly accounts: Readonly<Record<AccountState, number>>;
  /** First notices: one an account in scope. */
  readonly notices: Readonly<Record<NoticeState, number>>;
  /** Further mails, by kind. @default none */
  readonly further?: FurtherTotals;
  /** Accounts that the sweep is for, by cohort. */
  readonly sweep: SweepTotals;
}

/** Totals at an instant. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly totals: ProgressTotals;
}

/** Nobody anywhere. */
export const noProgress: ProgressTotals = {
  accounts: { contained: 0, recovering: 0, recovered: 0, exempt: 0 },
  notices: { waiting: 0, claimed: 0, uncertain: 0, sent: 0, delivered: 0, bounced: 0, complained: 0, suppressed: 0 },
  sweep: sweepTotals({}),
};

const noticeStates = Object.keys(noProgress.notices) as readonly NoticeState[];

/** The counter of a notice in a state; `mail` tells a further one. */
export function noticeCounter(state: string, mail: string | undefined): string {
  const kind = furtherKind(mail);
  return kind === undefined ? state : counterOf(kind, state);
}

/** What the counters come to for further mails; undefined where there are none. */
export function furtherTotals(counters: Readonly<Record<string, unknown>>): FurtherTotals | undefined {
  const kinds = furtherKinds.flatMap((kind) => {
    const counts = noticeStates.map((state) => [state, Number(counters[counterOf(kind, state)] ?? 0)] as const);
    const some = counts.filter(([, count]) => count !== 0);
    return some.length === 0 ? [] : [[kind, Object.fromEntries(some)] as const];
  });
  return kinds.length === 0 ? undefined : Object.fromEntries(kinds);
}

function counterOf(kind: FurtherKind, state: string): string {
  return `further-${kind}-${state}`;
}

/** One change of one row, as a stream delivers it. */
export interface RowChange {
  /** Position in the stream; rises within a lane. Digits only. */
  readonly sequence: string;
  /** What it counted as before, such as its state; undefined where that was nothing. */
  readonly before: string | undefined;
  /** What it counts as after. */
  readonly after: string | undefined;
}

/** What changes come to: how many rows more or fewer count as each. */
export function tally(changes: readonly RowChange[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  const add = (state: string | undefined, by: number) => state !== undefined && counts.set(state, (counts.get(state) ?? 0) + by);
  for (const { before, after } of changes) {
    if (before === after) continue;
    add(before, -1);
    add(after, 1);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0));
}

/** Stream positions as text that compares like the numbers they are (DynamoDB's have up to 40 digits). */
export function comparableSequence(sequence: string): string {
  return sequence.padStart(40, '0');
}
