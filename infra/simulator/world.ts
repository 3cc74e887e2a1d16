import { type Clock, realClock, VirtualClock } from './clock.ts';
import { type Faults, noFaults } from './faults.ts';
import { Meter } from './meter.ts';
import { Random } from './random.ts';

/**
 * What every simulated service shares: one clock, one source of chance, the faults to inject and the meter.
 * A service never touches `Date`, timers or `Math.random` itself, so that one seed gives one run.
 */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: Faults;
  readonly meter: Meter;
  /** Milliseconds that one call of an operation takes, drawn anew for each call. */
  readonly latency: (service: string, operation: string) => number;
  /** The simulated AWS account. */
  readonly accountId: string;
  /** The simulated Region. */
  readonly region: string;
}

/** Settings of a world. */
export interface WorldOptions {
  /** Seed of all chance in this world. @default 1 */
  readonly seed?: number;
  /** Faults to inject. @default none */
  readonly faults?: Faults;
  /** Mean call time by service name, in ms; services left out take {@link defaultLatencyMs}. 0 answers in the same turn. */
  readonly latencyMs?: Readonly<Record<string, number>>;
}

/**
 * Mean call times in ms. SES: 40–65 ms reported by several senders; the others are round figures of the
 * order that AWS's own benchmarks and X-Ray samples show.
 */
export const defaultLatencyMs: Readonly<Record<string, number>> = {
  dynamodb: 4,
  sqs: 8,
  ses: 52,
  cognito: 40,
  secretsmanager: 15,
  wafv2: 80,
};

/** A world on the machine's own clock, for use by people and for tests against other emulators. */
export function realWorld(options: WorldOptions = {}): World {
  return makeWorld(realClock(), options, 0);
}

/** A world whose clock jumps from event to event; nothing in it waits. Starts at `startMs` (epoch ms). */
export function virtualWorld(options: WorldOptions & { readonly startMs?: number } = {}): World & { readonly clock: VirtualClock } {
  return makeWorld(new VirtualClock(options.startMs ?? Date.UTC(2026, 10, 20, 13)), options, 1);
}

function makeWorld<C extends Clock>(clock: C, options: WorldOptions, defaultShare: number): World & { readonly clock: C } {
  const random = new Random(options.seed ?? 1);
  const latencyRandom = random.fork('latency');
  const means = options.latencyMs ?? {};
  return {
    clock,
    random,
    faults: options.faults ?? noFaults,
    meter: new Meter(),
    latency: (service) => {
      const mean = means[service] ?? (defaultLatencyMs[service] ?? 5) * defaultShare;
      return mean === 0 ? 0 : mean * latencyRandom.logNormal(0.25);
    },
    accountId: '123456789012',
    region: 'eu-west-1',
  };
}
