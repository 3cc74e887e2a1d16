import type { Clock } from '#simulator/clock.ts';

/**
 * What the partitions of a table or index can take: one bucket a partition, filled at the partition's rate up to one
 * second's worth. AWS may lend a partition more for a while; nobody can count on it, so it is left out. A request is
 * taken while anything is left, and may leave a debt.
 */
export class Throughput {
  readonly #clock: Clock;
  readonly #unitsPerSecond: number;
  readonly #levels: Float64Array;
  readonly #filledAt: Float64Array;

  /** @param unitsPerSecond of one partition; `Infinity` never throttles */
  constructor(clock: Clock, partitions: number, unitsPerSecond: number) {
    this.#clock = clock;
    this.#unitsPerSecond = unitsPerSecond;
    this.#levels = new Float64Array(partitions).fill(unitsPerSecond);
    this.#filledAt = new Float64Array(partitions).fill(clock.now());
  }

  /** Whether the partition of a key hash takes a request now. */
  admits(hash: number): boolean {
    if (this.#unitsPerSecond === Number.POSITIVE_INFINITY) return true;
    const at = hash % this.#levels.length;
    const now = this.#clock.now();
    const gained = ((now - (this.#filledAt[at] as number)) * this.#unitsPerSecond) / 1000;
    this.#filledAt[at] = now;
    this.#levels[at] = Math.min(this.#unitsPerSecond, (this.#levels[at] as number) + gained);
    return (this.#levels[at] as number) > 0;
  }

  /** Counts units that an admitted request used. */
  take(hash: number, units: number): void {
    const at = hash % this.#levels.length;
    this.#levels[at] = (this.#levels[at] as number) - units;
  }
}

/** The hash that decides a key's partition and stream shard (FNV-1a, not AWS's own). */
export function hashOf(partition: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < partition.length; i++) hash = Math.imul(hash ^ partition.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
