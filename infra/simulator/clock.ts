/** Takes a scheduled step back; does nothing once it ran. */
export type Cancel = () => void;

/** Time as the simulated services and the simulated Lambda functions see it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once, `delayMs` (≥ 0) from now. `label` names it in failures and traces. */
  schedule(delayMs: number, label: string, run: () => void): Cancel;
  /** Resolves `delayMs` from now. */
  sleep(delayMs: number): Promise<void>;
}

/** The machine's own time. Its timers keep the process alive only while something waits for a call's answer. */
export function realClock(): Clock {
  const schedule: Clock['schedule'] = (delayMs, _label, run) => {
    const timer = setTimeout(run, Math.max(0, delayMs));
    return () => clearTimeout(timer);
  };
  return {
    now: () => Date.now(),
    schedule,
    sleep: (delayMs) => new Promise((resolve) => schedule(delayMs, 'sleep', resolve)),
  };
}

/** A clock whose steps can be held back together, as those of a sandbox that Lambda freezes. */
export interface FreezableClock extends Clock {
  /** Runs no step for `ms` from now; those that come due meanwhile run then, in their order. */
  freeze(ms: number): void;
}

/** A freezable clock on another one. */
export function freezable(clock: Clock): FreezableClock {
  let frozenUntil = 0;
  const schedule: Clock['schedule'] = (delayMs, label, run) => {
    const due = () => {
      const left = frozenUntil - clock.now();
      if (left > 0) cancel = clock.schedule(left, label, due);
      else run();
    };
    let cancel = clock.schedule(delayMs, label, due);
    return () => cancel();
  };
  return {
    now: () => clock.now(),
    schedule,
    sleep: (delayMs) => new Promise((resolve) => schedule(delayMs, 'sleep', resolve)),
    freeze: (ms) => {
      frozenUntil = Math.max(frozenUntil, clock.now() + ms);
    },
  };
}

interface Step {
  readonly atMs: number;
  readonly order: number;
  readonly label: string;
  run: (() => void) | undefined;
}

/** Thrown when code under simulation waits for something that the simulation does not know of. */
export class HiddenAsynchronyError extends Error {
  override readonly name = 'HiddenAsynchronyError';
}

/**
 * A clock that jumps to the next scheduled step. Between two instants it lets every promise settle, so code under
 * simulation may await anything that settles by itself, and nothing that needs a timer or the network.
 */
export class VirtualClock implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #heap: Step[] = [];
  readonly #unsettled = new Map<object, string>();
  /** Set when a step of the simulation itself threw; `run` rethrows it. */
  #failure: { readonly error: unknown } | undefined;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  /** Whole milliseconds, as `Date.now` gives them. */
  now(): number {
    return Math.floor(this.#nowMs);
  }

  schedule(delayMs: number, label: string, run: () => void): Cancel {
    const step: Step = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, label, run };
    push(this.#heap, step);
    return () => {
      if (step.run === undefined) return;
      step.run = undefined;
    };
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.schedule(delayMs, 'sleep', resolve));
  }

  /** Watches a promise that must settle by itself; `run` fails and names it when nothing is left that could settle it. */
  watch<T>(label: string, promise: Promise<T>): Promise<T> {
    const key = {};
    this.#unsettled.set(key, label);
    const forget = () => this.#unsettled.delete(key);
    promise.then(forget, forget);
    return promise;
  }

  /** Labels of the watched promises that have not settled. */
  get unsettled(): readonly string[] {
    return [...this.#unsettled.values()];
  }

  /** Makes `run` fail with `error`. For steps that cannot throw to anybody. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /**
   * Runs until `until()` holds (checked between instants), until `untilMs`, or until nothing is scheduled.
   * @throws HiddenAsynchronyError when nothing is scheduled and a watched promise has not settled.
   */
  async run(options: { readonly until?: () => boolean; readonly untilMs?: number } = {}): Promise<void> {
    const { until = () => false, untilMs = Number.POSITIVE_INFINITY } = options;
    await settled();
    while (!until()) {
      this.#rethrow();
      const first = this.#peek();
      if (first === undefined) {
        const waiting = this.unsettled;
        if (waiting.length > 0) {
          throw new HiddenAsynchronyError(`nothing is scheduled, and these have not settled: ${[...new Set(waiting)].join(', ')}`);
        }
        if (Number.isFinite(untilMs)) this.#nowMs = Math.max(this.#nowMs, untilMs);
        return;
      }
      if (first.atMs > untilMs) {
        this.#nowMs = untilMs;
        return;
      }
      this.#nowMs = Math.max(this.#nowMs, first.atMs);
      for (let step = this.#peek(); step !== undefined && step.atMs <= this.#nowMs; step = this.#peek()) {
        pop(this.#heap);
        const run = step.run;
        step.run = undefined;
        run?.();
      }
      await settled();
    }
    this.#rethrow();
  }

  /** Runs the clock until `promise` settles and gives its outcome. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const finish = () => {
      done = true;
    };
    promise.then(finish, finish);
    await this.run({ until: () => done });
    if (!done) throw new HiddenAsynchronyError('nothing is scheduled, and the awaited promise has not settled');
    return promise;
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #peek(): Step | undefined {
    while (this.#heap.length > 0 && this.#heap[0]?.run === undefined) pop(this.#heap);
    return this.#heap[0];
  }
}

/** All promises that can settle without a timer have settled once the event loop reaches its check phase. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function before(a: Step, b: Step): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function push(heap: Step[], step: Step): void {
  let index = heap.push(step) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (before(heap[parent] as Step, step)) break;
    heap[index] = heap[parent] as Step;
    index = parent;
  }
  heap[index] = step;
}

function pop(heap: Step[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Step, heap[child] as Step)) child++;
    if (before(last, heap[child] as Step)) break;
    heap[index] = heap[child] as Step;
    index = child;
  }
  heap[index] = last;
}
