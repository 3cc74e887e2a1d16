/**
 * The kept-alive connections of one client, as Node's agent keeps them: a call takes the one that was used last, or opens a new one, and gives it back
 * once it is answered.
 */
export class Connections {
  readonly #idleSince: number[] = [];

  /** Takes a connection; gives for how many ms nobody used it, or undefined for a new one. */
  take(nowMs: number): number | undefined {
    const since = this.#idleSince.pop();
    return since === undefined ? undefined : nowMs - since;
  }

  /** Keeps a connection whose call was answered. */
  giveBack(nowMs: number): void {
    this.#idleSince.push(nowMs);
  }

  /** Closes those that no call uses. */
  close(): void {
    this.#idleSince.length = 0;
  }
}
