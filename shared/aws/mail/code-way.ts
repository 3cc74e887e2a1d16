import { type Bucket, type CodeWay, codeWay, unaskedBucket } from '#domain/recovery/code-limit.ts';
import type { Clock } from '#shared/platform.ts';
import { mailReserve } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { type Buckets, buckets } from '../table/buckets.ts';
import { type MailRates, mailRates } from './mail-rate.ts';

/** Key of the bucket of unasked codes, in the table where the mail rate is kept. */
export const unaskedKey = 'unasked-codes';

/** How codes are given out, and the bucket that tells it. */
export interface CodeState {
  readonly way: CodeWay;
  readonly unasked: Bucket;
}

/**
 * Reads how codes are given out.
 * @param reserve what is kept for the customer's other mail, 0 to 0.5
 * @param keptMs for how long one sandbox goes by what it read, in ms: a flood of requests is no flood of reads
 */
export function makeCodeState(
  { rates, buckets, clock }: { readonly rates: Pick<MailRates, 'get'>; readonly buckets: Buckets; readonly clock: Clock },
  reserve: number,
  keptMs: number,
): () => Promise<CodeState> {
  let reading: Promise<CodeState> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  const read = async () => {
    try {
      const [rate, refilledAt] = await Promise.all([rates.get(), buckets.refilledAt(unaskedKey)]);
      return { way: codeWay(rate, refilledAt, reserve, clock.now()), unasked: unaskedBucket(rate, reserve) };
    } catch (error) {
      reading = undefined;
      throw error;
    }
  };
  return () => {
    if (reading === undefined || clock.now() - readAt >= keptMs) {
      readAt = clock.now();
      reading = read();
    }
    return reading;
  };
}

/** For how long a sandbox goes by what it read, in ms. */
const keptMs = 5_000;

/** How the deployment gives codes out. */
export const codeState: Part<() => Promise<CodeState>> = ({ use, platform: { clock } }) =>
  makeCodeState({ rates: use(mailRates), buckets: use(buckets), clock }, use(mailReserve), keptMs);
