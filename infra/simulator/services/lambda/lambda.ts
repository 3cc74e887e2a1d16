import { HiddenAsynchronyError, VirtualClock } from '../../clock.ts';
import { AwsError } from '../../errors.ts';
import type { Usage } from '../../meter.ts';
import type { Service } from '../../service.ts';
import type { World } from '../../world.ts';
import { type Connect, type LiveSandbox, type Load, makeContext, makeSandbox } from './sandbox.ts';

/** A function as its template describes it. */
export interface FunctionSettings {
  /** Logical id: the name in the meter, in faults and in labels. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** Source file of the handler, as the template names it. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** 1 s to 15 min. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Concurrency kept for this function, which is also its limit. */
  readonly reservedConcurrency?: number;
}

/** What Lambda reports of an invocation that failed. `name` is the errorType. */
export class FunctionError extends Error {
  override readonly name: string;

  /** `stack` is that of what the handler threw, where it threw something. */
  constructor(name: string, message: string, stack?: string) {
    super(message);
    this.name = name;
    this.stack = stack ?? `${name}: ${message}`;
  }
}

/** How an invocation ended. */
export type Outcome = { readonly payload: unknown; readonly error?: undefined } | { readonly error: FunctionError };

/** What a function was used for. */
export interface FunctionUsage {
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  /** Sum over invocations. */
  readonly durationMs: number;
  /** Billed: each invocation rounded up to 1 ms, times memory. */
  readonly gigabyteSeconds: number;
  readonly sandboxes: number;
  readonly peakConcurrency: number;
}

/** One function with its sandboxes. */
export interface LambdaFunction {
  readonly settings: FunctionSettings;
  /** Free sandboxes, the most recently used last. */
  readonly free: LiveSandbox[];
  readonly meter: Usage;
  running: number;
  sandboxes: number;
  peak: number;
  durationMs: number;
  gigabyteSeconds: number;
  /** Of the invocations since somebody looked; undefined where nobody does. */
  durations: number[] | undefined;
  /** Age of the oldest batch of a stream since somebody looked. */
  iteratorAgeMs: number | undefined;
}

/** Simulated Lambda. */
export interface Lambda {
  /** @throws AwsError when the reservation leaves less than 100 unreserved; Error when the id is taken. */
  createFunction(settings: FunctionSettings): void;
  /** By logical id, name or ARN, with or without a qualifier. @throws AwsError ResourceNotFoundException. */
  find(reference: string): LambdaFunction;
  /** Begins an invocation and tells `done` how it ended; false when it is throttled (`done` is then never called). */
  start(fn: LambdaFunction, event: unknown, done: (outcome: Outcome) => void): boolean;
  /**
   * Invokes with copies of event and answer, as JSON carries them.
   * @throws FunctionError when the function failed; AwsError TooManyRequestsException when throttled.
   */
  invoke(reference: string, event: unknown): Promise<unknown>;
  usage(reference: string): FunctionUsage;
  /** Milliseconds of each invocation from now on; whoever looks takes them out. */
  recordDurations(reference: string): number[];
}

/** Settings of simulated Lambda. */
export interface LambdaOptions {
  readonly load: Load;
  readonly connect: Connect;
  /** The web as far as sandboxes read it: the operation `GET`. */
  readonly web: Service;
  /** Takes a line of a function's log. */
  readonly log: (functionId: string, line: string) => void;
  /** Concurrent executions of the account in this Region. @default 1,000, the quota that AWS publishes; new accounts may have 10 */
  readonly accountConcurrency?: number;
}

/** AWS refuses reservations that leave less than this for the functions without one. */
const leastUnreserved = 100;

/** Lambda with one invocation at a time in each sandbox, sandboxes reused most recent first, and the account's concurrency. */
export function simulateLambda(world: World, options: LambdaOptions): Lambda {
  const accountConcurrency = options.accountConcurrency ?? 1_000;
  const random = world.random.fork('lambda');
  const byId = new Map<string, LambdaFunction>();
  const byName = new Map<string, LambdaFunction>();
  let reserved = 0;
  let unreservedRunning = 0;
  /** Synchronous invocations under way: their callers wait for them and not for the clock. */
  let nested = 0;

  const find: Lambda['find'] = (reference) => {
    const name = reference.startsWith('arn:') ? (reference.split(':')[6] ?? '') : reference;
    const fn = byId.get(name) ?? byName.get(name);
    if (fn === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${reference}`, {}, 404);
    return fn;
  };

  const takeSandbox = (fn: LambdaFunction): LiveSandbox => {
    const free = fn.free.pop();
    if (free !== undefined) return free;
    const { id, entry, environment } = fn.settings;
    const sandbox = makeSandbox(world, id, { ...options, log: (line) => options.log(id, line) });
    sandbox.handler = options.load(entry, environment, sandbox);
    fn.sandboxes++;
    return sandbox;
  };

  const begin = (fn: LambdaFunction, event: unknown, done: (outcome: Outcome) => void, own: 0 | 1): boolean => {
    const { settings } = fn;
    const limited = settings.reservedConcurrency;
    if (limited === undefined ? unreservedRunning >= accountConcurrency - reserved : fn.running >= limited) {
      fn.meter.throttles++;
      return false;
    }
    if (limited === undefined) unreservedRunning++;
    fn.peak = Math.max(fn.peak, ++fn.running);
    fn.meter.calls++;
    const startedMs = world.clock.now();
    const context = makeContext(world, random, settings, startedMs);
    let sandbox: LiveSandbox | undefined;
    let settled = false;
    const finish = (outcome: Outcome) => {
      if (settled) return;
      settled = true;
      cancelTimeout();
      if (limited === undefined) unreservedRunning--;
      fn.running--;
      const durationMs = world.clock.now() - startedMs;
      fn.durationMs += durationMs;
      fn.durations?.push(durationMs);
      fn.gigabyteSeconds += (Math.max(1, Math.ceil(durationMs)) / 1_000) * (settings.memoryMb / 1_024);
      if (outcome.error !== undefined) {
        fn.meter.errors++;
        const { name, message, stack } = outcome.error;
        options.log(settings.id, JSON.stringify({ errorType: name, errorMessage: message, stack: stack?.split('\n') }));
      }
      if (sandbox?.alive()) fn.free.push(sandbox);
      done(outcome);
    };
    const timeOut = () => {
      if (world.clock instanceof VirtualClock && sandbox?.alive() && sandbox.waiting() === 0 && nested === own) {
        world.clock.fail(new HiddenAsynchronyError(`${settings.id} waits for something that is not simulated`));
      }
      sandbox?.crash();
      const seconds = (settings.timeoutMs / 1_000).toFixed(2);
      finish({
        error: new FunctionError('Sandbox.Timedout', `RequestId: ${context.awsRequestId} Error: Task timed out after ${seconds} seconds`),
      });
    };
    const cancelTimeout = world.clock.schedule(settings.timeoutMs, settings.id, timeOut);
    let answer: Promise<unknown>;
    try {
      const taken = (sandbox = takeSandbox(fn));
      answer = Promise.resolve(taken.handler?.(event, context));
    } catch (error) {
      answer = Promise.reject(error);
    }
    answer.then(
      (payload) => {
        if (sandbox?.alive()) finish({ payload });
      },
      (error: unknown) => {
        if (sandbox === undefined || sandbox.alive()) finish({ error: toFunctionError(error) });
      },
    );
    return true;
  };

  return {
    find,
    start: (fn, event, done) => begin(fn, event, done, 0),
    createFunction: (settings) => {
      if (byId.has(settings.id)) throw new Error(`two functions have the logical id ${settings.id}`);
      reserved += settings.reservedConcurrency ?? 0;
      if (settings.reservedConcurrency !== undefined && accountConcurrency - reserved < leastUnreserved) {
        throw new AwsError(
          'InvalidParameterValueException',
          `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}]. (${settings.id})`,
        );
      }
      const fn: LambdaFunction = {
        settings,
        free: [],
        meter: world.meter.of('lambda', settings.id),
        running: 0,
        sandboxes: 0,
        peak: 0,
        durationMs: 0,
        gigabyteSeconds: 0,
        durations: undefined,
        iteratorAgeMs: undefined,
      };
      byId.set(settings.id, fn);
      byName.set(settings.name, fn);
    },
    invoke: async (reference, event) => {
      const fn = find(reference);
      nested++;
      try {
        const outcome = await new Promise<Outcome>((resolve, reject) => {
          if (!begin(fn, jsonCopy(event), resolve, 1)) reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', {}, 429));
        });
        if (outcome.error !== undefined) throw outcome.error;
        return jsonCopy(outcome.payload);
      } finally {
        nested--;
      }
    },
    recordDurations: (reference) => {
      const fn = find(reference);
      fn.durations ??= [];
      return fn.durations;
    },
    usage: (reference) => {
      const { meter, durationMs, gigabyteSeconds, sandboxes, peak } = find(reference);
      const { calls: invocations, errors, throttles } = meter;
      return { invocations, errors, throttles, durationMs, gigabyteSeconds, sandboxes, peakConcurrency: peak };
    },
  };
}

function toFunctionError(error: unknown): FunctionError {
  if (error instanceof Error) return new FunctionError(error.name, error.message, error.stack);
  return new FunctionError('Error', typeof error === 'string' ? error : JSON.stringify(error));
}

function jsonCopy(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value) ?? 'null');
}
