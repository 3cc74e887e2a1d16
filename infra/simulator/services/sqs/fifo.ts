/** First in, first out, in constant time however long the line. */
export class Fifo<T> {
  #items: T[] = [];
  #first = 0;

  /** Adds an item at the end. */
  push(item: T): void {
    this.#items.push(item);
  }

  /** The first item, without taking it; undefined when there is none. */
  get first(): T | undefined {
    return this.#items[this.#first];
  }

  /** Takes the first item; undefined when there is none. */
  take(): T | undefined {
    if (this.#first === this.#items.length) return undefined;
    const item = this.#items[this.#first++];
    if (this.#first > 1024 && this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
