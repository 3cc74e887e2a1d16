import type { Item } from '../values/values.ts';

/** Deletions happen at multiples of this: one sweep takes a quarter of an hour's. */
const sweepEveryMs = 15 * 60 * 1000;
/** AWS takes an expiry that lies further back for a mistake and leaves the item alone. */
const oldestMs = 5 * 365 * 24 * 60 * 60 * 1000;

/** Which items of a table are to be deleted when: times that were noted, by the sweep that will look at them. */
export class Expiry {
  readonly #attribute: string;
  readonly #delayMs: number;
  /** Partition and sort key in turn, by the sweep's time. */
  readonly #sweeps = new Map<number, string[]>();
  #nextMs = Number.POSITIVE_INFINITY;

  constructor(attribute: string, delayMs: number) {
    this.#attribute = attribute;
    this.#delayMs = delayMs;
  }

  /** When the next sweep has something to look at; `Infinity` if never. */
  get nextMs(): number {
    return this.#nextMs;
  }

  /** The expiry that an item carries, in epoch ms. */
  of(item: Item): number | undefined {
    const seconds = item[this.#attribute];
    return typeof seconds === 'number' ? seconds * 1000 : undefined;
  }

  /** Notes that an item now expires at `expiresMs`. What was noted before stands, and is looked at in vain. */
  note(expiresMs: number, nowMs: number, partition: string, sort: string): void {
    if (expiresMs < nowMs - oldestMs) return;
    const dueMs = Math.ceil((Math.max(expiresMs, nowMs) + this.#delayMs) / sweepEveryMs) * sweepEveryMs;
    const sweep = this.#sweeps.get(dueMs);
    if (sweep === undefined) this.#sweeps.set(dueMs, [partition, sort]);
    else sweep.push(partition, sort);
    this.#nextMs = Math.min(this.#nextMs, dueMs);
  }

  /** Takes the places that the sweeps up to now look at. */
  take(nowMs: number): readonly { readonly partition: string; readonly sort: string }[] {
    const places: { partition: string; sort: string }[] = [];
    for (const [dueMs, sweep] of [...this.#sweeps].sort(([a], [b]) => a - b)) {
      if (dueMs > nowMs) break;
      this.#sweeps.delete(dueMs);
      for (let i = 0; i < sweep.length; i += 2) places.push({ partition: sweep[i] as string, sort: sweep[i + 1] as string });
    }
    this.#nextMs = Math.min(Number.POSITIVE_INFINITY, ...this.#sweeps.keys());
    return places;
  }
}
