import { describe, expect, it } from 'vitest';
import { referenceOf, referredMails } from '#domain/account/reference.ts';
import { httpHandler } from '#shared/lambda/http.ts';
import { asker } from '#test/kits/rest-event.ts';
import { checkPage } from './check.ts';
import { errorPage } from './error.ts';

const secret = 'a secret';
const sentAt = Date.UTC(2026, 10, 20, 13, 5);
const parts = { campaignId: 'c1', sub: 's1', atMs: sentAt } as const;
const ask = asker(
  httpHandler({
    routes: checkPage({ secret: async () => secret, clock: { now: () => sentAt + 86_400_000, sleep: async () => {} } }),
    logger: { log: () => {} },
    errorPage,
  }),
);
const check = (reference: string) => ask({ method: 'POST', path: '/check?lang=en', form: { reference } });

describe('the page that tells whether a mail is ours', () => {
  it.each(referredMails)('says yes to a reference of ours, when it was sent and what it asked (%s)', async (mail) => {
    const { statusCode, body } = await check(referenceOf(secret, { ...parts, mail }));
    expect(statusCode).toBe(200);
    expect(body).toContain('Yes, this reference is ours');
    expect(body).toContain('on Friday, 20 November 2026, between 14:00 and 15:00');
    expect(body).toContain('choose a new password here');
  });

  it('says no to one that somebody made up, and says the same of all of those', async () => {
    const [one, other] = [await check('4K7M-12XW-D9FT'), await check('AAAA-AAAA-AAAA')];
    expect(one.statusCode).toBe(200);
    expect(one.body).toContain('No, we do not know this reference');
    expect(other.body).toBe(one.body);
  });

  it('asks again for what cannot be a reference', async () => {
    const { statusCode, body } = await check('<b>1234');
    expect(statusCode).toBe(400);
    expect(body).toContain('&lt;b&gt;1234');
  });

  it('shows a form and answers nothing to whoever only opens it', async () => {
    const { statusCode, body } = await ask({ method: 'GET', path: '/check?lang=nl' });
    expect(statusCode).toBe(200);
    expect(body).toContain('Is deze e\u2011mail van ons?');
  });
});
