import { describe, expect, it } from 'vitest';
import { sweepTotals } from '#domain/campaign/sweep.ts';
import { someHeadcount } from '#test/kits/staff-facts.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const campaign = '/console/campaigns/01KAJ000000000000000000PVT';
const plan = { title: 'All', scope: 'everybody', environments: '', list: '', exemptions: '', key: '01KAJ0000000000000000000AA' };

describe('planning in the console', () => {
  it('plans what the form says and goes on to the campaign', async () => {
    const { as, rows, scopeMessages } = makeStage();
    const form = { ...plan, scope: 'environment', environments: 'nl, be  de', exemptions: 'Monitor\r\n\r\nrobot@example.org\r\n' };
    const answer = await as('anna', { method: 'POST', path: '/console/plan', form });
    const [row] = [...rows.values()];
    expect(answer).toMatchObject({ statusCode: 303, headers: { Location: `../console/campaigns/${row?.id}?done=plan` } });
    expect(row).toMatchObject({
      scope: { kind: 'environment', environments: ['nl', 'be', 'de'] },
      exemptions: ['monitor', 'robot@example.org'],
      plannedBy: 'anna',
    });
    expect(scopeMessages).toHaveLength(16);
  });

  it('plans one campaign when the form is sent twice', async () => {
    const { as, rows } = makeStage();
    const page = await as('anna', { path: '/console/plan' });
    const key = /name="key" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    for (const _ of [1, 2])
      expect((await as('anna', { method: 'POST', path: '/console/plan', form: { ...plan, key } })).statusCode).toBe(303);
    expect(rows.size).toBe(1);
  });

  it.each([
    [{ title: '' }, 'Title: missing is not possible. Allowed: 1 to 100 characters'],
    [{ scope: '' }, 'Who is affected: choose one.'],
    [{ scope: 'planet' }, 'Who is affected: &quot;planet&quot; is not possible; choose one.'],
    [
      { scope: 'environment', environments: 'nl, <b>' },
      'Environments: &quot;&lt;b&gt;&quot; is not possible. Allowed: 1 to 32 small letters',
    ],
    [{ scope: 'environment' }, 'Environments: missing is not possible. Allowed: a list of 1 to 20 values'],
    [{ scope: 'list', list: ' \n ' }, 'Usernames or addresses: missing is not possible. Allowed: a list of 1 to 50000'],
    [{ list: 'jansen' }, 'Usernames or addresses: filled in, but “A list” is not chosen.'],
    [{ environments: 'nl' }, 'Environments: filled in, but “Some environments” is not chosen.'],
    [{ exemptions: 'x'.repeat(255) }, 'Exemptions, line 1: &quot;xxx'],
  ])('shows the form again, with what is wrong, for %j', async (change, text) => {
    const { as, rows } = makeStage();
    const answer = await as('anna', { method: 'POST', path: '/console/plan', form: { ...plan, ...change } });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
    expect(answer.body).toContain(`name="key" value="${plan.key}"`);
    expect(answer.body).toContain('role="alert"');
    expect(rows.size).toBe(0);
  });

  it('refuses fields that the form does not have', async () => {
    const { as } = makeStage();
    const answer = await as('anna', { method: 'POST', path: '/console/plan', form: { ...plan, plannedBy: 'boris' } });
    expect(answer.body).toContain('PlannedBy is not known here; allowed: title, scope, environments, organisations, where');
  });

  it('tells an approver that planning takes another role', async () => {
    const { as } = makeStage();
    const answer = await as('carla', { method: 'POST', path: '/console/plan', form: plan });
    expect(answer).toMatchObject({ statusCode: 403, body: expect.stringContaining('takes the role commander; carla has approver') });
  });
});

describe('the page of a campaign', () => {
  it('shows head-count, sample and who did what, escaped', async () => {
    const { as, put } = makeStage();
    put({ title: '<script>alert(1)</script>' });
    const { body } = await as('eva', { path: campaign });
    for (const text of ['9,400', '9,078', 'Exempt: password held elsewhere', 'No notice: unverified address', 'j•••@bakkerij', 'by anna']) {
      expect(body).toContain(text);
    }
    expect(body).toContain('Smith &amp; Sons &lt;Ltd&gt;');
    expect(body).not.toContain('<script');
  });

  it.each([
    ['planned', 'anna', ['cancel', 'notes'], 'You planned this campaign, so somebody else must approve it.'],
    ['planned', 'carla', ['approve', 'notes'], 'Approve it only if they are what you expect.'],
    ['planned', 'eva', [], 'An approver who did not plan it'],
    ['approved', 'boris', ['start', 'cancel', 'notes'], 'A commander starts it.'],
    ['approved', 'carla', ['notes'], 'A commander starts it.'],
    ['empty', 'anna', ['cancel', 'notes'], 'There is nothing to approve: the scope matches nobody.'],
    ['live', 'boris', ['close', 'notes'], 'Notices go out by themselves'],
    ['closed', 'boris', ['notes'], 'Closed'],
  ] as const)('offers, when it is %s, to %s: %j', async (state, who, offered, text) => {
    const { as, put } = makeStage();
    put({ state, epoch: 1 });
    const { body } = await as(who, { path: campaign });
    const links = [...body.matchAll(/class="button [a-z]*" href="\.\.\/\.\.\/console\/campaigns\/[^/]+\/([a-z]+)"/g)].map(
      ([, name]) => name,
    );
    expect(links).toEqual(offered);
    expect(body).toContain(text);
  });

  it('refreshes by itself while it moves, unless somebody stopped that', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    expect((await as('eva', { path: campaign })).headers).toMatchObject({ Refresh: '10' });
    expect((await as('eva', { path: `${campaign}?refresh=off` })).headers).not.toHaveProperty('Refresh');
    put({ state: 'planned' });
    expect((await as('eva', { path: campaign })).headers).not.toHaveProperty('Refresh');
  });

  it('shows the share recovered, notices by state and the chart, once it is live', async () => {
    const { as, put, stage } = makeStage();
    const { epoch = 0 } = put({ state: 'live', epoch: stage.nowMs });
    const totals = (recovered: number, delivered: number) => ({
      accounts: { contained: 9000 - recovered, recovering: 0, recovered, exempt: 322 },
      notices: { waiting: 8930 - delivered, claimed: 0, uncertain: 0, sent: 0, delivered, bounced: 0, complained: 0, suppressed: 470 },
      sweep: sweepTotals({ 'sweep-swept-active': 1200, 'sweep-left-active': 17 }),
    });
    stage.history = [{ atMs: epoch + 1_800_000, totals: totals(100, 4000) }];
    stage.totals = totals(900, 8930);
    stage.nowMs += 3_600_000;
    const { body } = await as('eva', { path: campaign });
    expect(body).toContain('<strong>10\u00a0%</strong> recovered 1 h after the start: 900 of 9,000 accounts');
    expect(body).toContain('<th scope="row">Delivered</th><td class="number">8,930</td>');
    expect(body).toContain('<th scope="row">30 min</th><td class="number">100</td><td class="number">4,000</td>');
    expect(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('To do Done Could not be done Active accounts 17 1,200 0');
    expect(body).not.toContain('Dormant');
  });

  it('says that there is nothing at the address of no campaign', async () => {
    const { as } = makeStage();
    expect((await as('eva', { path: campaign })).statusCode).toBe(404);
  });
});

describe('doing something to a campaign', () => {
  it('asks first, with the numbers and what cannot be undone, and changes nothing by asking', async () => {
    const { as, put, rows } = makeStage();
    const before = put({ state: 'approved', approvedBy: 'carla' });
    const { body } = await as('boris', { path: `${campaign}/start` });
    for (const text of [
      'Two people are needed to take this back',
      '9,078 accounts',
      '8,930 notices',
      '148 accounts get none',
      'Approved by carla',
    ]) {
      expect(body.replaceAll(/<\/?strong>/g, '')).toContain(text);
    }
    expect([...rows.values()]).toEqual([before]);
  });

  it('starts once, however often the button is pressed', async () => {
    const { as, put, rows, stage } = makeStage();
    put({ state: 'approved' });
    const press = () => as('boris', { method: 'POST', path: `${campaign}/start`, form: {} });
    const epoch = stage.nowMs;
    expect(await press()).toMatchObject({
      statusCode: 303,
      headers: { Location: '../../../console/campaigns/01KAJ000000000000000000PVT?done=start' },
    });
    stage.nowMs += 1000;
    expect((await press()).statusCode).toBe(303);
    expect([...rows.values()][0]).toMatchObject({ state: 'live', startedBy: 'boris', epoch });
  });

  it('goes back to the campaign instead of asking for what is not possible', async () => {
    const { as, put } = makeStage();
    put({ state: 'live', epoch: 1 });
    expect((await as('boris', { path: `${campaign}/start` })).statusCode).toBe(303);
  });

  it('is refused from another site, by another role, and by the planner', async () => {
    const { as, put, rows } = makeStage();
    put({ plannedBy: 'dirk' });
    const approve = { method: 'POST', path: `${campaign}/approve`, form: {} } as const;
    expect((await as('carla', { ...approve, headers: { Origin: 'https://evil.example' } })).statusCode).toBe(403);
    expect((await as('eva', approve)).statusCode).toBe(403);
    const own = await as('dirk', approve);
    expect(own).toMatchObject({
      statusCode: 409,
      body: expect.stringContaining('Dirk planned this campaign; somebody else must approve it.'),
    });
    expect([...rows.values()][0]?.state).toBe('planned');
  });

  it('never happens by GET or HEAD, on any page', async () => {
    const { as, put, rows, scopeMessages, noticeMessages } = makeStage();
    for (const state of ['planned', 'approved', 'live'] as const) {
      const before = put({ state, epoch: 1 });
      for (const page of ['', '/approve', '/start', '/close', '/cancel', '/still-out']) {
        for (const method of ['GET', 'HEAD']) await as('dirk', { method, path: `${campaign}${page}` });
      }
      expect([...rows.values()]).toEqual([before]);
    }
    expect([scopeMessages, noticeMessages]).toEqual([[], []]);
  });
});

describe('other pages', () => {
  it('list the campaigns, or say that there is none', async () => {
    const { as, put } = makeStage();
    expect((await as('eva', { path: '/console/campaigns' })).body).toContain('There is no campaign yet.');
    put({ headcount: { ...someHeadcount, inScope: 12_345 } });
    const { body } = await as('eva', { path: '/console/campaigns' });
    expect(body).toContain('12,345');
    expect(body).toContain('href="../console/campaigns/01KAJ000000000000000000PVT"');
  });

  it('show who is still out, addresses masked', async () => {
    const { as, put, stillOut, stage } = makeStage();
    const { id: campaignId } = put({ state: 'live', epoch: 1 });
    const path = `${campaign}/still-out`;
    expect((await as('eva', { path })).body).toContain('Everybody in scope has recovered.');
    stage.totals = { ...stage.totals, accounts: { contained: 6, recovering: 1, recovered: 3, exempt: 0 } };
    stillOut.push({
      campaignId,
      sub: 's',
      username: 'jansen',
      state: 'contained',
      address: 'jansen@example.org',
      trusted: false,
      language: 'nl',
    });
    const { body } = await as('eva', { path });
    expect(body).toContain('j•••@example.org');
    expect(body).not.toContain('jansen@example.org');
    expect(body).toContain('The first 1 of about 7 accounts');
  });

  it('lead from the root to the campaigns', async () => {
    const { ask } = makeStage();
    expect((await ask({ path: '/' })).headers).toMatchObject({ Location: './console/campaigns' });
    expect((await ask({ path: '/console' })).headers).toMatchObject({ Location: './console/campaigns' });
  });

  it('find their style sheet, which caches may keep', async () => {
    const { ask } = makeStage();
    const { body } = await ask({ path: '/console/log-in' });
    const path = `/${/rel="stylesheet" href="\.\.\/(assets\/[0-9a-f]{16}\.css)"/.exec(body)?.[1]}`;
    expect(await ask({ path })).toMatchObject({
      statusCode: 200,
      headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' },
    });
  });
});
