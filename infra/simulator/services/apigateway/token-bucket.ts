/** A token bucket, as API Gateway throttles with. */
export interface TokenBucket {
  /** Takes one token; false when there is none. */
  take(nowMs: number): boolean;
}

/** A bucket that begins full. `rate` in tokens a second, `burst` is its size. */
export function makeBucket({ rate, burst }: { readonly rate: number; readonly burst: number }, nowMs: number): TokenBucket {
  let tokens = burst;
  let filledMs = nowMs;
  return {
    take: (atMs) => {
      tokens = Math.min(burst, tokens + ((atMs - filledMs) * rate) / 1_000);
      filledMs = atMs;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}
