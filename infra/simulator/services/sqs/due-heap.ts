interface Entry<T> {
  readonly dueMs: number;
  readonly order: number;
  readonly item: T;
}

/** What comes due next: a binary heap by time, and by insertion among equal times. */
export class DueHeap<T> {
  readonly #entries: Entry<T>[] = [];
  #order = 0;

  /** When the first item is due (epoch ms); undefined when there is none. */
  get nextMs(): number | undefined {
    return this.#entries[0]?.dueMs;
  }

  /** The item that is due first, without taking it. */
  get next(): T | undefined {
    return this.#entries[0]?.item;
  }

  /** Adds an item that is due at `dueMs` (epoch ms). */
  add(dueMs: number, item: T): void {
    const entry = { dueMs, order: this.#order++, item };
    let index = this.#entries.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(entry, this.#at(parent))) break;
      this.#entries[index] = this.#at(parent);
      index = parent;
    }
    this.#entries[index] = entry;
  }

  /** Takes the first item away. */
  dropNext(): void {
    const last = this.#entries.pop();
    if (last === undefined || this.#entries.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.#entries.length) break;
      if (child + 1 < this.#entries.length && this.#isBefore(this.#at(child + 1), this.#at(child))) child++;
      if (!this.#isBefore(this.#at(child), last)) break;
      this.#entries[index] = this.#at(child);
      index = child;
    }
    this.#entries[index] = last;
  }

  /** Takes everything away. */
  clear(): void {
    this.#entries.length = 0;
  }

  #at(index: number): Entry<T> {
    return this.#entries[index] as Entry<T>;
  }

  #isBefore(a: Entry<T>, b: Entry<T>): boolean {
    return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
  }
}
