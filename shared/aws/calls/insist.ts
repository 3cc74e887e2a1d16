import type { Platform } from '#shared/platform.ts';
import { jitter } from './calls.ts';

/** For how long a sign-in is made again while Cognito throttles it, in ms: with all else that a page does it ends before API Gateway gives up, after 29 s. */
const forMs = 12_000;

/** Longest wait between two tries of it, in ms. */
const waitMs = 60;

/**
 * Makes a sign-in again and again while Cognito throttles it. Its rate (`UserAuthentication`, 120 a second by default) is shared with the product's own
 * sign-ins, where a stranger can try invented names a thousand times a second; Cognito serves whoever comes first, so only many tries get a share of it. With
 * full jitter, so that those who wait do not come together.
 */
export async function insist<T>(
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  call: () => Promise<T>,
  isThrottled: (outcome: T) => boolean,
): Promise<T> {
  const until = clock.now() + forMs;
  for (;;) {
    const outcome = await call();
    if (!isThrottled(outcome) || clock.now() >= until) return outcome;
    await clock.sleep(jitter(random, waitMs));
  }
}
