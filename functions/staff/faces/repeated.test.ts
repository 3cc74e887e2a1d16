import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT';
const key = '01KAJ0000000000000000000AA';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

describe('a refused request', () => {
  it('leaves its key free, so that a form that was shown again can be sent with what was wrong put right', async () => {
    const { as, rows } = makeStage();
    const form = { title: 'T', scope: 'everybody', key };
    const send = (more: object) => as('anna', { method: 'POST', path: '/console/plan', form: { ...form, ...more } });
    const refused = await send({ compromisedSince: '1999-01-01' });
    expect([refused.statusCode, refused.body.includes(`name="key" value="${key}"`)]).toEqual([400, true]);
    const corrected = await send({ compromisedSince: '' });
    expect([corrected.statusCode, rows.size]).toEqual([303, 1]);
  });

  it('leaves its key free for a program too, and one that was done does not', async () => {
    const { call, put, mail } = makeStage();
    put({ state: 'live' });
    const add = (since: string) => call('anna', 'POST', `${path}/compromised`, { compromised: [{ account: 'jansen', since }], key });
    expect((await add('1999-01-01')).statusCode).toBe(400);
    expect((await add('2025-11-19')).statusCode).toBe(200);
    expect(bodyOf(await add('2025-11-18'))).toMatchObject({ code: 'key-reused' });
    const headers = { 'Idempotency-Key': 'resumed' };
    mail.pausedFor = 'person';
    mail.setup = { ...(mail.setup as Exclude<typeof mail.setup, Error>), identity: undefined };
    expect(bodyOf(await call('anna', 'POST', `${path}/mail`, { order: 'resume-notices' }, headers))).toMatchObject({ code: 'mail-check' });
    expect((await call('anna', 'POST', `${path}/mail`, { order: 'pause-notices' }, headers)).statusCode).toBe(200);
  });

  it('keeps the key of what was done before, where it only repeats it', async () => {
    const { call, put, proposals } = makeStage();
    put({ state: 'live' });
    const lift = () => call('anna', 'POST', `${path}/proposals`, { kind: 'lift', reason: 'a mistake', key });
    expect((await lift()).statusCode).toBe(200);
    const wider = put({ id: '01KAJ000000000000000000WWW', state: 'live', widens: '01KAJ000000000000000000PVT' });
    expect(bodyOf(await lift())).toMatchObject({ code: 'state' });
    put({ ...wider, state: 'lifted' });
    expect((await lift()).statusCode).toBe(200);
    expect(proposals.size).toBe(1);
  });
});

it('a key says the same in the header as in the body', async () => {
  const { call, put, mail } = makeStage();
  put({ state: 'live' });
  const report = { order: 'report-calls', calls: 7 };
  expect((await call('anna', 'POST', `${path}/mail`, report, { 'Idempotency-Key': key })).statusCode).toBe(200);
  mail.helpdesk = {};
  expect((await call('anna', 'POST', `${path}/mail`, { ...report, key })).statusCode).toBe(200);
  expect(mail.helpdesk.calls).toBeUndefined();
});

it('a key of one campaign is refused for another, and so is one of another act at the same path', async () => {
  const { call, put } = makeStage();
  put({ state: 'live' });
  put({ id: '01KAJ0000000000000000000ZZ', state: 'live' });
  const headers = { 'Idempotency-Key': 'k' };
  const send = (id: string, order: string) => call('anna', 'POST', `/api/campaigns/${id}/mail`, { order }, headers);
  expect((await send('01KAJ000000000000000000PVT', 'pause-notices')).statusCode).toBe(200);
  expect(bodyOf(await send('01KAJ0000000000000000000ZZ', 'pause-notices'))).toMatchObject({ code: 'key-reused' });
  expect(bodyOf(await send('01KAJ000000000000000000PVT', 'refresh-quota'))).toMatchObject({ code: 'key-reused' });
});

it.each(['', 'two words', 'clé', 'x'.repeat(256), 'a\tb'])('refuses %j as a key', async (given) => {
  const { call, put, noticeMessages } = makeStage();
  put({ state: 'live' });
  const answer = await call('anna', 'POST', `${path}/mail`, { order: 'pause-notices' }, { 'Idempotency-Key': given });
  expect([answer.statusCode, bodyOf(answer).detail, noticeMessages.length]).toEqual([
    400,
    expect.stringContaining('allowed: 1 to 255 visible ASCII characters'),
    0,
  ]);
});
