import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '#domain/account/language.ts';
import { codeMail } from '#shared/messages/code/code.ts';
import { notice, noticeData } from '#shared/messages/notice/notice.ts';
import { recoveredMail } from '#shared/messages/recovered/recovered.ts';
import { setRecoveryStage } from '../kits/recovery.ts';
import { look, serve, sizes, startBrowser } from './site.ts';

const address = 'kantoor@voorbeeld.nl';
const newPassword = 'vier fietsen tegen de wind';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

const stageOf = () =>
  setRecoveryStage({
    accounts: [
      { sub: 's1', username: 'administratie', address, organisation: 'Bakkerij Jansen & Zn.' },
      {
        sub: 's2',
        username: 'directie.met.een.hele.lange.naam.die.niet.afbreekt@voorbeeld.nl',
        address,
        organisation: 'Bakkerij De Molen B.V.',
      },
    ],
  });

describe("the holder's way in a browser", () => {
  const visits = [['nl', 'desktop'] as const, ...languages.map((language) => [language, 'phone'] as const)];
  it.each(visits)('is open to everybody in %s and fits on a %s', async (language, size) => {
    const stage = stageOf();
    const site = await serve(stage);
    const context = await browser.newContext({ viewport: sizes[size], locale: language, javaScriptEnabled: true });
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    const follow = async (target: string) => {
      const loaded = page.waitForEvent('load');
      await page.locator(target).first().click();
      await loaded;
    };
    const submit = () => follow('main form button');
    const name = (step: string) => `${language}-${size}-${step}`;

    await page.goto(`${site.url}/?lang=${language}`);
    await look(page, name('1-start'));
    await follow('main a.button');
    await look(page, name('2-identify'));
    await page.fill('#field-address', 'kantoor');
    await submit();
    await look(page, name('3-identify-refused'));
    await page.fill('#field-address', address);
    await submit();
    expect(new URL(page.url()).pathname).toBe('/code');
    await look(page, name('4-code'));
    await page.fill('#field-code', '12345678');
    await submit();
    await look(page, name('5-code-refused'));
    // Another code is possible only later, and the page says when.
    expect(await page.locator('.panel form button').count()).toBe(0);
    expect(await page.locator('.panel').last().textContent()).toMatch(/\d/);
    await page.fill('#field-code', stage.codeFor(address));
    await submit();
    expect(new URL(page.url()).pathname).toBe('/password');
    await look(page, name('7-password'));
    await page.locator('#field-account').check();
    await page.fill('#field-password', 'Welkom2026!!');
    await page.fill('#field-repeat', 'Welkom2026!!');
    await submit();
    await look(page, name('8-password-refused'));
    stage.cognito.setQuota('UserAccountRecovery', 0);
    await page.fill('#field-password', newPassword);
    await page.fill('#field-repeat', newPassword);
    await submit();
    await look(page, name('9-password-moment'));
    stage.cognito.setQuota('UserAccountRecovery', 30);
    await page.fill('#field-password', newPassword);
    await page.fill('#field-repeat', newPassword);
    await submit();
    expect(new URL(page.url()).pathname).toBe('/done');
    await look(page, name('a-done'));
    await follow('main a.button');
    await look(page, name('b-password-last'));
    await page.fill('#field-password', newPassword);
    await page.fill('#field-repeat', newPassword);
    await submit();
    await look(page, name('c-done-all'));
    await page.reload();
    await page.goBack();
    await page.goto(`${site.url}/nothing/here`);
    await look(page, name('d-missing'));
    expect(foreign).toEqual([]);
    expect(['s1', 's2'].map((sub) => stage.accountRow(sub).state)).toEqual(['recovered', 'recovered']);
    await context.close();
    site.close();
  });
});

describe('a page that is asked for out of turn', () => {
  it.each(languages)('says so in %s', async (language) => {
    const site = await serve(stageOf());
    const context = await browser.newContext({ viewport: sizes.phone, locale: language });
    const page = await context.newPage();
    await page.goto(`${site.url}/password`);
    await look(page, `${language}-phone-e-step`);
    await context.close();
    site.close();
  });
});

describe.each(languages)('a mail in a mail client (%s)', (language: Language) => {
  const pagesOrigin = 'https://herstel.voorbeeld.nl';
  const account = { language, username: 's.devries', name: 'Sanne de Vries & Zn.', reference: '4K7M-12XW-D9FT' };
  const filled = Object.entries(noticeData(account)).reduce(
    (html, [name, value]) => html.replaceAll(`{{${name}}}`, () => value),
    notice(language, { pagesOrigin }).html,
  );
  const mails = {
    notice: filled,
    code: codeMail(language, { ...account, code: '01234567', pagesOrigin }).html,
    recovered: recoveredMail(language, { ...account, atMs: Date.UTC(2026, 10, 20, 13, 5) }).html,
  };

  it.each(['notice', 'code', 'recovered'] as const)('shows the %s mail to everybody', async (mail) => {
    for (const size of ['phone', 'desktop'] as const) {
      const context = await browser.newContext({ viewport: sizes[size] });
      const page = await context.newPage();
      await page.setContent(mails[mail]);
      await look(page, `mail-${language}-${size}-${mail}`);
      await context.close();
    }
  });
});
