import { expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import { makeStage } from '#test/kits/staff-function.ts';

/** A live campaign with so many accounts that have not recovered, one of them a decoy. */
function setUp(accounts: number) {
  const stage = makeStage();
  const { id } = stage.put({ state: 'live', epoch: 1 });
  for (let index = 0; index < accounts; index++) {
    const address = index === 0 ? 'jan.decoy@example.org' : `user-${index}@example.org`;
    const row: AccountRow = {
      campaignId: id,
      sub: `sub-${index}`,
      username: `user-${index}`,
      address,
      state: 'contained',
      trusted: true,
      language: 'nl',
    };
    stage.stillOut.push(row);
  }
  const list = async (limit: number) => stage.call('careful', 'GET', `/api/campaigns/${id}/still-out?limit=${limit}`);
  return { ...stage, id, list };
}

it('a list of accounts counts as a look-up for each hundred, so nobody lists more than 4,000 in an hour', async () => {
  const { list, stage } = setUp(1_500);
  let shown = 0;
  for (let call = 0; call < 10; call++) {
    const { statusCode, body } = await list(1_000);
    if (statusCode === 200) shown += JSON.parse(body).accounts.length;
  }
  expect(shown).toBe(4_000);
  expect(stage.counted).toContain('LookUp::Refused');
});

it('a list that would go beyond the limit is refused whole and says what it counts as', async () => {
  const { list, stage } = setUp(1_500);
  for (let call = 0; call < 31; call++) expect((await list(100)).statusCode).toBe(200);
  expect(stage.lookUps).toHaveLength(31);
  const { statusCode, body } = await list(901);
  expect([statusCode, JSON.parse(body).detail]).toEqual([429, expect.stringContaining('this list counts as 10 look-ups')]);
});

it('a page of the console is one look-up, of a hundred accounts', async () => {
  const { as, id, stage, orders } = setUp(150);
  expect((await as('careful', { path: `/console/campaigns/${id}/still-out` })).statusCode).toBe(200);
  expect(stage.lookUps).toEqual(['careful']);
  expect([...orders.values()]).toMatchObject([{ order: 'list-still-out', by: 'careful', rows: 100 }]);
});

it('a decoy in a list raises no alarm, as it stands there for everybody; looking it up does', async () => {
  const { call, list, id, stage } = setUp(1);
  expect(JSON.parse((await list(100)).body).accounts).toHaveLength(1);
  expect(stage.counted).not.toContain('LookUp::Decoy');
  await call('careful', 'POST', `/api/campaigns/${id}/find`, { account: 'jan.decoy@example.org' });
  expect(stage.counted).toContain('LookUp::Decoy');
});
