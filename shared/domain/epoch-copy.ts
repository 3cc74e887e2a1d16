import type { EpochRow } from './campaign.ts';

/** The epochs that hold, and of when that is known. */
export interface KnownEpochs {
  /** When the table was asked, in ms since 1970. */
  readonly asOf: number;
  readonly epochs: readonly EpochRow[];
}

/** Bytes that a secret of Secrets Manager holds (https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html). */
const mostBytes = 65_536;

/**
 * The text of the second copy. Where it would be too long it says less and contains more: first all scopes become `everybody` and all clients
 * linger as long as the longest; then one epoch over everybody, which no account can be shown to have recovered from, stands for all.
 */
export function writeCopy({ asOf, epochs }: KnownEpochs): string {
  const texts = [epochs, epochs.map(overEverybody), epochs.slice(0, 1).map((first) => inOne(first, epochs))];
  return (
    texts.map((each) => JSON.stringify({ asOf, epochs: each })).find((text) => new TextEncoder().encode(text).length <= mostBytes) ?? ''
  );
}

/** What a second copy says; undefined for a text that is none. */
export function readCopy(text: string): KnownEpochs | undefined {
  try {
    const { asOf, epochs } = JSON.parse(text) as KnownEpochs;
    return Number.isFinite(asOf) && epochs.every(isEpoch) ? { asOf, epochs } : undefined;
  } catch {
    return undefined;
  }
}

function overEverybody({ lingers, ...epoch }: EpochRow): EpochRow {
  return {
    ...epoch,
    scope: { kind: 'everybody' },
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

function isEpoch({ campaignId, epoch, startedAt, scope, page, lingers }: EpochRow): boolean {
  const texts = [campaignId, scope.kind, page].every((value) => typeof value === 'string');
  return texts && [epoch, startedAt, lingers.other].every(Number.isFinite) && typeof lingers.byClient === 'object';
}
