import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';
import { goodSetup } from '#test/kits/staff-mail.ts';
import type { Dependencies } from '../dependencies.ts';

const id = '01KAJ000000000000000000PVT';
const path = `/api/campaigns/${id}`;
const page = `/console/campaigns/${id}`;
const sandbox = { ...goodSetup, account: { ...goodSetup.account, production: false } };
const fault = 'the SES account is in the sandbox; allowed: one with production access';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

/** An approved campaign where SES is set up so. */
function approved(setup: typeof goodSetup | Error = sandbox) {
  const made = makeStage();
  made.put({ state: 'approved' });
  made.mail.setup = setup;
  return made;
}

describe('a start while notices may not go out', () => {
  it('is refused with what is wrong, and nothing is contained', async () => {
    const { call, rows, orders } = approved();
    const answer = await call('anna', 'POST', `${path}/start`, {});
    const detail = `the mails of the campaign may not be sent: ${fault}; to start all the same, hold the notices`;
    expect(bodyOf(answer)).toMatchObject({ status: 409, code: 'mail-check', detail });
    expect(rows.get(id)?.state).toBe('approved');
    expect(orders.size).toBe(0);
  });

  it('names five faults and counts the others, on one line', async () => {
    const { dependencies, call } = approved();
    Object.assign(dependencies, { page: 'https://pages.example/a b' });
    expect(bodyOf(await call('anna', 'POST', `${path}/start`, {})).detail).toMatch(
      /^the mails of the campaign may not be sent: ([^;\n]+; allowed: [^;\n]+; ){5}and \d+ more; to start/,
    );
  });

  it('that holds them contains at once, its notices paused before that as an order of whoever starts it', async () => {
    const { call, rows, mail, orders } = approved();
    expect((await call('anna', 'POST', `${path}/start`, { notices: 'hold' })).statusCode).toBe(200);
    expect(rows.get(id)?.state).toBe('live');
    expect(mail.pausedFor).toBe('person');
    expect([...orders.values()]).toMatchObject([{ order: 'pause-notices', by: 'anna', campaignId: id, done: true }]);
  });

  it('has notices paused already when the campaign goes live, also where an attempt before ended between the two', async () => {
    const { dependencies, mail, call, orders } = approved();
    const { startCampaign: original } = dependencies;
    const seen: unknown[] = [];
    let fails = true;
    const startCampaign: Dependencies['startCampaign'] = async (campaign, how) => {
      seen.push(mail.pausedFor);
      if (fails) throw new Error('crash');
      return original(campaign, how);
    };
    Object.assign(dependencies, { startCampaign });
    const start = () => call('anna', 'POST', `${path}/start`, { notices: 'hold' });
    expect((await start()).statusCode).toBe(500);
    fails = false;
    expect((await start()).statusCode).toBe(200);
    expect(seen).toEqual(['person', 'person']);
    expect(orders.size).toBe(1);
  });

  it('is held by whoever sees that it is: a link cannot have it held unseen', async () => {
    const asked = async (setup: typeof goodSetup, query: string) =>
      (await approved(setup).as('anna', { path: `${page}/start${query}` })).body;
    expect(await asked(goodSetup, '?notices=hold')).not.toContain('name="notices"');
    expect(await asked(sandbox, '')).toContain('name="notices" value="hold"');
  });

  it('holds nothing again when it is repeated after somebody let them go on', async () => {
    const { call, mail } = approved();
    await call('anna', 'POST', `${path}/start`, { notices: 'hold' });
    mail.setup = goodSetup;
    expect((await call('anna', 'POST', `${path}/mail`, { order: 'resume-notices' })).statusCode).toBe(200);
    expect((await call('anna', 'POST', `${path}/start`, { notices: 'hold' })).statusCode).toBe(200);
    expect(mail.pausedFor).toBeUndefined();
  });

  it.each([
    ['carla', 'approved', 403],
    ['anna', 'planned', 409],
    ['anna', 'cancelled', 409],
  ] as const)('that holds them by %s in a campaign that is %s pauses nothing', async (who, state, status) => {
    const { call, put, mail, orders } = approved();
    put({ state });
    expect((await call(who, 'POST', `${path}/start`, { notices: 'hold' })).statusCode).toBe(status);
    expect(mail.pausedFor).toBeUndefined();
    expect(orders.size).toBe(0);
  });

  it('takes no other word, and no other command takes this one', async () => {
    const { call } = approved();
    const answer = await call('anna', 'POST', `${path}/start`, { notices: 'go' });
    expect(answer.statusCode).toBe(400);
    expect(bodyOf(answer).detail).toContain('notices is "go"; allowed: hold');
    expect((await call('anna', 'POST', `${path}/cancel`, { notices: 'hold' })).statusCode).toBe(400);
  });
});

describe('held notices', () => {
  it('are not let go while the same is wrong, and go on once it is not', async () => {
    const { call, mail, orders } = approved();
    await call('anna', 'POST', `${path}/start`, { notices: 'hold' });
    const answer = await call('anna', 'POST', `${path}/mail`, { order: 'resume-notices' });
    expect(bodyOf(answer)).toMatchObject({ status: 409, detail: `the mails of the campaign may not be sent: ${fault}` });
    expect([mail.pausedFor, orders.size]).toEqual(['person', 1]);
    mail.setup = goodSetup;
    expect((await call('anna', 'POST', `${path}/mail`, { order: 'resume-notices' })).statusCode).toBe(200);
    expect(mail.pausedFor).toBeUndefined();
  });
});

describe('SES that does not answer', () => {
  it('is a fault like any other, and is logged', async () => {
    const late = Object.assign(new Error('no answer within 3000 ms'), { name: 'TimeLimitError' });
    const { call, rows, log } = approved(late);
    expect(bodyOf(await call('eva', 'GET', `${path}/mail-check`)).check).toEqual({
      faults: ['the mail setup could not be read (TimeLimitError); allowed: an answer of SES within 3 s'],
      warnings: [],
    });
    expect(log).toContain('SLU-805');
    expect((await call('anna', 'POST', `${path}/start`, {})).statusCode).toBe(409);
    expect((await call('anna', 'POST', `${path}/start`, { notices: 'hold' })).statusCode).toBe(200);
    expect(rows.get(id)?.state).toBe('live');
  });
});

describe('the mail check in the console', () => {
  it.each(['planned', 'approved'] as const)('shows what is wrong on the page of a campaign that is %s', async (state) => {
    const { as, put } = approved();
    put({ state });
    const { body } = await as('eva', { path: page });
    expect(body).toContain('<h2 id="mail">Mail</h2>');
    expect(body).toContain(`<li>${fault}</li>`);
    expect(body).toContain('A start is refused, unless it holds the notices.');
  });

  it('shows a warning without standing in the way', async () => {
    const { as } = approved({ ...goodSetup, account: { ...goodSetup.account, enforcement: 'PROBATION' } });
    const { body } = await as('anna', { path: page });
    expect(body).toContain('<li>the SES account is PROBATION; wanted: HEALTHY</li>');
    expect(body).not.toContain('A start is refused');
    expect((await as('anna', { path: `${page}/start` })).body).not.toContain('hold the notices');
    expect((await as('anna', { method: 'POST', path: `${page}/start`, form: {} })).statusCode).toBe(303);
  });

  it('offers on the page of the start to hold the notices, and does', async () => {
    const { as, rows, mail } = approved();
    const { body } = await as('anna', { path: `${page}/start` });
    expect(body).toContain(fault);
    expect(body).toContain('Start and contain 9,078 accounts, but hold the notices');
    expect(body).toContain('<input type="hidden" name="notices" value="hold">');
    expect((await as('anna', { method: 'POST', path: `${page}/start`, form: {} })).statusCode).toBe(409);
    expect((await as('anna', { method: 'POST', path: `${page}/start`, form: { notices: 'hold' } })).statusCode).toBe(303);
    expect([rows.get(id)?.state, mail.pausedFor]).toEqual(['live', 'person']);
  });
});
