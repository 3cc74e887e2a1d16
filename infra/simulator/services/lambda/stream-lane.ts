import type { Cancel } from '../../clock.ts';
import type { World } from '../../world.ts';
import { reportedFailures } from './batch-response.ts';
import type { Lambda, LambdaFunction, Outcome } from './lambda.ts';

/** A record as Lambda's event carries it, as far as a mapping reads it. */
export interface StreamRecord {
  readonly dynamodb: {
    /** Attribute values by key attribute: `{"pk":{"S":"a"}}`. */
    readonly Keys: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly SequenceNumber: string;
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
  };
}

/** Settings that all lanes of a mapping share. */
export interface LaneSettings {
  readonly batchSize: number;
  readonly windowMs: number;
  /** Whether the function's answer names the record to go on from. */
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  /** Further attempts after a function error, 0 to 10,000; infinite until the records are too old. */
  readonly maximumRetries: number;
  /** Age at which records are given up. */
  readonly maximumAgeMs: number;
  /** Takes records that were given up. */
  readonly onDiscard: (discarded: Discarded) => void;
}

/** Records that were given up. */
export interface Discarded {
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
}

/** Records in order, one batch of them under way at a time. */
export interface Lane {
  push(record: StreamRecord): void;
  /** Begins a batch where none is under way and enough records wait. */
  kick(): void;
  /** Records that are not done. */
  size(): number;
}

interface Batch {
  readonly records: readonly StreamRecord[];
  readonly retries: number;
  readonly attempts: number;
}

/** Between attempts: this long, then twice as long each time, up to the last. AWS publishes no figures. */
const backoffMs = { first: 250, last: 60_000 };

/**
 * A lane of one shard. A fault before `lambda Checkpoint`, with the function as caller, loses the checkpoint after a batch:
 * its records come again.
 */
export function makeLane(world: World, lambda: Lambda, fn: LambdaFunction, settings: LaneSettings, onProgress: () => void): Lane {
  const { clock } = world;
  const { batchSize, windowMs, bisects } = settings;
  let queue: StreamRecord[] = [];
  /** Parts of earlier batches, to be done before anything in `queue`. */
  const parts: Batch[] = [];
  let busy = false;
  let underWay = 0;
  let cancelWindow: Cancel = () => undefined;
  let window: 'none' | 'open' | 'over' = 'none';

  const gather = (): Batch | undefined => {
    if (queue.length === 0) return undefined;
    if (windowMs > 0 && queue.length < batchSize && window !== 'over') {
      if (window === 'none') {
        window = 'open';
        cancelWindow = clock.schedule(windowMs, fn.settings.id, () => {
          window = 'over';
          next();
        });
      }
      return undefined;
    }
    cancelWindow();
    window = 'none';
    const records = queue.length <= batchSize ? queue : queue.slice(0, batchSize);
    queue = queue.length <= batchSize ? [] : queue.slice(batchSize);
    return { records, retries: 0, attempts: 0 };
  };

  const next = () => {
    if (busy) return;
    const batch = parts.shift() ?? gather();
    if (batch === undefined) return;
    busy = true;
    attempt(batch);
  };

  const attempt = (batch: Batch) => {
    const oldestMs = clock.now() - settings.maximumAgeMs;
    const records = batch.records.filter((record) => record.dynamodb.ApproximateCreationDateTime * 1_000 >= oldestMs);
    if (records.length < batch.records.length) {
      const old = batch.records.filter((record) => !records.includes(record));
      settings.onDiscard({ records: old, condition: 'RecordAgeExceeded', attempts: batch.attempts });
    }
    underWay = records.length;
    if (records.length === 0) return end();
    const ageMs = clock.now() - (records.at(-1)?.dynamodb.ApproximateCreationDateTime ?? 0) * 1_000;
    fn.iteratorAgeMs = Math.max(fn.iteratorAgeMs ?? 0, ageMs);
    const accepted = lambda.start(fn, { Records: [...records] }, (outcome) =>
      settle({ records, retries: batch.retries, attempts: batch.attempts + 1 }, outcome),
    );
    if (!accepted) clock.schedule(backoffMs.first * 4, fn.settings.id, () => attempt({ ...batch, records }));
  };

  const settle = (batch: Batch, outcome: Outcome) => {
    const failedAt = firstFailure(batch.records, outcome, settings.reportsFailures);
    if (failedAt === undefined) {
      const fault = world.faults.at({ phase: 'before', service: 'lambda', operation: 'Checkpoint', caller: fn.settings.id });
      if (fault !== undefined && fault.kind !== 'delay') parts.unshift({ ...batch, retries: 0, attempts: 0 });
      return end();
    }
    const rest = { ...batch, records: batch.records.slice(failedAt) };
    const middle = Math.ceil(rest.records.length / 2);
    if (bisects && failedAt > 0) {
      parts.unshift(rest);
    } else if (bisects && middle < rest.records.length) {
      parts.unshift({ ...rest, records: rest.records.slice(0, middle) }, { ...rest, records: rest.records.slice(middle) });
    } else if (batch.retries >= settings.maximumRetries) {
      settings.onDiscard({ records: rest.records, condition: 'RetryAttemptsExhausted', attempts: batch.attempts });
    } else {
      underWay = rest.records.length;
      const delayMs = Math.min(backoffMs.first * 2 ** batch.retries, backoffMs.last);
      clock.schedule(delayMs, fn.settings.id, () => attempt({ ...rest, retries: batch.retries + 1 }));
      return;
    }
    end();
  };

  const end = () => {
    busy = false;
    underWay = 0;
    next();
    onProgress();
  };

  return {
    push: (record) => queue.push(record),
    kick: next,
    size: () => queue.length + underWay + parts.reduce((sum, part) => sum + part.records.length, 0),
  };
}

/** Where to go on from: nowhere when all is done, at the first record when the whole batch failed. */
function firstFailure(records: readonly StreamRecord[], outcome: Outcome, reportsFailures: boolean): number | undefined {
  if (outcome.error !== undefined) return 0;
  if (!reportsFailures || outcome.payload === undefined || outcome.payload === null) return undefined;
  const failed = reportedFailures(outcome.payload, new Set(records.map((record) => record.dynamodb.SequenceNumber)));
  if (failed === 'all') return 0;
  return failed.size === 0 ? undefined : records.findIndex((record) => failed.has(record.dynamodb.SequenceNumber));
}
