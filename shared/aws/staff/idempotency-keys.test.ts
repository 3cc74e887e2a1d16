import { expect, it } from 'vitest';
import { startPaceTable } from '#test/kits/pace-table.ts';
import { keyLastsMs, makeIdempotencyKeys } from './idempotency-keys.ts';

/** Keys in a table of which nothing is ever swept: DynamoDB takes days for what has expired. */
function keysInTable() {
  const { world, client } = startPaceTable({ latencyMs: { dynamodb: 0 } });
  let made = 0;
  const keys = makeIdempotencyKeys(client, 'pace', world.clock, { next: () => `number-${++made}` });
  return {
    take: (username: string, key: string, request: unknown) => world.clock.settle(keys.take(username, key, request)),
    giveBack: (username: string, key: string, number: string) => world.clock.settle(keys.giveBack(username, key, number)),
    wait: (ms: number) => world.clock.run({ untilMs: world.clock.now() + ms }),
  };
}

it('a key numbers one request, however often it is repeated, and no other one', async () => {
  const { take } = keysInTable();
  expect(await take('anna', 'k', { calls: 1 })).toEqual({ number: 'number-1', isRepeated: false });
  expect(await take('anna', 'k', { calls: 1 })).toEqual({ number: 'number-1', isRepeated: true });
  expect(await take('anna', 'k', { calls: 2 })).toBeUndefined();
  expect(await take('anna', 'l', { calls: 2 })).toMatchObject({ isRepeated: false });
});

it('is each person\u2019s own, also where two names look alike', async () => {
  const { take } = keysInTable();
  const [first, second] = [await take('smith1', 'k', { calls: 1 }), await take('smithl', 'k', { calls: 1 })];
  expect([first?.isRepeated, second?.isRepeated]).toEqual([false, false]);
  expect(second?.number).not.toBe(first?.number);
});

it('a key is a new one after a day, also while its row still stands', async () => {
  const { take, wait } = keysInTable();
  await take('anna', 'k', { calls: 1 });
  await wait(keyLastsMs - 1000);
  expect(await take('anna', 'k', { calls: 2 })).toBeUndefined();
  await wait(3000);
  expect(await take('anna', 'k', { calls: 2 })).toMatchObject({ isRepeated: false });
  expect(await take('anna', 'k', { calls: 1 })).toBeUndefined();
});

it('a key that is given back counts for another request, and only by the number that it has', async () => {
  const { take, giveBack } = keysInTable();
  const first = await take('anna', 'k', { calls: 1 });
  await giveBack('anna', 'k', 'number-of-another');
  expect(await take('anna', 'k', { calls: 2 })).toBeUndefined();
  await giveBack('anna', 'k', first?.number ?? '');
  const second = await take('anna', 'k', { calls: 2 });
  expect(second).toMatchObject({ isRepeated: false });
  await giveBack('anna', 'k', first?.number ?? '');
  expect(await take('anna', 'k', { calls: 2 })).toEqual({ ...second, isRepeated: true });
});
