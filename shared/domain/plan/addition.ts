import type { CampaignState } from '../campaign/campaign.ts';
import { laneCount } from '../lane.ts';
import type { Transition } from '../transition.ts';

/** States of a campaign in which compromised accounts can be added: its scope is counted, and its epoch holds or is about to. */
export const growingStates: readonly CampaignState[] = ['approved', 'live', 'closed'];

/**
 * Accounts of a campaign that one person may grade, over all additions together: a share of those that it contains, or so many, whichever is more. Grading
 * can take a holder's way to recover by mail, so more takes a second person.
 */
export const gradedAlone = { share: 0.01, accounts: 50 } as const;

/** How many accounts of a campaign one person may grade. @param contained accounts that it contains */
export function gradedAloneAtMost(contained: number): number {
  return Math.max(gradedAlone.accounts, Math.floor(contained * gradedAlone.share));
}

/** Entries of an addition that match nobody and are shown. */
export const shownUnmatched = 20;

/** Compromised accounts that were added to a campaign after it was approved. */
export interface AdditionRow {
  readonly id: string;
  readonly campaignId: string;
  /**
   * `running`: the lanes of the campaign are being gone through, first to count the accounts, then to grade them. `proposed`: it would grade more than one
   * person may, and waits for a second one; nothing was graded. `withdrawn`: it never will be. `undoing`, `undone`: two people take it back.
   */
  readonly state: 'running' | 'proposed' | 'withdrawn' | 'done' | 'undoProposed' | 'undoing' | 'undone';
  /** Accounts that it grades, once they are counted. */
  readonly accounts?: number;
  /** Of its lists (see contents.ts). @default not known: a row of an older version */
  readonly digest?: string;
  /** How many different user names and addresses it has. */
  readonly entries: number;
  /** How many more were repetitions. */
  readonly doubles: number;
  readonly by: string;
  /** What makes them one person, as `personOf` gives it. */
  readonly byPerson?: readonly string[];
  /** In ms since 1970. */
  readonly atMs: number;
  readonly confirmedBy?: string;
  readonly confirmedDigest?: string;
  readonly withdrawnBy?: string;
  /** Who proposed to take it back. */
  readonly undoBy?: string;
  readonly undoByPerson?: readonly string[];
  readonly undoConfirmedBy?: string;
  /** Who withdrew the last proposal to undo it. */
  readonly keptBy?: string;
  /** Its result, once it is done. */
  readonly outcome?: AdditionOutcome;
}

/** The changes of an addition's state. */
export const additionTransitions = {
  /** Its accounts are counted, and one person may grade them. */
  count: { name: 'count', from: ['running'], sets: ['accounts'] },
  /** Its accounts are counted, and grading them takes a second person. */
  wait: { name: 'wait', from: ['running'], to: 'proposed', sets: ['accounts'] },
  confirm: {
    name: 'confirm',
    from: ['proposed'],
    to: 'running',
    guard: [
      { attribute: 'by', is: 'unequal', value: 'confirmedBy' },
      { attribute: 'byPerson', is: 'disjoint', value: 'person' },
    ],
    sets: ['confirmedBy', 'confirmedDigest'],
  },
  withdraw: { name: 'withdraw', from: ['proposed'], to: 'withdrawn', sets: ['withdrawnBy'] },
  /** It is done in every lane. */
  finish: { name: 'finish', from: ['running'], to: 'done', sets: ['outcome'] },
  undo: { name: 'undo', from: ['done'], to: 'undoProposed', sets: ['undoBy', 'undoByPerson'], removes: ['keptBy'] },
  keep: { name: 'keep', from: ['undoProposed'], to: 'done', sets: ['keptBy'], removes: ['undoBy', 'undoByPerson'] },
  confirmUndo: {
    name: 'confirmUndo',
    from: ['undoProposed'],
    to: 'undoing',
    guard: [
      { attribute: 'undoBy', is: 'unequal', value: 'undoConfirmedBy' },
      { attribute: 'undoByPerson', is: 'disjoint', value: 'person' },
    ],
    sets: ['undoConfirmedBy'],
  },
  /** Its grades are taken away in every lane. */
  finishUndo: { name: 'finishUndo', from: ['undoing'], to: 'undone' },
} as const satisfies Record<string, Transition<AdditionRow['state']>>;

/** Whether an addition counts for accounts that are found later. */
export function isInForce({ state, accounts }: AdditionRow): boolean {
  return state === 'done' || state === 'undoProposed' || (state === 'running' && accounts !== undefined);
}

/** Result of an addition in the lanes that are done: numbers of accounts, and in the last two of mails. */
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

/** Result of an addition, once every lane is done. */
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

/** No account and no mail. */
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

/** The sum of the results of lanes or accounts. */
export function addOutcomes(outcomes: readonly Partial<LanesOutcome>[]): LanesOutcome {
  const sums = Object.keys(noOutcome).map((name) => [
    name,
    outcomes.reduce((sum, each) => sum + (each[name as keyof LanesOutcome] ?? 0), 0),
  ]);
  return Object.fromEntries(sums) as LanesOutcome;
}

/** Progress of an addition. @param lanes results of the lanes that are done */
export function progressOf({ outcome, ...row }: AdditionRow, lanes: readonly LanesOutcome[]): AdditionProgress {
  return outcome === undefined ? { ...row, lanes: lanes.length, outcome: addOutcomes(lanes) } : { ...row, lanes: laneCount, outcome };
}
