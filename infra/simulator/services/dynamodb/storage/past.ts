import type { Clock } from '#simulator/clock.ts';

/** One version of an item that was replaced. */
interface Replaced {
  readonly atMs: number;
  /** The item before; undefined where there was none. */
  readonly text: string | undefined;
}

/** What a table's items were a moment ago, for reads that are not consistent. */
export class Past {
  readonly #clock: Clock;
  readonly #behindMs: number;
  readonly #replaced = new Map<string, Replaced[]>();

  /** @param behindMs how far reads are behind, in ms, more than 0 */
  constructor(clock: Clock, behindMs: number) {
    this.#clock = clock;
    this.#behindMs = behindMs;
  }

  /** Keeps a version that is about to be replaced. */
  note(partition: string, sort: string, text: string | undefined): void {
    const key = `${partition}\n${sort}`;
    const kept = (this.#replaced.get(key) ?? []).filter(({ atMs }) => atMs > this.#sinceMs());
    this.#replaced.set(key, [...kept, { atMs: this.#clock.now(), text }]);
  }

  /** The version that a read which is behind sees of an item that is `text` now; undefined where there was none yet. */
  seen(partition: string, sort: string, text: string): string | undefined {
    const first = this.#replaced.get(`${partition}\n${sort}`)?.find(({ atMs }) => atMs > this.#sinceMs());
    return first === undefined ? text : first.text;
  }

  #sinceMs(): number {
    return this.#clock.now() - this.#behindMs;
  }
}
