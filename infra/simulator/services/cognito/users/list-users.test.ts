import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { person, refusal, testPool } from '../fixture.ts';
import type { describeUser } from './administration.ts';

type Listed = ReturnType<typeof describeUser>;
type Pool = ReturnType<typeof testPool>;

/** All pages of a listing. */
async function pages({ cognito, poolId, run }: Pool, input: Fields = {}, between: () => void = () => undefined): Promise<Listed[][]> {
  cognito.setQuota('UserList', Number.POSITIVE_INFINITY);
  const read: Listed[][] = [];
  let PaginationToken: unknown;
  do {
    const page = await run('ListUsers', { UserPoolId: poolId, Limit: 60, PaginationToken, ...input });
    read.push(page.Users as Listed[]);
    PaginationToken = page.PaginationToken;
    between();
  } while (PaginationToken !== undefined);
  return read;
}

async function names(pool: Pool, Filter: string): Promise<string[]> {
  return (await pages(pool, { Filter }))
    .flat()
    .map((user) => user.Username)
    .toSorted();
}

function crowd(count: number): Pool {
  const pool = testPool();
  pool.add(...Array.from({ length: count }, (_, i) => person(i * 0x0034_5678)));
  return pool;
}

test('a listing gives every user exactly once', async () => {
  const listed = (await pages(crowd(700))).flat();
  expect(listed).toHaveLength(700);
  expect(new Set(listed.map((user) => user.Username)).size).toBe(700);
});

test('two listings differ in their order', async () => {
  const pool = crowd(100);
  const order = async () => (await pages(pool)).flat().map((user) => user.Username);
  expect(await order()).not.toEqual(await order());
});

test('pages come back short or empty though the listing goes on; only a missing token is the end', async () => {
  const sizes = (await pages(crowd(2000), { Limit: 10 })).map((page) => page.length);
  const inner = sizes.slice(0, -1);
  expect(inner.some((size) => size > 0 && size < 10)).toBe(true);
  expect(inner.includes(0)).toBe(true);
  expect(inner.every((size) => size <= 10)).toBe(true);
});

test('users who are added or deleted during a listing neither repeat nor hide others', async () => {
  const pool = crowd(300);
  const there = new Set((await pages(pool)).flat().map((user) => user.Username));
  let added = 0;
  const listed = await pages(pool, {}, () => {
    for (let i = 0; i < 40; i++) pool.add(person(0x0100_0000 + added++ * 0x0009_8765));
  });
  const found = listed.flat().map((user) => user.Username);
  expect(new Set(found).size).toBe(found.length);
  expect(found.filter((name) => there.has(name))).toHaveLength(300);
});

test('sixteen prefixes of the sub part the pool without gap or overlap', async () => {
  const pool = testPool();
  pool.add(...Array.from({ length: 500 }, () => ({ Username: pool.world.random.uuid() })));
  const shards = await Promise.all([...'0123456789abcdef'].map((digit) => names(pool, `sub ^= "${digit}"`)));
  expect(new Set(shards.flat()).size).toBe(500);
  expect(shards.flat()).toHaveLength(500);
  expect(shards.every((shard, digit) => shard.every((name) => name.startsWith(digit.toString(16))))).toBe(true);
  const fine = shards.flat()[0]?.slice(0, 5) ?? '';
  expect(await names(pool, `sub ^= "${fine}"`)).toContain(shards.flat()[0]);
});

test('filters find by each kind of attribute', async () => {
  const pool = testPool();
  pool.add(person(1, { UserStatus: 'RESET_REQUIRED' }), person(2, { Enabled: false }), {
    Username: 'Corporate_7',
    UserStatus: 'EXTERNAL_PROVIDER',
    Attributes: [
      { Name: 'sub', Value: person(3).Username },
      { Name: 'name', Value: 'Ans' },
    ],
  });
  expect(await names(pool, 'cognito:user_status = "reset_required"')).toEqual([person(1).Username]);
  expect(await names(pool, 'cognito:user_status ^= "EXT"')).toEqual(['Corporate_7']);
  expect(await names(pool, 'status = "Disabled"')).toEqual([person(2).Username]);
  expect(await names(pool, 'username ^= "Corp"')).toEqual(['Corporate_7']);
  expect(await names(pool, 'username = "Corporate_7"')).toEqual(['Corporate_7']);
  expect(await names(pool, `sub = "${person(3).Username}"`)).toEqual(['Corporate_7']);
  expect(await names(pool, 'email = "person1@example.com"')).toEqual([person(1).Username]);
  expect(await names(pool, 'email ^= "person"')).toEqual([person(1).Username, person(2).Username]);
  expect(await names(pool, 'name = "Ans"')).toEqual(['Corporate_7']);
  expect(await names(pool, 'email = "nobody@example.com"')).toEqual([]);
  expect(await names(pool, 'sub ^= "zz"')).toEqual([]);
});

test('all accounts with one address are found', async () => {
  const pool = testPool();
  const Attributes = [{ Name: 'email', Value: 'shared@example.com' }];
  pool.add(...Array.from({ length: 70 }, (_, i) => ({ Username: person(i).Username, Attributes })));
  expect(await names(pool, 'email = "shared@example.com"')).toHaveLength(70);
});

test('AttributesToGet keeps only those, and refuses what a user of the page lacks', async () => {
  const { run, poolId, add } = testPool();
  add(person(1));
  const list = async (name: string) => {
    for (;;) {
      const { Users } = await run('ListUsers', { UserPoolId: poolId, AttributesToGet: [name] });
      const [first] = Users as Listed[];
      if (first !== undefined) return first.Attributes.map(({ Name }) => Name);
    }
  };
  expect(await list('email')).toEqual(['sub', 'email']);
  expect(await refusal(() => list('phone_number'))).toBe('InvalidParameterException: One or more requested attributes do not exist.');
  expect(await refusal(() => list('sub'))).toBe('InvalidParameterException: Input fails to satisfy the constraints.');
});

test('refuses a limit above 60, a token of another filter, and a token that is none', async () => {
  const { run, poolId, add } = testPool();
  add(person(1), person(2), person(3));
  const list = (input: Fields) => refusal(() => run('ListUsers', { UserPoolId: poolId, ...input }));
  expect(await list({ Limit: 61 })).toBe(
    "InvalidParameterException: 1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
  );
  const { PaginationToken } = await run('ListUsers', { UserPoolId: poolId, Limit: 1, Filter: 'sub ^= "0"' });
  expect(await list({ PaginationToken })).toBe('InvalidParameterException: Paging Marker is Invalid for Request');
  expect(await list({ PaginationToken: 'x' })).toBe('InvalidParameterException: Paging Marker is Invalid for Request');
});
