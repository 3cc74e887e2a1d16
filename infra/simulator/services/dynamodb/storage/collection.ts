import { type Bounds, unbounded } from './order-key.ts';
import { type Sorted, SortedList } from './sorted-list.ts';

/** Elements by partition and, within a partition, in order: what a table and each of its indexes is. */
export class Collection<E extends Sorted> {
  /** A partition with one element is that element: tables without sort key have no other. */
  readonly #partitions = new Map<string, E | SortedList<E>>();
  #order: readonly string[] | undefined;

  get(partition: string, sort: string): E | undefined {
    const held = this.#partitions.get(partition);
    if (held instanceof SortedList) return held.get(sort);
    return held?.sort === sort ? held : undefined;
  }

  put(partition: string, element: E): void {
    const held = this.#partitions.get(partition);
    if (held instanceof SortedList) held.put(element);
    else if (held === undefined) {
      this.#partitions.set(partition, element);
      this.#order = undefined;
    } else if (held.sort === element.sort) this.#partitions.set(partition, element);
    else {
      const list = new SortedList<E>();
      list.put(held);
      list.put(element);
      this.#partitions.set(partition, list);
    }
  }

  delete(partition: string, sort: string): void {
    const held = this.#partitions.get(partition);
    if (held instanceof SortedList) held.delete(sort);
    if (held instanceof SortedList ? held.size === 0 : held?.sort === sort) {
      this.#partitions.delete(partition);
      this.#order = undefined;
    }
  }

  /** The elements of one partition within `bounds`, in order or in reverse. */
  *walk(partition: string, bounds: Bounds = unbounded, forward = true): Generator<E> {
    const held = this.#partitions.get(partition);
    if (held instanceof SortedList) yield* held.walk(bounds, forward);
    else if (held !== undefined && held.sort >= bounds.from && (bounds.to === undefined || held.sort < bounds.to)) yield held;
  }

  /** All elements, partition after partition, from the one after `after`. */
  *scan(after?: { readonly partition: string; readonly sort: string }): Generator<E> {
    this.#order ??= [...this.#partitions.keys()].sort();
    for (const partition of this.#order) {
      if (after !== undefined && partition < after.partition) continue;
      yield* this.walk(partition, partition === after?.partition ? { from: `${after.sort}\0`, to: undefined } : unbounded);
    }
  }
}
