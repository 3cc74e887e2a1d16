/** Seeded chance (sfc32): the same seed gives the same draws on every machine. Not for secrets. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#a = 0x9e3779b9 ^ this.#seed;
    this.#b = 0x243f6a88 ^ Math.imul(this.#seed, 0x85ebca6b);
    this.#c = 0xb7e15162 ^ Math.imul(this.#seed, 0xc2b2ae35);
    for (let i = 0; i < 12; i++) this.#uint32();
  }

  /** A number in [0, 1). */
  next(): number {
    return this.#uint32() / 0x1_0000_0000;
  }

  /** A whole number in [0, below). */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** `true` with the given chance (0 to 1). */
  chance(share: number): boolean {
    return share > 0 && this.next() < share;
  }

  /** `length` bytes. */
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index++) bytes[index] = this.#uint32() & 0xff;
    return bytes;
  }

  /** Log-normal with mean 1 and the given spread (standard deviation of the logarithm). */
  logNormal(spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.exp(spread * normal - (spread * spread) / 2);
  }

  /** A lower-case UUID (version 4) from this source. */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = Buffer.from(bytes).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** A source of its own, so that one user's draws do not shift another's. */
  fork(label: string): Random {
    let hash = this.#seed ^ 0x811c9dc5;
    for (const letter of label) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return new Random(hash);
  }

  #uint32(): number {
    const sum = (this.#a + this.#b + this.#d) >>> 0;
    this.#d = (this.#d + 1) >>> 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) >>> 0;
    this.#c = (this.#c + sum) >>> 0;
    return sum;
  }
}
