import { describe, expect, it } from 'vitest';
import { makeLiveStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT/mail';
const page = '/console/campaigns/01KAJ000000000000000000PVT';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

describe('a mail that SES refuses', () => {
  it('says what AWS refuses, since when, what it means and what to do, in the API and in the console', async () => {
    const { call, as, mail, stage } = makeLiveStage();
    mail.stops = { codesStop: { status: 'AccessDeniedException', since: stage.nowMs - 60_000, probeAt: stage.nowMs + 4_000 } };
    expect(bodyOf(await call('eva', 'GET', path)).mail.stops).toMatchObject([
      {
        kind: 'codes',
        status: 'AccessDeniedException',
        since: stage.nowMs - 60_000,
        probeAt: stage.nowMs + 4_000,
        means: 'the function may not send',
        todo: 'look at its role, and at policies of the organisation and the identity',
      },
    ]);
    const { body } = await as('eva', { path: page });
    expect(body).toContain('Codes wait.');
    expect(body).toContain('<code>AccessDeniedException</code>: the function may not send.');
    mail.stops = { noticesStop: { status: 'SomethingNew', since: stage.nowMs, probeAt: stage.nowMs } };
    expect(bodyOf(await call('eva', 'GET', path)).mail).toMatchObject({ limit: 'stopped', stops: [{ status: 'SomethingNew' }] });
  });

  it('has sent again what SES refused, all or with one answer, by a commander only', async () => {
    const { call, as, mail, orders } = makeLiveStage();
    expect((await call('eva', 'POST', path, { order: 'resend-rejected' })).statusCode).toBe(403);
    expect((await call('anna', 'POST', path, { order: 'resend-rejected', status: 'not one' })).statusCode).toBe(400);
    const key = '01KAJ0000000000000000000AA';
    await call('anna', 'POST', path, { order: 'resend-rejected', status: 'INVALID_PARAMETER', key });
    await call('anna', 'POST', path, { order: 'resend-rejected', status: 'INVALID_PARAMETER', key });
    await as('anna', { method: 'POST', path: `${page}/mail/resend-rejected`, form: { status: '', key: '01KAJ0000000000000000000BB' } });
    expect(mail.resends.map(({ status }) => status)).toEqual(['INVALID_PARAMETER', undefined]);
    expect([...orders.values()].map(({ order, done }) => [order, done])).toEqual([
      ['resend-rejected', true],
      ['resend-rejected', true],
    ]);
  });
});
