import type { Clock } from '#shared/platform.ts';

/** Gives what was read, at most `forMs` (in ms) ago; one read is shared by all who wait for it. What fails is not kept. */
export function keepFor<T>(forMs: number, clock: Clock, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly untilMs: number } | undefined;
  return () => {
    if (kept !== undefined && clock.now() < kept.untilMs) return kept.value;
    const reading = { value: read(), untilMs: clock.now() + forMs };
    kept = reading;
    reading.value.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.value;
  };
}
