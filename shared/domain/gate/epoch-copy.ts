import type { EpochRow } from '../campaign/campaign.ts';
import { readEpoch } from './epoch.ts';

/** The epochs that hold, with the version of the list. */
export interface KnownEpochs {
  /** How many starts and lifts there had been, counted in the table together with them; 0 before the first. No clock decides what is newer. */
  readonly version: number;
  /** When it was read, in ms since 1970, by the clock of whoever did: for people to read. */
  readonly asOf: number;
  readonly epochs: readonly EpochRow[];
}

/** Result of updating the second copy. */
export interface Synced {
  /** Whether it was written. It is not where it was up to date. */
  readonly written: boolean;
  /** Whether it was too long and is a shorter form, which contains more accounts than the table does. */
  readonly isShortened: boolean;
}

/** Bytes that a secret of Secrets Manager holds (https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html). */
const mostBytes = 65_536;

/** The text of a second copy, and whether it is the shorter form. */
export interface CopyText {
  readonly text: string;
  readonly isShortened: boolean;
}

/**
 * The text of the second copy. Where it would be too long it says less and contains more: first all scopes but those over clients become `everybody` and all clients
 * linger as long as the longest; then one epoch over everybody, which no account can be shown to have recovered from, stands for all.
 */
export function writeCopy({ version, asOf, epochs }: KnownEpochs): CopyText {
  const texts = [epochs, epochs.map(overEverybody), epochs.slice(0, 1).map((first) => inOne(first, epochs))].map((each) =>
    JSON.stringify({ version, asOf, epochs: each }),
  );
  const index = texts.findIndex((text) => new TextEncoder().encode(text).length <= mostBytes);
  return { text: texts[index] ?? '', isShortened: index > 0 };
}

/**
 * What a second copy says; undefined where there is none. A text that is not understood counts as older than anything known, and whoever knows
 * nothing else contains everybody by it. One that an earlier version wrote has no `version`: it is as of before the first.
 */
export function readCopy(text: string): KnownEpochs | undefined {
  if (text === '') return undefined;
  try {
    const { version = 0, asOf, epochs } = JSON.parse(text) as { version?: unknown; asOf?: unknown; epochs?: unknown };
    if (isNumber(version) && isNumber(asOf) && Array.isArray(epochs)) {
      return { version, asOf, epochs: epochs.map((epoch) => readEpoch(epoch ?? {})) };
    }
  } catch {
    // Not JSON, so not understood either.
  }
  return { version: -1, asOf: 0, epochs: [readEpoch({ campaignId: 'epoch-copy' })] };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function overEverybody({ lingers, scope, ...epoch }: EpochRow): EpochRow {
  return {
    ...epoch,
    scope: scope.kind === 'client' ? scope : { kind: 'everybody' },
    lingers: { byClient: {}, other: Math.max(lingers.other, ...Object.values(lingers.byClient)) },
  };
}

function inOne(first: EpochRow, epochs: readonly EpochRow[]): EpochRow {
  return {
    campaignId: 'all',
    epoch: Math.max(...epochs.map(({ epoch }) => epoch)),
    startedAt: Math.max(...epochs.map(({ startedAt }) => startedAt)),
    scope: { kind: 'everybody' },
    containsFederated: epochs.some(({ containsFederated }) => containsFederated === true),
    page: first.page,
    lingers: { byClient: {}, other: 0 },
  };
}
