import type { World } from '../../world.ts';
import type { FunctionError, Lambda } from './lambda.ts';

/** What becomes of an asynchronous invocation that fails. */
export interface AsynchronousSettings {
  /** Further attempts after a function error, 0 to 2. @default 2 */
  readonly retries?: number;
  /** Age at which an event is given up, 60 s to 6 h. @default 6 h */
  readonly maximumAgeMs?: number;
  /** Takes an event that was given up. @default it is dropped */
  readonly onFailure?: (failure: AsynchronousFailure) => void;
}

/** An event that was given up. */
export interface AsynchronousFailure {
  readonly event: unknown;
  readonly functionArn: string;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly attempts: number;
  readonly error: FunctionError | undefined;
}

/** Lambda's queue for asynchronous invocations. */
export interface AsynchronousInvoker {
  configure(reference: string, settings: AsynchronousSettings): void;
  /** Accepts the event; it is tried at once. */
  invoke(reference: string, event: unknown): void;
}

const sixHoursMs = 6 * 3_600_000;
/** After a function error AWS waits one minute before the second attempt and two before the third. */
const retryDelaysMs = [60_000, 120_000];
/** Throttled events go back to the queue for 1 s, then for twice as long each time, up to 5 min. */
const throttleDelayMs = { first: 1_000, last: 300_000 };

/** Asynchronous invocation: two retries by default, throttled events kept up to six hours. */
export function makeAsynchronousInvoker(world: World, lambda: Lambda): AsynchronousInvoker {
  const settingsById = new Map<string, AsynchronousSettings>();
  return {
    configure: (reference, settings) => {
      const { id } = lambda.find(reference).settings;
      settingsById.set(id, { ...settingsById.get(id), ...settings });
    },
    invoke: (reference, event) => {
      const fn = lambda.find(reference);
      const { retries = 2, maximumAgeMs = sixHoursMs, onFailure } = settingsById.get(fn.settings.id) ?? {};
      const acceptedMs = world.clock.now();
      const text = JSON.stringify(event ?? {});
      let attempts = 0;
      let throttles = 0;
      let error: FunctionError | undefined;
      const giveUp = (condition: AsynchronousFailure['condition']) =>
        onFailure?.({ event: JSON.parse(text), functionArn: fn.settings.arn, condition, attempts, error });
      const again = (delayMs: number) => {
        if (world.clock.now() + delayMs - acceptedMs > maximumAgeMs) giveUp('EventAgeExceeded');
        else world.clock.schedule(delayMs, fn.settings.id, attempt);
      };
      const attempt = () => {
        const accepted = lambda.start(fn, JSON.parse(text), (outcome) => {
          error = outcome.error;
          if (error === undefined) return;
          if (attempts > retries) giveUp('RetriesExhausted');
          else again(retryDelaysMs[attempts - 1] ?? 0);
        });
        if (accepted) attempts++;
        else again(Math.min(throttleDelayMs.first * 2 ** throttles++, throttleDelayMs.last));
      };
      attempt();
    },
  };
}
