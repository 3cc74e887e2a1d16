import { expect, it } from 'vitest';
import { retryThrottled } from './retry-throttled.ts';

function makeCall(errors: readonly string[]) {
  const waits: number[] = [];
  let tries = 0;
  const call = async () => {
    const name = errors[tries++];
    if (name !== undefined) throw Object.assign(new Error(name), { name });
    return 'done';
  };
  return { waits, run: () => retryThrottled({ now: () => 0, sleep: async (ms) => void waits.push(ms) }, 500, call) };
}

it('a call is repeated for as long as it is throttled', async () => {
  const { waits, run } = makeCall(['ThrottlingException', 'ProvisionedThroughputExceededException', 'ThrottlingException']);
  expect(await run()).toBe('done');
  expect(waits).toEqual([500, 500, 500]);
});

it('a call that fails for another reason is not', async () => {
  const { waits, run } = makeCall(['ThrottlingException', 'ValidationException']);
  await expect(run()).rejects.toThrow('ValidationException');
  expect(waits).toEqual([500]);
});
