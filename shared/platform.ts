import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/**
 * The one seam. Lambda, `npm start`, rehearsal and fault simulation differ in this object and in nothing else: time,
 * chance, ids, log lines and the way to AWS come from here.
 */
export interface Platform {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Writes one line of structured log. */
  log(line: string): void;
  /** Gives an SDK client its way to AWS; called once for every client, when a sandbox starts. */
  connect<C>(client: C): C;
}

/** Time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; at once for 0 and less. */
  sleep(ms: number): Promise<void>;
}

/** Chance that is good enough for secrets. */
export interface Random {
  /** `length` bytes. */
  bytes(length: number): Uint8Array;
}

/** Names for new things. */
export interface Ids {
  /** A ULID: 26 letters and digits that sort by time. Not a secret. */
  next(): string;
}

/** Environment variables of a function. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The platform of a deployed function. */
export function realPlatform(): Platform {
  const ulid = monotonicFactory();
  return {
    clock: {
      now: () => Date.now(),
      sleep: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms))),
    },
    random: { bytes: (length) => randomBytes(length) },
    ids: { next: () => ulid() },
    log: (line) => process.stdout.write(`${line}\n`),
    connect: (client) => client,
  };
}

/** The environment of a deployed function. */
export function realEnvironment(): Environment {
  return process.env;
}
