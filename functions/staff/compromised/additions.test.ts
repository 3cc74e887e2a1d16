import { describe, expect, it } from 'vitest';
import type { CampaignState } from '#domain/campaign/campaign.ts';
import { noOutcome } from '#domain/plan/addition.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const id = '01KAJ000000000000000000PVT';
const path = `/api/campaigns/${id}/compromised`;
const page = `/console/campaigns/${id}/compromised`;
const key = '01KAJ0000000000000000000AA';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

function staged(state: CampaignState = 'live') {
  const stage = makeStage();
  stage.put({ state, epoch: 1, startedAt: 1 });
  return stage;
}

describe('adding compromised accounts over the API', () => {
  it('keeps them by grade with who and how many, and has every lane gone through', async () => {
    const { call, additions, addedLists, gradeMessages } = staged();
    const compromised = [
      { account: 'Jansen', since: '2025-11-19' },
      { account: 'eva@example.org', grade: 'suspected' },
      { account: 'jansen ', since: '2025-11-18' },
    ];
    const { addition } = bodyOf(await call('anna', 'POST', path, { compromised }));
    expect(addition).toMatchObject({ state: 'running', entries: 2, doubles: 1, by: 'anna', lanes: 0, outcome: noOutcome });
    expect([...additions.keys()]).toEqual([addition.id]);
    expect([...(addedLists.get(addition.id)?.compromised ?? [])]).toEqual([['jansen', Date.UTC(2025, 10, 18)]]);
    expect([...(addedLists.get(addition.id)?.suspected ?? [])]).toEqual([['eva@example.org', undefined]]);
    expect(gradeMessages).toHaveLength(64);
    expect(new Set(gradeMessages.map(({ lane }) => lane)).size).toBe(64);
  });

  it('is one addition when the same list is sent twice with a key, and refuses another list with it', async () => {
    const { call, additions } = staged();
    const sent = { compromised: [{ account: 'jansen' }], key };
    const ids = [];
    for (const _ of [1, 2]) ids.push(bodyOf(await call('anna', 'POST', path, sent)).addition.id);
    expect(new Set(ids).size).toBe(1);
    const other = await call('anna', 'POST', path, { compromised: [{ account: 'eva' }], key });
    expect([other.statusCode, bodyOf(other).code]).toEqual([409, 'key-reused']);
    expect(additions.size).toBe(1);
  });

  it('sends no work again for an addition that is done', async () => {
    const { call, additions, gradeMessages } = staged();
    const sent = { compromised: [{ account: 'jansen' }], key };
    const { addition } = bodyOf(await call('anna', 'POST', path, sent));
    const row = additions.get(addition.id);
    if (row) additions.set(row.id, { ...row, state: 'done', outcome: { ...noOutcome, unmatched: 1, unmatchedFirst: ['jansen'] } });
    const again = bodyOf(await call('anna', 'POST', path, sent)).addition;
    expect(again).toMatchObject({ state: 'done', lanes: 64, outcome: { unmatched: 1, unmatchedFirst: ['jansen'] } });
    expect(gradeMessages).toHaveLength(64);
  });

  it('shows everybody who works here how far it is and what it came to so far', async () => {
    const { call, gradedLanes } = staged();
    await call('anna', 'POST', path, { compromised: [{ account: 'jansen' }] });
    gradedLanes.set(3, { ...noOutcome, graded: 2 }).set(4, { ...noOutcome, graded: 1, recovered: 1 });
    const { additions } = bodyOf(await call('eva', 'GET', path));
    expect(additions).toMatchObject([{ state: 'running', lanes: 2, outcome: { graded: 3, recovered: 1 } }]);
  });

  it.each([
    ['anna', 'planned', { account: 'a' }, 409, 'cancel it and plan another, with these accounts'],
    ['anna', 'lifted', { account: 'a' }, 409, 'the campaign is lifted'],
    ['carla', 'live', { account: 'a' }, 403, 'to add compromised accounts takes the role commander'],
    ['anna', 'live', { account: '' }, 400, 'compromised.0.account'],
    ['anna', 'live', { account: 'a', grade: 'bad' }, 400, 'compromised.0.grade is "bad"; allowed: confirmed, suspected, precaution'],
    ['anna', 'live', { account: 'a', since: '2030-01-01' }, 400, 'compromised.0.since is 2030-01-01T00:00:00.000Z; allowed: a moment from'],
  ] as const)('refuses %s on a campaign that is %s: %j', async (who, state, entry, status, words) => {
    const { call, additions, gradeMessages } = staged(state);
    const answer = await call(who, 'POST', path, { compromised: [{ account: 'good' }, entry].slice(status === 400 ? 1 : 0) });
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer).detail).toContain(words);
    expect([additions.size, gradeMessages.length]).toEqual([0, 0]);
  });

  it('refuses an empty list, and a field that it does not know', async () => {
    const { call } = staged();
    expect(bodyOf(await call('anna', 'POST', path, { compromised: [] })).detail).toContain('a list of 1 to 50000 accounts');
    expect((await call('anna', 'POST', path, { compromised: [{ account: 'a' }], grade: 'confirmed' })).statusCode).toBe(400);
  });
});

describe('the page on which compromised accounts are added', () => {
  it('takes the lines that the plan takes, and shows what they came to', async () => {
    const { as, additions, addedLists } = staged();
    expect((await as('anna', { path: `/console/campaigns/${id}` })).body).toContain(`${id}/compromised">Compromised accounts`);
    const answer = await as('anna', { method: 'POST', path: page, form: { key, compromised: 'jan,2025-11-19\r\n\r\neva,suspected\r\n' } });
    expect(answer.statusCode).toBe(303);
    const [row] = [...additions.values()];
    expect([...(addedLists.get(row?.id ?? '')?.suspected.keys() ?? [])]).toEqual(['eva']);
    expect((await as('anna', { path: page })).body).toContain('0 of 64 parts of the campaign are done');
    const outcome = { ...noOutcome, graded: 3, recovered: 2, recoveredInDoubt: 1, unmatched: 25, unmatchedFirst: ['ghost', '<b>'] };
    if (row) additions.set(row.id, { ...row, state: 'done', outcome });
    const { body } = await as('eva', { path: page });
    expect(body).toMatch(/Recovered already<\/th><td class="number">2</);
    expect(body).toContain('An intruder may have recovered these');
    expect(body).toContain('ghost, &lt;b&gt;</strong> and 23 more');
    expect(body).toContain(`widens=${id}`);
    expect(body).not.toContain('<textarea');
  });

  it('names each bad line by its number and field, keeps what was typed, and adds nothing', async () => {
    const { as, additions } = staged();
    const compromised = 'jan,2025-11-19\n\neva,bad\n,suspected\npiet,2030-01-01';
    const { statusCode, body } = await as('anna', { method: 'POST', path: page, form: { key, compromised } });
    expect(statusCode).toBe(400);
    expect(body).toContain('Accounts, line 3, grade: &quot;bad&quot; is not possible. Allowed: confirmed, suspected, precaution.');
    expect(body).toContain('Accounts, line 4, account:');
    expect(body).toContain('eva,bad');
    expect(body).toContain('This campaign does not say since when');
    const late = await as('anna', { method: 'POST', path: page, form: { key, compromised: '\npiet,2030-01-01' } });
    expect([late.statusCode, late.body.includes('Accounts, line 2, since: 2030-01-01T00:00:00.000Z is not possible')]).toEqual([400, true]);
    expect((await as('anna', { method: 'POST', path: page, form: { key, compromised: ' ' } })).statusCode).toBe(400);
    const many = Array.from({ length: 25 }, (_, index) => `user${index},bad`).join('\n');
    expect((await as('anna', { method: 'POST', path: page, form: { key, compromised: many } })).body).toContain(
      '5 more lines are not possible',
    );
    expect(additions.size).toBe(0);
  });

  it('says in a closed campaign that nobody is mailed, and has no form in a lifted one', async () => {
    expect((await staged('closed').as('anna', { path: page })).body).toContain('so nobody is mailed');
    expect((await staged('lifted').as('anna', { path: page })).body).not.toContain('<textarea');
    expect((await staged('lifted').as('anna', { method: 'POST', path: page, form: { key, compromised: 'jan' } })).statusCode).toBe(409);
  });

  it('leads who may decide to a question with everybody whom it names, and not who added them', async () => {
    const { as, call, additions, gradeMessages } = staged();
    const { addition } = bodyOf(await call('dirk', 'POST', path, { compromised: [{ account: 'jansen', grade: 'suspected' }] }));
    const row = additions.get(addition.id);
    if (row) additions.set(row.id, { ...row, state: 'proposed', accounts: 60 });
    gradeMessages.length = 0;
    expect((await as('dirk', { path: page })).body).not.toContain(`${addition.id}/confirm"`);
    const list = (await as('carla', { path: page })).body;
    expect(list).toContain('It would grade 60 accounts');
    expect(list).toContain(`${addition.id}/confirm"`);
    const confirm = `${page}/${addition.id}/confirm`;
    const { body } = await as('carla', { path: confirm });
    for (const text of ['60 accounts</strong> will be graded', '>jansen</th>', 'Suspected accounts']) expect(body).toContain(text);
    expect((await as('dirk', { method: 'POST', path: confirm, form: {} })).statusCode).toBe(409);
    expect((await as('carla', { method: 'POST', path: confirm, form: { digest: '0'.repeat(64) } })).statusCode).toBe(409);
    expect(gradeMessages).toEqual([]);
    const digest = /name="digest" value="(\w+)"/.exec(body)?.[1] ?? '';
    expect((await as('carla', { method: 'POST', path: confirm, form: { digest } })).statusCode).toBe(303);
    expect(additions.get(addition.id)).toMatchObject({ state: 'running', confirmedBy: 'carla' });
    expect(gradeMessages).toHaveLength(64);
  });

  it('asks before an addition is undone, which takes another person', async () => {
    const { as, call, additions } = staged();
    const { addition } = bodyOf(await call('anna', 'POST', path, { compromised: [{ account: 'jansen' }] }));
    const row = additions.get(addition.id);
    if (row) additions.set(row.id, { ...row, state: 'done', accounts: 3, outcome: { ...noOutcome, unmatched: 0, unmatchedFirst: [] } });
    const at = (what: string) => `${page}/${addition.id}/${what}`;
    expect((await as('dirk', { path: at('undo') })).body).toContain('3 accounts are then as they were planned');
    expect((await as('dirk', { method: 'POST', path: at('undo'), form: {} })).statusCode).toBe(303);
    const refused = await call('dirk', 'POST', `${path}/${addition.id}/confirm-undo`, {});
    expect(bodyOf(refused)).toMatchObject({
      code: 'second-person',
      detail: 'dirk proposed to undo this; somebody else must confirm it',
    });
    expect((await as('carla', { method: 'POST', path: at('keep'), form: {} })).statusCode).toBe(303);
    expect(additions.get(addition.id)?.state).toBe('done');
    await call('anna', 'POST', `${path}/${addition.id}/undo`, {});
    expect((await call('carla', 'POST', `${path}/${addition.id}/confirm-undo`, {})).statusCode).toBe(200);
    expect(additions.get(addition.id)).toMatchObject({ state: 'undoing', undoBy: 'anna', undoConfirmedBy: 'carla' });
    expect((await call('carla', 'POST', `${path}/${addition.id}/confirm-undo`, {})).statusCode).toBe(200);
    expect(bodyOf(await call('anna', 'POST', `${path}/${addition.id}/withdraw`, {})).detail).toBe(
      'the addition is undoing; nothing was changed',
    );
  });
});
