import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Platform } from '#shared/platform.ts';
import type { Random } from '#simulator/random.ts';
import type { Sandbox } from '#simulator/services/lambda/sandbox.ts';

/** Where a simulated function gets its secrets' randomness. */
export type Bytes = (length: number) => Uint8Array;

/** Real randomness, for pages that people use. */
export const realBytes: Bytes = (length) => randomBytes(length);

/**
 * The platform of one sandbox on the simulator.
 * @param random the world's chance; ids come from it
 * @param bytes secrets' randomness: `realBytes`, or the world's for runs that must repeat
 */
export function simulatedPlatform(sandbox: Sandbox, random: Random, bytes: Bytes): Platform {
  const ulid = monotonicFactory(() => random.next());
  return {
    clock: {
      now: () => sandbox.clock.now(),
      sleep: (ms) => (ms <= 0 ? Promise.resolve() : sandbox.clock.sleep(ms)),
    },
    after: (ms, run) => sandbox.clock.schedule(ms, sandbox.name, run),
    random: { bytes },
    ids: { next: () => ulid(sandbox.clock.now()) },
    log: (line) => sandbox.log(line),
    connect: (client) => sandbox.connect(client),
    fetchCertificate: (url) => sandbox.fetchCertificate(url),
  };
}
