import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import { makeLiveStage } from '#test/kits/staff-function.ts';

const path = '/api/campaigns/01KAJ000000000000000000PVT/mail';
const page = '/console/campaigns/01KAJ000000000000000000PVT';
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

describe('an order about the notices', () => {
  it('pauses and resumes, each written down before it is carried out, and repeating it changes nothing', async () => {
    const { call, orders, noticeMessages } = makeLiveStage();
    expect(bodyOf(await call('anna', 'POST', path, { order: 'pause-notices' })).mail).toMatchObject({
      limit: 'paused',
      pausedFor: 'person',
    });
    await call('boris', 'POST', path, { order: 'pause-notices' });
    expect(bodyOf(await call('anna', 'POST', path, { order: 'resume-notices' })).mail).toMatchObject({ limit: 'rate' });
    expect([...orders.values()].map(({ order, by, done }) => [order, by, done])).toEqual([
      ['pause-notices', 'anna', true],
      ['resume-notices', 'anna', true],
    ]);
    expect(noticeMessages.at(-1)).toEqual({ campaignId: '01KAJ000000000000000000PVT', worker: 0 });
  });

  it('that was done does nothing when its key comes again, whatever was ordered since', async () => {
    const { call, mail } = makeLiveStage();
    const pause = { order: 'pause-notices', key: '01KAJ0000000000000000000AA' };
    await call('anna', 'POST', path, pause);
    await call('anna', 'POST', path, { order: 'resume-notices' });
    await call('anna', 'POST', path, pause);
    expect(mail.pausedFor).toBeUndefined();
  });

  it('sets a ceiling and takes it away, and has a raised quota read again', async () => {
    const { call, mail } = makeLiveStage();
    expect(bodyOf(await call('anna', 'POST', path, { order: 'set-ceiling', perSecond: 5 })).mail).toMatchObject({
      limit: 'ceiling',
      perSecond: 5,
    });
    await call('anna', 'POST', path, { order: 'set-ceiling' });
    expect(mail.ceiling).toBeUndefined();
    await call('anna', 'POST', path, { order: 'refresh-quota' });
    expect(mail.refreshes).toBe(1);
  });

  it('lets all mail go on after the guard stopped it', async () => {
    const { call, mail } = makeLiveStage();
    mail.allPausedFor = 'bounces';
    expect(bodyOf(await call('anna', 'GET', path)).mail.limit).toBe('guard');
    expect(bodyOf(await call('anna', 'POST', path, { order: 'resume-all-mail' })).mail.limit).toBe('rate');
  });

  it.each([
    ['eva', 'live', { order: 'pause-notices' }, 403],
    ['anna', 'closed', { order: 'pause-notices' }, 409],
    ['anna', 'live', { order: 'hurry' }, 400],
    ['anna', 'live', { order: 'set-ceiling', perSecond: 0 }, 400],
    ['anna', 'live', { order: 'pause-notices', perSecond: 1 }, 400],
  ] as const)('by %s in a campaign that is %s is refused: %j', async (who, state, body, status) => {
    const { call, put, orders } = makeLiveStage();
    put({ state });
    expect((await call(who, 'POST', path, body)).statusCode).toBe(status);
    expect(orders.size).toBe(0);
  });
});

describe('mail in the console', () => {
  it('says what limits it, and leads to a page that asks once more', async () => {
    const { as, mail } = makeLiveStage();
    const campaign = await as('anna', { path: page });
    expect(campaign.body).toContain('the sending rate of SES');
    expect(campaign.body).toContain('mail/pause-notices"');
    const asked = await as('anna', { path: `${page}/mail/set-ceiling` });
    const key = /name="key" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    expect(mail.ceiling).toBeUndefined();
    const wrong = await as('anna', { method: 'POST', path: `${page}/mail/set-ceiling`, form: { perSecond: 'many', key } });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain(
      'Notices per second: &quot;many&quot; is not possible. Allowed: a number over 0 and at most 100000: notices per second.',
    );
    expect((await as('anna', { method: 'POST', path: `${page}/mail/set-ceiling`, form: { perSecond: '7', key } })).statusCode).toBe(303);
    expect(mail.ceiling).toBe(7);
  });

  it('does not say that notices go out, nor when the last one does, while they stand still', async () => {
    const { as, mail } = makeLiveStage();
    mail.endsAt = 1;
    expect((await as('anna', { path: page })).body).toContain('Last notice expected');
    mail.pausedFor = 'person';
    const { body } = await as('anna', { path: page });
    expect(body).toContain('Notices are paused until somebody resumes them');
    expect(body).not.toContain('Last notice expected');
  });

  it('shows what the guard has seen and what it would take, and what it paused for', async () => {
    const { call, as, mail } = makeLiveStage();
    mail.fates = { sent: 1_500, complained: 1 };
    const guard = { sent: 1_500, bounced: 0, complained: 1, pausesAt: { bounces: 62, complaints: 4 } };
    expect(bodyOf(await call('eva', 'GET', path)).mail).toMatchObject({ guard });
    expect((await as('eva', { path: page })).body).toContain(
      '0 bounces and 1 complaint among 1,500 notices; it pauses at 62 bounces or 4 complaints',
    );
    mail.fates = {};
    expect((await as('eva', { path: page })).body).toContain('it pauses at 44 bounces or 4 complaints, from 1,000 notices on');
    mail.pausedFor = 'complaints';
    mail.pausedAfter = { sent: 2_000, bounced: 3, complained: 7 };
    expect(bodyOf(await call('eva', 'GET', path)).mail).toMatchObject({ pausedAfter: mail.pausedAfter });
    expect((await as('eva', { path: page })).body).toContain('3 bounces and 7 complaints among 2,000 notices');
  });

  it('shows no buttons to whoever may not press them', async () => {
    const { as } = makeLiveStage();
    const { body } = await as('eva', { path: page });
    expect(body).toContain('the sending rate of SES');
    expect(body).not.toContain('mail/pause-notices');
  });
});

describe('an order by the helpdesk', () => {
  const sub = '8f0c';
  const row = (state: NoticeRow['state'], more: Partial<NoticeRow> = {}): NoticeRow => ({
    campaignId: '01KAJ000000000000000000PVT',
    sub,
    username: 'jan',
    address: 'jan@example.org',
    language: 'nl',
    state,
    ...more,
  });
  const staged = (notice: NoticeRow, state: AccountRow['state'] = 'contained') => {
    const made = makeLiveStage();
    const { campaignId, username, address, language } = notice;
    made.mail.account = { campaignId, sub, username, ...(address && { address }), language, state, trusted: true };
    made.mail.notices = [notice];
    return made;
  };

  it('sends one account its notice once more, however often it is sent', async () => {
    const { call, mail, orders, noticeMessages } = staged(row('delivered', { grade: 'suspected', messageId: 'm1' }));
    const order = { order: 'resend-notice', account: sub, key: '01KAJ0000000000000000000AA' };
    expect((await call('careful', 'POST', path, order)).statusCode).toBe(200);
    expect((await call('careful', 'POST', path, order)).statusCode).toBe(200);
    expect(mail.notices.slice(1)).toEqual([
      expect.objectContaining({ mail: expect.stringMatching(/^again-/), state: 'waiting', grade: 'suspected', address: 'jan@example.org' }),
    ]);
    expect([...orders.values()]).toEqual([expect.objectContaining({ order: 'resend-notice', by: 'careful', sub, done: true })]);
    expect(noticeMessages).toHaveLength(1);
  });

  it('finds the account of whoever calls, with the mails to its holder, over API and console', async () => {
    const { call, as } = staged(row('delivered'));
    const find = '/api/campaigns/01KAJ000000000000000000PVT/find';
    expect(bodyOf(await call('careful', 'POST', find, { account: ' Jan@example.org' })).accounts).toEqual([
      expect.objectContaining({ sub, address: 'j•••@example.org', mails: [{ mail: 'notice', state: 'delivered' }] }),
    ]);
    expect(bodyOf(await call('careful', 'POST', find, { account: sub })).accounts).toHaveLength(1);
    expect(bodyOf(await call('careful', 'POST', find, { account: 'piet@example.org' })).accounts).toEqual([]);
    expect((await call('careful', 'POST', find, { account: '' })).statusCode).toBe(400);
    const { body } = await as('careful', { method: 'POST', path: `${page}/still-out`, form: { account: 'jan@example.org' } });
    expect(body).toContain('Notice: delivered');
    expect(body).toContain('Send again');
    expect(body).not.toContain('first of about');
    expect((await as('careful', { method: 'POST', path: `${page}/still-out`, form: { account: '' } })).statusCode).toBe(400);
  });

  it.each([
    ['the account is recovered', row('delivered'), 'recovered'],
    ['its notice still waits to go out', row('waiting'), 'contained'],
    ['its notice bounced', row('bounced'), 'contained'],
    ['no mail can go to the account: unverified address', row('suppressed', { reason: 'unverified-address' }), 'contained'],
  ] as const)('is refused where %s', async (why, notice, state) => {
    const { call, mail, orders } = staged(notice, state);
    const { statusCode, body } = await call('careful', 'POST', path, { order: 'resend-notice', account: sub });
    expect([statusCode, JSON.parse(body).detail]).toEqual([409, expect.stringContaining(why)]);
    expect([mail.notices.length, orders.size]).toEqual([1, 0]);
  });

  it('says whose notice it is before it is sent', async () => {
    const { as } = staged(row('delivered'));
    expect((await as('careful', { path: `${page}/mail/resend-notice?account=${sub}` })).body).toMatch(
      new RegExp(`Account jan\\.[\\s\\S]*name="account" value="${sub}"`),
    );
  });

  it('goes out three times at most, however many orders come at once', async () => {
    const { call, mail } = staged(row('delivered'));
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => call('careful', 'POST', path, { order: 'resend-notice', account: sub })),
    );
    const again = mail.notices.filter(({ mail: kind }) => kind?.startsWith('again-'));
    expect(again.map(({ mail: kind }) => kind).sort()).toEqual([...new Set(again.map(({ mail: kind }) => kind))].sort());
    expect(again.length).toBeLessThanOrEqual(3);
    expect(sent.filter(({ statusCode }) => statusCode === 200)).toHaveLength(again.length);
  });

  it('is refused after three more, and for an account that is not there', async () => {
    const { call, mail } = staged(row('sent'));
    mail.notices.push(...[1, 2, 3].map((each) => row('delivered', { mail: `again-${each}` })));
    expect((await call('careful', 'POST', path, { order: 'resend-notice', account: sub })).statusCode).toBe(409);
    expect((await call('careful', 'POST', path, { order: 'resend-notice', account: 'nobody' })).statusCode).toBe(404);
    expect((await call('careful', 'POST', path, { order: 'resend-notice' })).statusCode).toBe(400);
  });

  it('reports calls, which a commander sets the capacity for; an auditor does neither', async () => {
    const { call, mail } = makeLiveStage();
    expect((await call('careful', 'POST', path, { order: 'report-calls', calls: 340 })).statusCode).toBe(200);
    expect((await call('careful', 'POST', path, { order: 'set-helpdesk', calls: 1_000 })).statusCode).toBe(403);
    expect(bodyOf(await call('anna', 'POST', path, { order: 'set-helpdesk', calls: 1_000 })).mail).toMatchObject({
      helpdeskPerHour: 1_000,
    });
    expect(mail.helpdesk).toEqual({ helpdeskPerHour: 1_000 });
    expect((await call('anna', 'POST', path, { order: 'report-calls', calls: 2.5 })).statusCode).toBe(400);
    expect((await call('anna', 'POST', path, { order: 'report-calls' })).statusCode).toBe(400);
    expect((await call('eva', 'POST', path, { order: 'report-calls', calls: 1 })).statusCode).toBe(403);
  });
});

describe('the canary', () => {
  it('is ended by a commander, once', async () => {
    const { call, as, mail } = makeLiveStage();
    mail.canaryAt = 1;
    expect(bodyOf(await call('anna', 'GET', path)).mail).toMatchObject({ limit: 'canary', pausedFor: 'canary' });
    const { body } = await as('anna', { path: page });
    expect(body).toContain('Send the remaining notices');
    expect(body).toContain('The first notices were sent, and the others wait: check that');
    expect(body).not.toContain('Notices go out by themselves');
    expect(bodyOf(await call('anna', 'POST', path, { order: 'end-canary' })).mail).toMatchObject({ limit: 'rate' });
  });
});
