import type { Clock } from '../../clock.ts';
import { AwsError } from '../../errors.ts';

/**
 * Requests a second by category, for all pools of the account in the Region: the defaults of
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const defaultQuotas = {
  UserAuthentication: 120,
  UserCreation: 50,
  UserFederation: 25,
  UserAccountRecovery: 30,
  UserRead: 120,
  UserUpdate: 25,
  UserToken: 120,
  UserResourceRead: 50,
  UserResourceUpdate: 25,
  UserList: 30,
  UserPoolRead: 15,
  UserPoolUpdate: 15,
  UserPoolResourceRead: 20,
  UserPoolResourceUpdate: 15,
  UserPoolClientRead: 15,
  UserPoolClientUpdate: 15,
  ClientAuthentication: 150,
} as const;

/** A request-rate category of Cognito. */
export type QuotaCategory = keyof typeof defaultQuotas;

/** What one category allows and was used for; CloudWatch has the last two as `CallCount` and `ThrottleCount`. */
export interface QuotaUse {
  readonly perSecond: number;
  readonly calls: number;
  readonly throttled: number;
}

/** A token bucket that holds one second's worth. */
class Bucket {
  #perSecond: number;
  #tokens: number;
  #atMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#atMs = nowMs;
  }

  set(perSecond: number, nowMs: number): void {
    this.#refill(nowMs);
    this.#perSecond = perSecond;
    this.#tokens = perSecond === Number.POSITIVE_INFINITY ? perSecond : Math.min(this.#tokens, perSecond);
  }

  take(nowMs: number): boolean {
    this.#refill(nowMs);
    // Refills of a thirtieth of a second do not add up to a whole number exactly.
    if (this.#tokens < 1 - 1e-9) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(nowMs: number): void {
    if (this.#perSecond === Number.POSITIVE_INFINITY) return;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + ((nowMs - this.#atMs) * this.#perSecond) / 1000);
    this.#atMs = nowMs;
  }
}

/** The request-rate quotas of one account and Region. */
export class Quotas {
  readonly #clock: Clock;
  readonly #categories = new Map<QuotaCategory, { bucket: Bucket; perSecond: number; calls: number; throttled: number }>();
  readonly #challengeAnswers: Bucket;

  constructor(clock: Clock) {
    this.#clock = clock;
    const nowMs = clock.now();
    for (const [category, perSecond] of Object.entries(defaultQuotas)) {
      this.#categories.set(category as QuotaCategory, { bucket: new Bucket(perSecond, nowMs), perSecond, calls: 0, throttled: 0 });
    }
    this.#challengeAnswers = new Bucket(3 * defaultQuotas.UserAuthentication, nowMs);
  }

  /** Sets the requests a second (≥ 0; `Infinity` for no limit) of a category from now on; a bucket that holds more is cut to it. */
  set(category: QuotaCategory, perSecond: number): void {
    const entry = this.#of(category);
    entry.perSecond = perSecond;
    entry.bucket.set(perSecond, this.#clock.now());
    if (category === 'UserAuthentication') this.#challengeAnswers.set(3 * perSecond, this.#clock.now());
  }

  /** What a category allows and was used for so far. */
  use(category: QuotaCategory): QuotaUse {
    const { perSecond, calls, throttled } = this.#of(category);
    return { perSecond, calls, throttled };
  }

  /** @throws AwsError `TooManyRequestsException` when the category's second is used up. */
  take(category: QuotaCategory): void {
    const entry = this.#of(category);
    entry.calls++;
    if (entry.bucket.take(this.#clock.now())) return;
    entry.throttled++;
    throw new AwsError('TooManyRequestsException', 'Rate exceeded');
  }

  /**
   * Answers to challenges have three times the rate of `UserAuthentication` to themselves, and draw on that category
   * beyond it; a new password counts as account recovery (quotas page, note 1).
   */
  takeChallengeAnswer(challenge: string): void {
    if (challenge === 'NEW_PASSWORD_REQUIRED') this.take('UserAccountRecovery');
    else if (!this.#challengeAnswers.take(this.#clock.now())) this.take('UserAuthentication');
  }

  #of(category: QuotaCategory) {
    const entry = this.#categories.get(category);
    if (entry === undefined) throw new RangeError(`no quota category ${category}; there are ${Object.keys(defaultQuotas).join(', ')}`);
    return entry;
  }
}
