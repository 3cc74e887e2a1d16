import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const everybody = { title: 'All', scope: { kind: 'everybody' } };
const path = '/api/campaigns/01KAJ000000000000000000PVT';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

describe('planning over the API', () => {
  it('writes the campaign and has all 16 shards of the directory counted', async () => {
    const { call, rows, scopeMessages, log } = makeStage();
    const answer = await call('anna', 'POST', '/api/campaigns', {
      title: ' Stolen passwords ',
      scope: { kind: 'environment', environments: ['nl'] },
      exemptions: [' Monitor@Example.org', 'monitor@example.org'],
    });
    expect([answer.statusCode, answer.headers?.Location]).toEqual([201, `/api/campaigns/${bodyOf(answer).campaign.id}`]);
    const { campaign } = bodyOf(answer);
    expect(rows.get(campaign.id)).toMatchObject({
      state: 'planning',
      title: 'Stolen passwords',
      plannedBy: 'anna',
      exemptions: ['monitor@example.org'],
    });
    expect(scopeMessages.map(({ prefix }) => prefix).join('')).toBe('0123456789abcdef');
    expect(new Set(scopeMessages.map(({ campaignId }) => campaignId))).toEqual(new Set([campaign.id]));
    expect(log).toContain('SLU-801');
  });

  it('keeps an uploaded list normalized and without repetitions, beside the row', async () => {
    const { call, planLists } = makeStage();
    const list = ['Jansen', 'jansen ', 'j@Example.org', 'Jo\u0308rg'];
    const { campaign } = bodyOf(await call('anna', 'POST', '/api/campaigns', { title: 'List', scope: { kind: 'list', list } }));
    expect(campaign.scope).toEqual({ kind: 'list', entries: 3 });
    expect([...(planLists.get(campaign.id)?.scope?.keys() ?? [])]).toEqual(['jansen', 'j@example.org', 'j\u00f6rg']);
    expect(campaign.lists).toEqual({ scope: { entries: 3, doubles: 1 } });
  });

  it('plans once for the same plan with the same key, and sends the messages again while it is counted', async () => {
    const { call, rows, scopeMessages } = makeStage();
    const plan = { ...everybody, key: '01KAJ0000000000000000000AA' };
    const first = bodyOf(await call('anna', 'POST', '/api/campaigns', plan));
    expect(bodyOf(await call('anna', 'POST', '/api/campaigns', plan))).toEqual(first);
    expect(rows.size).toBe(1);
    expect(scopeMessages).toHaveLength(32);
  });

  it('never lets a key write over a campaign with other content or by another person', async () => {
    const { call, rows } = makeStage();
    const key = '01KAJ0000000000000000000AA';
    await call('anna', 'POST', '/api/campaigns', { ...everybody, key });
    await call('anna', 'POST', '/api/campaigns', { title: 'Other', scope: { kind: 'list', list: ['victim'] }, key });
    await call('boris', 'POST', '/api/campaigns', { ...everybody, key });
    expect([...rows.values()].map(({ title, plannedBy }) => `${title} ${plannedBy}`)).toEqual(['All anna', 'All boris']);
  });

  const scope = { kind: 'everybody' };
  it.each([
    [{ scope }, 'title is missing; allowed: 1 to 100 characters on one line; only staff see it'],
    [{ title: 'x'.repeat(101), scope }, 'title is "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (101 characters); allowed: 1 to 100'],
    [{ title: 'a\nBcc: b', scope }, 'title is "a\\nBcc: b"; allowed: 1 to 100 characters on one line'],
    [
      { title: 'T', scope: { kind: 'planet' } },
      'allowed: an object whose kind is everybody, environment, organisation, client, attributes or list',
    ],
    [
      { title: 'T', scope: 'everybody' },
      'scope is "everybody"; allowed: an object whose kind is everybody, environment, organisation, client, attributes or list',
    ],
    [{ title: 'T', scope: { kind: 'list', list: [] } }, 'scope.list is a list of 0; allowed: a list of 1 to 50000 usernames or addresses'],
    [{ title: 'T', scope: { kind: 'list', list: ['a', ' '] } }, 'scope.list.1 is " "; allowed: a username or address of 1 to 254 bytes'],
    [{ title: 'T', scope: { kind: 'list', list: [{ email: 'a' }] } }, 'scope.list.0 is {"email":"a"}; allowed: a username'],
    [{ title: 'T', scope: { kind: 'list', list: ['€'.repeat(85)] } }, 'allowed: a username or address of 1 to 254 bytes'],
    [
      { title: 'T', scope: { kind: 'list', list: Array(50_001).fill('a') } },
      'scope.list is a list of 50001; allowed: a list of 1 to 50000',
    ],
    [{ title: 'T', scope: { kind: 'environment', environments: ['NL'] } }, 'scope.environments.0 is "NL"; allowed: 1 to 32 small letters'],
    [{ title: 'T', scope: { kind: 'environment', environments: Array(21).fill('nl') } }, 'a list of 21; allowed: a list of 1 to 20 values'],
    [{ title: 'T', scope: { ...scope, list: ['a'] } }, 'scope.list is not known here'],
    [{ title: 'T', scope, exemptions: Array(1001).fill('a') }, 'exemptions is a list of 1001; allowed: a list of at most 1000'],
    [{ title: 'T', scope, epoch: 1 }, 'epoch is not known here; allowed: title, scope, exemptions, compromisedSince'],
    [{ title: 'T', scope, key: 'mine' }, 'key is "mine"; allowed: a ULID'],
    ['text', 'the body is "text"; allowed: an object with title, scope'],
  ])('refuses %j', async (body, text) => {
    const { call, rows, scopeMessages } = makeStage();
    const answer = await call('anna', 'POST', '/api/campaigns', body);
    expect(answer.statusCode).toBe(400);
    expect(bodyOf(answer).detail).toContain(text);
    expect(bodyOf(answer).detail).not.toContain('\n');
    expect([rows.size, scopeMessages.length]).toEqual([0, 0]);
  });

  it('takes a list of 50,000 addresses, and refuses a body over 5 MB', async () => {
    const { call } = makeStage();
    const list = Array.from({ length: 50_000 }, (_, index) => `holder.number.${index}@some-organisation.example`);
    expect((await call('anna', 'POST', '/api/campaigns', { title: 'T', scope: { kind: 'list', list } })).statusCode).toBe(201);
    const long = list.map((entry) => entry.padEnd(120, 'x'));
    expect((await call('anna', 'POST', '/api/campaigns', { title: 'T', scope: { kind: 'list', list: long } })).statusCode).toBe(413);
  });
});

describe('who may do what', () => {
  it.each([
    ['carla', 'POST', '/api/campaigns', everybody, 'to plan a campaign takes the role commander; carla has approver'],
    ['eva', 'POST', `${path}/approve`, {}, 'to approve a campaign takes the role approver; eva has auditor'],
    ['carla', 'POST', `${path}/start`, {}, 'to start a campaign takes the role commander; carla has approver'],
    ['eva', 'POST', `${path}/close`, {}, 'to close a campaign takes the role commander; eva has auditor'],
    ['eva', 'POST', `${path}/cancel`, {}, 'to cancel a campaign takes the role commander; eva has auditor'],
    ['fred', 'GET', '/api/campaigns', undefined, 'fred has no role'],
    ['fred', 'POST', `${path}/start`, {}, 'fred has no role'],
  ] as const)('%s is refused %s %s', async (who, method, target, body, detail) => {
    const { call, put, rows } = makeStage();
    const before = put({ state: 'approved' });
    expect(bodyOf(await call(who, method, target, body))).toMatchObject({ status: 403, code: 'forbidden', detail });
    expect([...rows.values()]).toEqual([before]);
  });

  it('refuses whoever has no verified claims, whatever headers say', async () => {
    const { ask } = makeStage();
    const headers = { Authorization: 'Bearer anna', Cookie: '__Host-staff=anna' };
    expect((await ask({ path: '/api/campaigns', headers })).statusCode).toBe(401);
  });

  it('lets auditors and agents read everything', async () => {
    const { call, put } = makeStage();
    put();
    for (const target of ['/api/campaigns', path, `${path}/history`, `${path}/still-out`]) {
      expect((await call('eva', 'GET', target)).statusCode).toBe(200);
    }
  });
});

describe('the way of a campaign over the API', () => {
  it('is approved by another, started once, and closed', async () => {
    const { call, put, noticeMessages, stage } = makeStage();
    put();
    stage.nowMs += 60_000;
    expect(bodyOf(await call('carla', 'POST', `${path}/approve`)).campaign).toMatchObject({ state: 'approved', approvedBy: 'carla' });
    stage.nowMs += 60_000;
    expect(bodyOf(await call('boris', 'POST', `${path}/start`)).campaign).toMatchObject({
      state: 'live',
      startedBy: 'boris',
      epoch: stage.nowMs,
    });
    expect(noticeMessages).toEqual([{ campaignId: '01KAJ000000000000000000PVT', worker: 0 }]);
    expect(bodyOf(await call('anna', 'POST', `${path}/close`)).campaign).toMatchObject({ state: 'closed', closedBy: 'anna' });
  });

  it('is never approved by who planned it, whatever their roles', async () => {
    const { call, put, rows } = makeStage();
    put({ plannedBy: 'dirk' });
    expect(bodyOf(await call('dirk', 'POST', `${path}/approve`))).toMatchObject({
      status: 409,
      code: 'second-person',
      detail: 'dirk planned this campaign; somebody else must approve it',
    });
    expect([...rows.values()][0]?.state).toBe('planned');
  });

  it('gives a started campaign as it is when the same person starts it again, and wakes its sender again', async () => {
    const { call, put, stage, noticeMessages } = makeStage();
    put({ state: 'approved' });
    const first = bodyOf(await call('boris', 'POST', `${path}/start`));
    stage.nowMs += 5000;
    expect(bodyOf(await call('boris', 'POST', `${path}/start`))).toEqual(first);
    expect(noticeMessages).toHaveLength(2);
  });

  it('wakes the sweep of a campaign that has one', async () => {
    const { call, put, sweepMessages } = makeStage();
    put({ state: 'approved', sweep: { primitives: { privileged: 'sign-out' }, activeDays: 90 } });
    await call('boris', 'POST', `${path}/start`);
    expect(sweepMessages).toEqual([{ campaignId: '01KAJ000000000000000000PVT' }]);
    put({ state: 'approved', sweep: { primitives: {}, activeDays: 90 } });
    await call('boris', 'POST', `${path}/start`);
    expect(sweepMessages).toHaveLength(1);
  });

  it('refuses a start by another person after the first, and changes nothing', async () => {
    const { call, put, stage, rows, noticeMessages } = makeStage();
    put({ state: 'approved' });
    await call('boris', 'POST', `${path}/start`);
    const before = [...rows.values()];
    stage.nowMs += 5000;
    expect(bodyOf(await call('anna', 'POST', `${path}/start`))).toMatchObject({
      status: 409,
      code: 'state',
      detail: 'the campaign is live already, by boris; nothing was changed',
    });
    expect([...rows.values()]).toEqual(before);
    expect(noticeMessages).toHaveLength(1);
  });

  it.each([
    ['planned', 'boris', 'start', 'the campaign is planned; to start it, it must be approved'],
    ['planning', 'carla', 'approve', 'the campaign is planning; to approve it, it must be planned'],
    ['empty', 'carla', 'approve', 'to approve it, it must be planned; the scope matches nobody, so cancel it and plan another'],
    ['live', 'boris', 'cancel', 'the campaign is live; to cancel it, it must be planning, planned, empty or approved'],
    ['closed', 'boris', 'start', 'the campaign is closed; to start it, it must be approved'],
    ['cancelled', 'carla', 'approve', 'the campaign is cancelled; to approve it, it must be planned'],
    ['approved', 'boris', 'close', 'the campaign is approved; to close it, it must be live'],
  ] as const)('refuses to go on from %s: %s, %s', async (state, who, change, text) => {
    const { call, put, rows } = makeStage();
    const before = put({ state });
    const answer = await call(who, 'POST', `${path}/${change}`);
    expect(answer.statusCode).toBe(409);
    expect(bodyOf(answer).detail).toContain(text);
    expect([...rows.values()]).toEqual([before]);
  });

  it('says so where there is no such campaign, or a command has fields', async () => {
    const { call, put } = makeStage();
    put({ state: 'approved' });
    for (const id of ['01KAJ0000000000000000000ZZ', 'nothing', '..%2F..']) {
      expect((await call('boris', 'POST', `/api/campaigns/${id}/start`)).statusCode).toBe(404);
      expect((await call('boris', 'GET', `/api/campaigns/${id}`)).statusCode).toBe(404);
    }
    expect(bodyOf(await call('boris', 'POST', `${path}/start`, { epoch: 0 }))).toMatchObject({ status: 400 });
  });
});

describe('names that every object has', () => {
  const claims = { 'cognito:username': 'boris', 'cognito:groups': 'commander', token_use: 'id' };
  const headers = { Accept: 'application/json', Origin: undefined, 'Content-Type': 'application/json' };

  it.each(['{"toString":1}', '{"constructor":{}}', '{"__proto__":{"key":"x"}}', '{"hasOwnProperty":null}'])(
    'are fields that are not known: %s',
    async (body) => {
      const { ask, put, rows } = makeStage();
      const before = put({ state: 'approved' });
      const answer = await ask({ method: 'POST', path: `${path}/start`, claims, headers, body });
      expect([answer.statusCode, bodyOf(answer).detail]).toEqual([400, expect.stringContaining('is not known here; allowed: ')]);
      expect([...rows.values()]).toEqual([before]);
    },
  );

  it.each(['toString', '__proto__', '.but', 'start.x', ''])('are no act that a page says was done: %j', async (done) => {
    const { as, put } = makeStage();
    put({ state: 'live' });
    const said = async (query: string) => (await as('anna', { path: `/console/campaigns/01KAJ000000000000000000PVT${query}` })).body;
    expect(await said(`?done=${done}`)).toBe(done === 'start.x' ? await said('?done=start') : await said(''));
  });
});
