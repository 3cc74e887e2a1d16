import type { AllowanceCategory } from '#domain/pacing/allowance.ts';
import type { Result } from '#domain/result.ts';
import { insist } from '#shared/aws/calls/insist.ts';
import type { Dependencies } from './dependencies.ts';

/** How often a call that Cognito throttles is made again once the password is set, and after how many ms each. */
const waitsMs = [300, 700, 1_500] as const;

/** Takes calls of several categories out of the allowance and waits for its turn; false when that would take too long. */
export async function waitForTurn(
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

/** Makes a call again while Cognito throttles it, for two and a half seconds: others use its rates too. */
export async function patiently<T, E>({ clock }: Dependencies, call: () => Promise<Result<T, E>>): Promise<Result<T, E | 'throttled'>> {
  for (const waitMs of waitsMs) {
    const outcome = await call();
    if (outcome.ok || outcome.error !== 'throttled') return outcome;
    await clock.sleep(waitMs);
  }
  return call();
}

/** Makes a sign-in again and again while Cognito throttles it: others use up its rate. */
export async function insistently<T, E>(
  dependencies: Dependencies,
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E | 'throttled'>> {
  return insist(dependencies, call, (outcome) => {
    const throttled = !outcome.ok && outcome.error === 'throttled';
    if (throttled) dependencies.metrics.count('SignIn::Throttled');
    return throttled;
  });
}

/** Like {@link patiently} for one call, and the allowance learns of it: the sweep then makes room. */
export async function makingRoom<T, E>(
  { allowance }: Dependencies,
  category: AllowanceCategory,
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const outcome = await call();
  if (!outcome.ok && outcome.error === 'throttled') await allowance.push(category);
  return outcome;
}
