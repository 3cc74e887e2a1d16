import { describe, expect, it } from 'vitest';
import { someHeadcount } from '#test/kits/staff-facts.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { parseCondition } from '../plan-fields/conditions.ts';

const empty = { title: 'All', scope: 'everybody', key: '01KAJ0000000000000000000AA' };
const campaign = '/console/campaigns/01KAJ000000000000000000PVT';
const stageWith = async (form: Record<string, string>) => {
  const stage = makeStage();
  const answer = await stage.as('anna', { method: 'POST', path: '/console/plan', form: { ...empty, ...form } });
  return { ...stage, answer, row: [...stage.rows.values()][0] };
};

describe('a condition on one line', () => {
  it.each([
    ['custom:plan = gold, silver', { attribute: 'custom:plan', is: 'one-of', values: ['gold', 'silver'] }],
    ['  email$=@example.org ', { attribute: 'email', is: 'ends-with', values: ['@example.org'] }],
    ['name ^= Jan van', { attribute: 'name', is: 'begins-with', values: ['Jan van'] }],
    ['created < 2026-11-01', { createdBefore: '2026-11-01' }],
    ['email = a=b', { attribute: 'email', is: 'one-of', values: ['a=b'] }],
    ['email', undefined],
    ['email =', undefined],
    ['email > 3', undefined],
    ['created < ', undefined],
  ])('%j', (line, expected) => {
    expect(parseCondition(line)).toEqual(expected);
  });
});

describe('the form to plan', () => {
  it('folds away what few need, and shows it where it is filled in', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', title: 'Stolen' });
    const fresh = (await as('anna', { path: '/console/plan' })).body;
    expect(fresh.match(/<details>/g)).toHaveLength(6);
    expect(fresh).not.toContain('<details open>');
    expect(fresh).toContain('<option value="01KAJ000000000000000000PVT">Stolen (live)</option>');
    const widening = (await as('anna', { path: '/console/plan?widens=01KAJ000000000000000000PVT' })).body;
    expect(widening).toContain('<option value="01KAJ000000000000000000PVT" selected>');
    expect(widening.match(/<details open>/g)).toHaveLength(1);
  });

  it('plans all that it offers', async () => {
    const { row, answer, planLists } = await stageWith({
      scope: 'attributes',
      where: 'email $= @example.org\r\ncreated < 2025-11-01\r\n',
      compromisedSince: '2025-11-20T13:00Z',
      wantedEpoch: '2025-11-20',
      compromised: 'jan,2025-11-19\r\neva',
      privileged: 'root',
      sweep: 'cohorts',
      sweepPrivileged: 'disable',
      sweepActive: 'sign-out',
      activeDays: '30',
      containsFederated: 'yes',
    });
    expect(answer.statusCode).toBe(303);
    expect(row).toMatchObject({
      scope: {
        where: [{ attribute: 'email', is: 'ends-with', values: ['@example.org'] }, { createdBefore: Date.UTC(2025, 10, 1) }],
      },
      compromisedSince: Date.UTC(2025, 10, 20, 13),
      wantedEpoch: Date.UTC(2025, 10, 20),
      containsFederated: true,
      sweep: { activeDays: 30, primitives: { privileged: 'disable', active: 'sign-out' } },
    });
    expect([...(planLists.get(row?.id ?? '')?.compromised ?? [])]).toEqual(
      [
        ['jan', Date.UTC(2025, 10, 19)],
        ['eva', undefined],
      ].toReversed(),
    );
  });

  it.each([
    [
      { scope: 'attributes', where: 'email $= @x.example\nplan is gold' },
      'Conditions, line 2: &quot;plan is gold&quot; is not possible. Allowed: attribute = value',
    ],
    [
      { scope: 'attributes', where: 'custom:plan = gold' },
      'Conditions, line 1, attribute: &quot;custom:plan&quot; is not possible. Allowed: an attribute of the directory',
    ],
    [
      { scope: 'attributes', where: 'created < soon' },
      'Conditions, line 1: &quot;created &lt; soon&quot; is not possible. Allowed: attribute = value',
    ],
    [
      { scope: 'client', clients: 'nothing' },
      'App clients: &quot;nothing&quot; is not possible. Allowed: an app client of the directory: 4kq1product (product)',
    ],
    [{ scope: 'organisation' }, 'Organisations: missing is not possible. Allowed: a list of 1 to 20 values'],
    [{ where: 'email = x' }, 'Conditions: filled in, but “Accounts with certain attributes” is not chosen.'],
    [{ clients: 'x' }, 'App clients: filled in, but “Some app clients” is not chosen.'],
    [{ organisations: 'x' }, 'Organisations: filled in, but “Some organisations” is not chosen.'],
    [{ compromisedSince: '2025-11-22' }, 'Compromised since: &quot;2025-11-22&quot; is not possible. Allowed: a moment from 2020'],
    [{ wantedEpoch: '20-11-2025' }, 'Credentials from before this moment are worthless: &quot;20-11-2025&quot; is not possible'],
    [
      { compromised: 'jan\njan,20-11-2025' },
      'List of accounts that were used, line 2, since: &quot;20-11-2025&quot; is not possible. Allowed: a date such as 2026-11-20',
    ],
    [{ sweep: 'all', activeDays: 'many' }, 'Active days: &quot;many&quot; is not possible. Allowed: a whole number of days'],
    [{ dormantDays: 'abc' }, 'Dormant after days: &quot;abc&quot; is not possible'],
    [{ canaryMinutes: '10' }, 'First notices, after which the others wait: missing is not possible'],
    [{ reminderDays: '7, 3' }, 'Days of reminders: &quot;7, 3&quot; is not possible'],
    [
      { quietFrom: '08:00' },
      'Quiet until: missing is not possible. Allowed: a time of the day from 00:00 to 23:59, other than from; 08:00 where',
    ],
    [{ scope: 'list', list: `jan\n\n${'x'.repeat(300)}` }, 'Usernames or addresses, line 3: '],
    [{ sweep: 'cohorts' }, 'Choose an action for at least one group, or sweep no accounts.'],
    [{ sweep: 'all', sweepActive: 'disable' }, 'Active accounts: filled in, but “A different action for each group” is not chosen.'],
    [
      { widens: '01KAJ0000000000000000000ZZ' },
      'Campaign that it widens: &quot;01KAJ0000000000000000000ZZ&quot; is not possible; choose one.',
    ],
  ])('comes back with what is wrong, for %j', async (change, text) => {
    const { answer, rows } = await stageWith(change);
    expect([answer.statusCode, rows.size]).toEqual([400, 0]);
    expect(answer.body).toContain(text);
    // The fault leads to a field that is there and not folded away.
    const field = /<li><a href="#([^"]+)">/.exec(answer.body)?.[1];
    expect(answer.body).toContain(`id="${field}"`);
    for (const typed of Object.values<string>(change)) expect(answer.body).toContain(typed.split('\n')[0]?.replaceAll('<', '&lt;'));
  });
});

describe('the page of a campaign', () => {
  it.each([
    [undefined, '<strong>8,930 notices</strong> go out, as fast as your mail quota allows. 148 accounts get none.'],
    [
      { notices: 50 },
      '<strong>50 of 8,930 notices</strong> go out at once, as fast as your mail quota allows. The others wait until a commander sends them.',
    ],
    [{ notices: 50, holdMinutes: 1 }, 'The others wait until 1 minute passed, or a commander sends them.'],
  ])('says before the start how many notices go out at once, with first notices %j', async (canary, text) => {
    const { as, put } = makeStage();
    put({ state: 'approved', approvedBy: 'carla', ...(canary && { canary }) });
    expect((await as('boris', { path: `${campaign}/start` })).body).toContain(text);
  });

  it('shows doubts, the sweep with its price, lists and what holders can write', async () => {
    const { as, put } = makeStage();
    put({
      compromisedSince: Date.UTC(2025, 10, 20),
      sweep: { primitives: { active: 'sign-out', dormant: 'random-password' }, activeDays: 90 },
      widens: '01KAJ0000000000000000000AA',
      lists: { compromised: { entries: 40, doubles: 3 } },
      writable: [{ attribute: 'email', clients: ['product'] }],
      headcount: {
        ...someHeadcount,
        unmatchedIn: { compromised: 7 },
        doubtful: { unproven: 210 },
        swept: { active: 1_000, dormant: 8_078 },
        sweepBill: { activeUsers: 9_078, usd: 136.17 },
      },
    });
    const { body } = await as('eva', { path: campaign });
    for (const text of [
      'Get a notice but no code, so the helpdesk has to help</th><td class="number">210',
      'Get neither notice nor code, so the helpdesk has to help</th><td class="number">148',
      'Accounts that were used: entries</th><td class="number">40',
      'Match no account in scope</th><td class="number">7',
      'Repetitions, left out</th><td class="number">3',
      '<strong>9,078 accounts</strong> billable this month: at most <strong>$136.17</strong>',
      'Dormant accounts: set a password that nobody knows (cannot be undone)',
      '<code>email</code>, through product',
      'href="../../console/campaigns/01KAJ0000000000000000000AA"',
    ]) {
      expect(body).toContain(text);
    }
    expect((await as('carla', { path: `${campaign}/approve` })).body).toContain('may add <strong>$136.17</strong>');
    put({
      state: 'approved',
      sweep: { primitives: { dormant: 'random-password' }, activeDays: 90 },
      headcount: { ...someHeadcount, doubtful: { unproven: 210, changed: 2 }, swept: { dormant: 70 } },
    });
    const start = (await as('boris', { path: `${campaign}/start` })).body;
    expect(start).toContain('<strong>360 accounts</strong> get no code');
    expect(start).toContain('The sweep then works on <strong>70 accounts</strong>. Passwords that it replaces do not come back.');
  });

  it('leads to a plan that widens it, once it is started, for those who may plan', async () => {
    const { as, put } = makeStage();
    const link = 'console/plan?widens=01KAJ000000000000000000PVT';
    put({ state: 'live', epoch: 1 });
    expect((await as('boris', { path: campaign })).body).toContain(link);
    expect((await as('eva', { path: campaign })).body).not.toContain(link);
    put({ state: 'planned' });
    expect((await as('boris', { path: campaign })).body).not.toContain(link);
  });
});
