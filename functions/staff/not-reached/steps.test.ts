import { describe, expect, it } from 'vitest';
import type { StepRow } from '#domain/next-channel/next-channel.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const channels = [
  { channel: 'call', owner: 'Helpdesk', afterHours: 4 },
  { channel: 'letter', owner: 'Print room', afterHours: 0 },
] as const;

/** A live campaign with one call that is due, and whoever can make it. */
function setUp(step: Partial<StepRow> = {}) {
  const stage = makeStage();
  const campaign = stage.put({ state: 'live', epoch: 1, startedAt: 1, channels });
  const row: StepRow = {
    campaignId: campaign.id,
    sub: 'sub-1',
    channel: 'call',
    state: 'due',
    owner: 'Helpdesk',
    dueAt: 1_000,
    list: '',
    ...step,
  };
  stage.putStep(row, { username: 'jansen', phone: '+31201234567', organisation: 'Bakkerij <Jansen>' });
  const path = `/console/campaigns/${campaign.id}/not-reached`;
  return { ...stage, campaign, path, api: `/api/campaigns/${campaign.id}/steps`, row: () => [...stage.steps.values()][0] };
}

const said = { channel: 'call', account: 'sub-1', outcome: 'not-reached' };

describe('what became of a call', () => {
  it('is said by an agent or a commander, and by nobody else', async () => {
    for (const [username, status] of [
      ['careful', 200],
      ['anna', 200],
      ['carla', 403],
      ['eva', 403],
    ] as const) {
      const { call, api } = setUp();
      expect((await call(username, 'POST', api, said)).statusCode).toBe(status);
    }
  });

  it('changes nothing when the same person says it again, and is refused when another says otherwise', async () => {
    const { call, api, row } = setUp();
    await call('anna', 'POST', api, said);
    const before = row();
    expect(before).toMatchObject({ state: 'done', outcome: 'not-reached', by: 'anna' });
    expect(before?.open).toBeDefined();
    expect((await call('anna', 'POST', api, said)).statusCode).toBe(200);
    const other = await call('boris', 'POST', api, { ...said, outcome: 'reached' });
    expect([other.statusCode, other.body]).toEqual([409, expect.stringContaining('not-reached, as anna said; nothing was changed')]);
    expect(row()).toEqual(before);
  });

  it('cannot be said before the call is due, of a step that is none, or once the campaign is lifted', async () => {
    const early = setUp({ state: 'planned' });
    expect((await early.call('anna', 'POST', early.api, said)).body).toContain('the step is planned');
    expect((await early.call('anna', 'POST', early.api, { ...said, account: 'other' })).statusCode).toBe(404);
    const lifted = setUp();
    lifted.put({ state: 'lifted', channels });
    expect((await lifted.call('anna', 'POST', lifted.api, said)).statusCode).toBe(409);
  });

  it('is one of two things', async () => {
    const { call, api } = setUp();
    const { statusCode: status, body } = await call('anna', 'POST', api, { ...said, outcome: 'delivered' });
    expect([status, body]).toEqual([400, expect.stringContaining('outcome is \\"delivered\\"; allowed: reached, not-reached')]);
  });
});

describe('the pages with holders who were not reached', () => {
  it('show each channel with its owner and how many steps stand where', async () => {
    const { as, path } = setUp();
    const { body } = await as('eva', { path });
    expect(body).toContain('Helpdesk');
    expect(body).toContain('Print room');
    expect(body).toMatch(/data-label="Due">1</);
  });

  it('list whom to call, and take the outcome from a button', async () => {
    const { as, path, row } = setUp();
    const list = await as('anna', { path: `${path}/call` });
    expect(list.body).toContain('+31201234567');
    expect(list.body).toContain('Bakkerij &lt;Jansen&gt;');
    const [, action = ''] = /<form method="post" action="([^"]+)"><input type="hidden" name="channel" value="call">/.exec(list.body) ?? [];
    const to = new URL(action, `https://sluis.example${path}/call`).pathname;
    const answer = await as('anna', { method: 'POST', path: to, form: { channel: 'call', account: 'sub-1', outcome: 'reached' } });
    const next = new URL(answer.headers?.Location ?? '', `https://sluis.example${to}`);
    expect([answer.statusCode, next.pathname]).toEqual([303, `${path}/call`]);
    expect((await as('anna', { path: `${next.pathname}${next.search}` })).body).toContain('The outcome is recorded.');
    expect(row()).toMatchObject({ outcome: 'reached', by: 'anna' });
    expect((await as('anna', { path: `${path}/call?state=done` })).body).toContain('as anna said');
  });

  it('show numbers and buttons only to those who call', async () => {
    const { as, path } = setUp();
    const { body } = await as('eva', { path: `${path}/call` });
    expect(body).not.toContain('+31201234567');
    expect(body).not.toContain('name="outcome"');
  });

  it('leave out who has recovered', async () => {
    const { as, path, putStep, row } = setUp();
    putStep(row() as StepRow, { username: 'jansen', state: 'recovered' });
    expect((await as('anna', { path: `${path}/call` })).body).toContain('None is due now.');
  });

  it('answer an unknown channel, state or campaign with one line', async () => {
    const { as, path } = setUp();
    expect((await as('anna', { path: `${path}/pigeon` })).statusCode).toBe(404);
    expect((await as('anna', { path: `${path}/call?state=lost` })).statusCode).toBe(400);
  });
});

describe('a page of calls', () => {
  it('is in the audit log, over API and console, with who read it and of how many holders (attack 56)', async () => {
    const { call, as, api, path, campaign, orders } = setUp();
    expect((await call('eva', 'GET', `${api}?channel=call&state=due`)).statusCode).toBe(200);
    expect((await as('careful', { path: `${path}/call` })).statusCode).toBe(200);
    await call('eva', 'GET', `${api}?channel=letter&state=due`);
    const entries = [...orders.values()].map((each) => ({ ...each, id: '', atMs: 0 }));
    const entry = { id: '', order: 'list-steps', campaignId: campaign.id, rows: 1, atMs: 0 };
    expect(entries).toEqual([
      { ...entry, by: 'eva' },
      { ...entry, by: 'careful' },
    ]);
  });
});
