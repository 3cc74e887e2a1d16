import type { AccountState } from '../account/account.ts';
import { type SweepTotals, sweepCounter, sweepTotals } from '../campaign/sweep.ts';
import { stepCounter } from '../next-channel/next-channel.ts';
import { type FurtherKind, furtherKind, furtherKinds, type NoticeState } from '../notice/notice.ts';

/** What is counted. */
export type Counted = 'accounts' | 'notices' | 'steps';

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

/** All totals zero. */
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

/** Totals of further mails, from the counters; undefined where there are none. */
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

/** Attributes of a row that {@link countsOf} looks at. */
export const countedAttributes = ['state', 'mail', 'channel', 'outcome', 'cohort', 'sweep', 'swept', 'sweepRefused'] as const;

/** Under which names a row is counted: by its state and, where the sweep is for it, by how far that is. `row` gives the value of an attribute. */
export function countsOf(row: (attribute: (typeof countedAttributes)[number]) => unknown): readonly string[] {
  const state = row('state') as string | undefined;
  const channel = row('channel');
  if (state !== undefined && typeof channel === 'string') return [stepCounter(channel, state, row('outcome') as string | undefined)];
  const ofSweep = (['cohort', 'sweep', 'swept', 'sweepRefused'] as const).map((name) => [name, row(name)]);
  const names = [state && noticeCounter(state, row('mail') as string | undefined), sweepCounter(Object.fromEntries(ofSweep))];
  return names.filter((name) => name !== undefined);
}
