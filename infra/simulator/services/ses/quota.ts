import type { Clock } from '../../clock.ts';
import { Fifo } from '../sqs/fifo.ts';

/** What an account may send, counted in recipients. */
export interface Quota {
  /** Recipients a second. */
  readonly maxSendRate: number;
  /** Recipients in any 24 hours; -1 for no limit. */
  readonly max24HourSend: number;
}

const dayMs = 86_400_000;

/**
 * SES's two limits: a token bucket for the rate, and a rolling day. A message goes through while anything is left of
 * both, however many recipients it has; what it takes beyond that is owed (AWS's own description of the limits).
 */
export class QuotaGuard {
  readonly #clock: Clock;
  readonly #burstSeconds: number;
  #quota: Quota;
  #tokens: number;
  #filledAtMs: number;
  /** Recipients by the second in which they were accepted, oldest first. */
  readonly #day = new Fifo<{ readonly second: number; recipients: number }>();
  #lastSecond: { readonly second: number; recipients: number } | undefined;
  #sentLastDay = 0;

  /** `burstSeconds`: how many seconds' worth of the rate may be sent at once after a pause. */
  constructor(clock: Clock, quota: Quota, burstSeconds: number) {
    this.#clock = clock;
    this.#quota = quota;
    this.#burstSeconds = burstSeconds;
    this.#filledAtMs = clock.now();
    this.#tokens = this.#depth;
  }

  get quota(): Quota {
    return this.#quota;
  }

  /** Changes the limits from now on. */
  set(quota: Quota): void {
    this.#refill();
    this.#quota = quota;
    this.#tokens = Math.min(this.#tokens, this.#depth);
  }

  /** Recipients accepted in the last 24 hours, to the second. */
  get sentLast24Hours(): number {
    for (let oldest = this.#day.first; oldest !== undefined; oldest = this.#day.first) {
      if (oldest.second * 1000 + dayMs > this.#clock.now()) break;
      this.#sentLastDay -= oldest.recipients;
      this.#day.take();
    }
    return this.#sentLastDay;
  }

  /** Takes a message's recipients out of the limits. `counted` are those that count towards the day. */
  take(recipients: number, counted: number): 'accepted' | 'rate exceeded' | 'day exceeded' {
    const { max24HourSend } = this.#quota;
    if (max24HourSend !== -1 && counted > 0 && this.sentLast24Hours >= max24HourSend) return 'day exceeded';
    this.#refill();
    // A bucket refilled in fractions reaches a whole token a rounding error early or late.
    if (this.#tokens < 1 - 1e-9) return 'rate exceeded';
    this.#tokens -= recipients;
    this.#count(counted);
    return 'accepted';
  }

  get #depth(): number {
    return Math.max(1, this.#quota.maxSendRate * this.#burstSeconds);
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#depth, this.#tokens + ((now - this.#filledAtMs) / 1000) * this.#quota.maxSendRate);
    this.#filledAtMs = now;
  }

  #count(recipients: number): void {
    const second = Math.floor(this.#clock.now() / 1000);
    if (this.#lastSecond?.second !== second) this.#day.push((this.#lastSecond = { second, recipients: 0 }));
    this.#lastSecond.recipients += recipients;
    this.#sentLastDay += recipients;
  }
}
