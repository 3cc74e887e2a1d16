import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Outcome } from './account.ts';
import type { Dependencies } from './dependencies.ts';

/** So many accounts may fail for reasons that we do not know before an invocation gives up. */
const mostFailures = 20;

/** The accounts under way side by side, and what became of those before. An account that failed is tried again by the next invocation. */
export interface WorkerPool {
  start(attempt: Promise<Outcome>): void;
  /** How many are under way. */
  size(): number;
  /** Resolves when one of those under way is done; never when there is none. */
  waitForOne(): Promise<void>;
  /** Whether so many failed that it is not about single accounts. */
  tooManyFailures(): boolean;
  /** Waits for all that is under way, publishes the counts and gives the reason back. @throws the first failure when there were too many */
  stop(reason: string): Promise<string>;
}

/** A pool in which nothing is under way. */
export function makeWorkerPool({ logger, metrics }: Pick<Dependencies, 'logger' | 'metrics'>): WorkerPool {
  const underWay = new Set<Promise<void>>();
  const counts = new Map<Outcome, number>();
  const failures: unknown[] = [];
  const of = (...outcomes: readonly Outcome[]) => outcomes.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);

  return {
    start: (attempt) => {
      const settled: Promise<void> = attempt
        .then((outcome) => void counts.set(outcome, of(outcome) + 1))
        .catch((error: unknown) => {
          failures.push(error);
          logger.log(messages.sweepFailed, errorFields(error));
        })
        .finally(() => underWay.delete(settled));
      underWay.add(settled);
    },
    size: () => underWay.size,
    waitForOne: () => Promise.race(underWay),
    tooManyFailures: () => failures.length > mostFailures,
    stop: async (reason) => {
      await Promise.all(underWay);
      metrics.count('Sweep::Swept', of('swept'));
      metrics.count('Sweep::Refused', of('refused'));
      metrics.count('Sweep::Throttled', of('UserUpdate', 'UserAccountRecovery'));
      metrics.count('Sweep::Failed', failures.length);
      if (failures.length > mostFailures) throw failures[0];
      return reason;
    },
  };
}
