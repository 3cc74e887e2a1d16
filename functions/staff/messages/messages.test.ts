import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { messageNames } from '#shared/messages/campaign-mails.ts';
import { asker } from '#test/kits/rest-event.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { makeHandler } from '../handler.ts';

const id = '01KAJ000000000000000000PVT';
const campaign = `/console/campaigns/${id}`;
const every = messageNames.flatMap((message) => languages.map((language) => [message, language] as const));
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);

/** A planned campaign. */
function planned() {
  const made = makeStage();
  made.put();
  return made;
}

describe('the messages in the console', () => {
  it('are linked from a campaign before its start, and after', async () => {
    const { as, put } = planned();
    expect((await as('carla', { path: campaign })).body).toContain(`${id}/messages">Read the messages</a>`);
    for (const state of ['planned', 'approved', 'live', 'closed'] as const) {
      put({ state });
      expect((await as('eva', { path: campaign })).body).toContain(`${id}/messages">Messages to holders</a>`);
    }
  });

  it.each(every)('can be read whole: %s, %s', async (message, language) => {
    const { as } = planned();
    const { statusCode, body } = await as('eva', { path: `${campaign}/messages?message=${message}&language=${language}` });
    expect(statusCode).toBe(200);
    expect(body).toContain(`<a href="?message=${message}&amp;language=${language}" aria-current="true">`);
    expect(body).toContain(`<pre class="letter" lang="${language}">`);
    expect(body).toContain('All checks passed.');
    expect(body).not.toMatch(/\{\{|undefined/);
    expect(body.includes('<iframe')).toBe(message !== 'sms');
    expect(body.includes('<dt>Parts</dt><dd>1</dd>')).toBe(message === 'sms');
  });

  it('show subject, preheader, text and HTML, the HTML in a frame of its own that may do nothing', async () => {
    const { as } = planned();
    const { body, headers } = await as('eva', { path: `${campaign}/messages?message=reminder&language=nl` });
    expect(body).toContain('<dd lang="nl">Herinnering: kies een nieuw wachtwoord</dd>');
    expect(body).toContain('<dd lang="nl">Uw oude wachtwoord werkt niet meer, en u hebt nog geen nieuw wachtwoord gekozen.</dd>');
    expect(body).toContain('Beste Zoë d&#39;Hondt,\n');
    expect(headers?.['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src 'self';.*frame-ancestors 'none'.*frame-src 'self'$/,
    );
    const [, attributes = '', source = ''] = body.match(/<iframe ([^>]*) src="([^"]*)">/) ?? [];
    expect(attributes).toBe('class="letter" sandbox title="The mail as HTML: Herinnering: kies een nieuw wachtwoord"');
    const mail = await as('eva', { path: new URL(source, `https://sluis.example${campaign}/messages`).pathname });
    expect(mail.body).toContain('<h1 style=');
    expect(mail.headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'X-Frame-Options': 'SAMEORIGIN',
      'Content-Security-Policy':
        "default-src 'none'; style-src-attr 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox",
    });
  });

  it('are for who may read, in campaigns and languages that there are', async () => {
    const { as, ask } = planned();
    const status = async (who: string, path: string) => (await as(who, { path })).statusCode;
    for (const path of [`${campaign}/messages`, `${campaign}/messages/code/nl`]) {
      expect((await ask({ path })).statusCode).toBe(303);
      expect(await status('fred', path)).toBe(403);
      expect(await status('eva', path.replace(id, '01KAJ0000000000000000000XX'))).toBe(404);
    }
    expect(await status('eva', `${campaign}/messages/sms/nl`)).toBe(404);
    expect(await status('eva', `${campaign}/messages/code/it`)).toBe(400);
    const { body } = await as('eva', { path: `${campaign}/messages?message=advert` });
    expect(body).toContain('allowed: notice-precaution, notice-suspected,');
  });

  it('say what keeps them from being sent', async () => {
    const { dependencies } = planned();
    const ask = asker(makeHandler({ ...dependencies, page: 'https://pages.example/a b' }));
    const headers = { Cookie: '__Host-staff=eva' };
    const { body } = await ask({ path: `${campaign}/messages?message=sms&language=fr`, headers });
    expect(body).toContain('It breaks these rules and may not be sent:');
    expect(body).toContain('<li>it names https://pages.example/a; allowed: https://pages.example/a b/</li>');
    expect(body).not.toContain('All checks passed.');
  });
});

describe('a message over the API', () => {
  it('is what the console shows', async () => {
    const { call } = planned();
    const { message } = bodyOf(await call('eva', 'GET', '/api/messages/notice-confirmed/fr'));
    expect(message).toMatchObject({ name: 'notice-confirmed', language: 'fr', faults: [] });
    expect(message.subject).toBe('Votre mot de passe ne fonctionne plus\u00a0: choisissez-en un nouveau');
    expect(message.preheader).toBe('Nous savons que quelqu’un d’autre a utilisé votre mot de passe.');
    expect(message.html).toContain('<html lang="fr">');
    expect(message.text).toContain("Bonjour Zoë d'Hondt,");
    const text = bodyOf(await call('eva', 'GET', '/api/messages/sms/en'));
    expect(Object.keys(text.message)).toEqual(['name', 'language', 'text', 'parts', 'faults']);
  });

  it('is refused where there is none, and without a role', async () => {
    const { call } = planned();
    const answer = await call('eva', 'GET', '/api/messages/notice/nl');
    expect([answer.statusCode, bodyOf(answer).detail]).toEqual([
      400,
      expect.stringContaining('message is "notice"; allowed: notice-precaution, '),
    ]);
    expect((await call('fred', 'GET', '/api/messages/code/nl')).statusCode).toBe(403);
  });

  it('is described with every message and language that there is', async () => {
    const { paths } = bodyOf(await planned().ask({ path: '/console/openapi.json' }));
    const { parameters } = paths['/api/messages/{message}/{language}'].get;
    expect(parameters.map(({ name, schema }: { name: string; schema: { enum: string[] } }) => [name, schema.enum])).toEqual([
      ['message', messageNames],
      ['language', languages],
    ]);
  });
});
