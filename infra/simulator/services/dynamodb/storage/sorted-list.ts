import { type Bounds, unbounded } from './order-key.ts';

/** Anything that stands at a place in an order. */
export interface Sorted {
  readonly sort: string;
}

/** Elements in one chunk; moving half of them costs less than a microsecond. */
const chunkLimit = 512;

/**
 * Elements in the order of their `sort`, each of which occurs once. Held in chunks, so that putting and deleting
 * anywhere among 100,000 moves some hundred references, not all. A list of more than one chunk also knows its elements
 * by `sort`, and puts new ones into their places only when somebody walks it: finding a place touches many strings.
 */
export class SortedList<E extends Sorted> {
  /** None is empty. */
  readonly #chunks: E[][] = [];
  /** Elements that are not in a chunk yet, and some that were replaced or deleted since. */
  #unplaced: E[] = [];
  /** All elements, once there was more than one chunk. */
  #bySort: Map<string, E> | undefined;

  get size(): number {
    return this.#bySort?.size ?? this.#chunks[0]?.length ?? 0;
  }

  get(sort: string): E | undefined {
    if (this.#bySort !== undefined) return this.#bySort.get(sort);
    const chunk = this.#chunks[0] ?? [];
    const element = chunk[firstFrom(chunk, sort)];
    return element?.sort === sort ? element : undefined;
  }

  /** Adds an element or replaces the one with the same `sort`. */
  put(element: E): void {
    const isNew = this.#bySort !== undefined && !this.#bySort.has(element.sort);
    this.#bySort?.set(element.sort, element);
    if (!isNew) this.#place(element);
    else if (this.#unplaced.push(element) > 2 * this.size + chunkLimit) this.#placeAll();
  }

  delete(sort: string): void {
    this.#bySort?.delete(sort);
    const index = this.#chunkOf(sort);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return;
    const at = firstFrom(chunk, sort);
    if (chunk[at]?.sort !== sort) return;
    if (at === 0) chunk.shift();
    else chunk.splice(at, 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
  }

  /** Puts an element into its chunk, in the place of the one with the same `sort`. */
  #place(element: E): void {
    const index = this.#chunkOf(element.sort);
    const chunk = this.#chunks[index];
    if (chunk === undefined) {
      this.#chunks.push([element]);
      return;
    }
    const at = firstFrom(chunk, element.sort);
    if (chunk[at]?.sort === element.sort) chunk[at] = element;
    else if (at === chunk.length) chunk.push(element);
    else chunk.splice(at, 0, element);
    if (chunk.length <= chunkLimit) return;
    this.#bySort ??= new Map(chunk.map((known) => [known.sort, known]));
    this.#chunks.splice(index + 1, 0, chunk.splice(splitAt(chunk, at)));
  }

  #placeAll(): void {
    const unplaced = this.#unplaced;
    this.#unplaced = [];
    for (const element of unplaced) if (this.#bySort?.get(element.sort) === element) this.#place(element);
  }

  /** The elements within `bounds`, in order or in reverse. The list must not change while this runs. */
  *walk(bounds: Bounds = unbounded, forward = true): Generator<E> {
    this.#placeAll();
    const step = forward ? 1 : -1;
    const edge = forward ? bounds.from : bounds.to;
    let index = edge === undefined ? this.#chunks.length - 1 : this.#chunkOf(edge);
    let at: number | undefined;
    for (; index >= 0 && index < this.#chunks.length; index += step) {
      const chunk = this.#chunks[index] as E[];
      at = at === undefined && edge !== undefined ? firstFrom(chunk, edge) - (forward ? 0 : 1) : forward ? 0 : chunk.length - 1;
      for (; at >= 0 && at < chunk.length; at += step) {
        const element = chunk[at] as E;
        if (forward ? bounds.to !== undefined && element.sort >= bounds.to : element.sort < bounds.from) return;
        yield element;
      }
    }
  }

  /** Index of the chunk in which `sort` stands or would stand: the last whose first element is not above it. */
  #chunkOf(sort: string): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (((this.#chunks[middle] as E[])[0] as E).sort <= sort) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** Appending keeps the full chunk and starts a new one, so that rising keys fill their chunks. */
function splitAt(chunk: readonly unknown[], at: number): number {
  return at === chunk.length - 1 ? at : chunk.length >> 1;
}

/** Index of the first element that is not below `sort`. */
function firstFrom(chunk: readonly Sorted[], sort: string): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk[middle] as Sorted).sort < sort) low = middle + 1;
    else high = middle;
  }
  return low;
}
