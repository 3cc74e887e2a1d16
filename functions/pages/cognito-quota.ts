import type { AllowanceCategory } from '#domain/pacing/allowance.ts';
import type { Result } from '#domain/result.ts';
import { insist } from '#shared/aws/calls/insist.ts';
import type { Dependencies } from './dependencies.ts';

/** How often a call that Cognito throttles is made again once the password is set, and after how many ms each. */
const waitsMs = [300, 700, 1_500] as const;

/** Reserves calls of several categories in the shared allowance and waits until they may be made; false when that would take too long. */
export async function reserveQuota(
  { allowance, clock }: Dependencies,
  calls: readonly (readonly [AllowanceCategory, number])[],
): Promise<boolean> {
  let longestMs = 0;
  for (const [category, count] of calls) {
    const waitMs = await allowance.take(category, 'recovery', count);
    if (waitMs === undefined) return false;
    longestMs = Math.max(longestMs, waitMs);
  }
  await clock.sleep(longestMs);
  return true;
}

/** Makes a call up to four times while Cognito throttles it, over two and a half seconds: other callers use the same quota. */
export async function retryThrottled<T, E>(
  { clock }: Dependencies,
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E | 'throttled'>> {
  for (const waitMs of waitsMs) {
    const outcome = await call();
    if (outcome.ok || outcome.error !== 'throttled') return outcome;
    await clock.sleep(waitMs);
  }
  return call();
}

/** Repeats a sign-in for as long as Cognito throttles it, as {@link insist} allows: anybody can use up the quota of sign-ins. */
export async function retrySignIn<T, E>(
  dependencies: Dependencies,
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E | 'throttled'>> {
  return insist(dependencies, call, (outcome) => {
    const throttled = !outcome.ok && outcome.error === 'throttled';
    if (throttled) dependencies.metrics.count('SignIn::Throttled');
    return throttled;
  });
}

/** Makes one call, and tells the shared allowance when Cognito throttles it: the sweep then leaves more of the quota to recoveries. */
export async function reportThrottle<T, E>(
  { allowance }: Dependencies,
  category: AllowanceCategory,
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const outcome = await call();
  if (!outcome.ok && outcome.error === 'throttled') await allowance.push(category);
  return outcome;
}
