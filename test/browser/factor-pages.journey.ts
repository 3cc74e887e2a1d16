import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { type RecoveryStage, type StageOptions, setRecoveryStage } from '../kits/recovery.ts';
import { look, serve, sizes, startBrowser } from './site.ts';

const address = 'kantoor@voorbeeld.nl';
const newPassword = 'vier fietsen tegen de wind';
const username = 'administratie';
const accounts = [{ sub: 's1', username, address }];
const withApp = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
const mfa = (MfaConfiguration: string) => ({ MfaConfiguration, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** A browser without scripts at the page that comes after a new password. */
async function afterPassword(options: Partial<StageOptions>, language: string, size: keyof typeof sizes) {
  const stage = setRecoveryStage({ accounts, ...options });
  const lingers = { byClient: {}, other: 3_600_000 };
  const epoch = [...stage.dynamodb.rows('epochs')][0] ?? {};
  stage.put('epochs', { ...epoch, lingers });
  const site = await serve(stage);
  const context = await browser.newContext({ viewport: sizes[size], locale: language, javaScriptEnabled: true });
  const page = await context.newPage();
  const submit = async (values: Readonly<Record<string, string>>) => {
    for (const [field, value] of Object.entries(values)) await page.fill(`#field-${field}`, value);
    const loaded = page.waitForEvent('load');
    await page.locator('main form button').first().click();
    await loaded;
  };
  await page.goto(`${site.url}/identify?lang=${language}`);
  await submit({ address });
  await submit({ code: stage.codeFor(address) });
  await submit({ password: newPassword, repeat: newPassword });
  const close = async () => {
    await context.close();
    site.close();
  };
  return { stage, page, submit, close };
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const appCode = (stage: RecoveryStage) => totp(stage.user(username).softwareToken ?? '', stage.world.clock.now());

describe('the second factor in a browser', () => {
  const visits = [['nl', 'desktop'] as const, ...languages.map((language) => [language, 'phone'] as const)];

  it.each(visits)('of a holder with an authenticator app reads well in %s on a %s', async (language, size) => {
    const options = { pool: mfa('OPTIONAL'), users: { [username]: withApp } };
    const { stage, page, submit, close } = await afterPassword(options, language, size);
    const name = (step: string) => `${language}-${size}-factor-${step}`;
    expect(pathOf(page)).toBe('/factor');
    await look(page, name('1-app'));
    await submit({ code: '000000' });
    await look(page, name('2-wrong'));
    stage.cognito.setQuota('UserAuthentication', 0);
    await submit({ code: appCode(stage) });
    await look(page, name('3-moment'));
    stage.cognito.setQuota('UserAuthentication', 120);
    await submit({ code: appCode(stage) });
    expect(pathOf(page)).toBe('/done');
    await look(page, name('4-done-lingers'));
    await close();
  });

  it.each(visits)('is set up where the pool demands one, in %s on a %s', async (language, size) => {
    const { stage, page, submit, close } = await afterPassword({ pool: mfa('ON') }, language, size);
    const name = (step: string) => `${language}-${size}-factor-${step}`;
    await look(page, name('5-setup'));
    const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await submit({ code: totp(key, stage.world.clock.now()) });
    expect(pathOf(page)).toBe('/done');
    await close();
  });

  it.each(visits)('that nobody can prove leads to help, in %s on a %s', async (language, size) => {
    const name = (step: string) => `${language}-${size}-factor-${step}`;
    const tried = await afterPassword({ pool: mfa('OPTIONAL'), users: { [username]: withApp } }, language, size);
    await tried.stage.world.clock.run({ untilMs: tried.stage.world.clock.now() + 901_000 });
    await tried.submit({ code: '000000' });
    await look(tried.page, name('6-over'));
    await tried.page.locator('main a.button').click();
    await tried.submit({ password: newPassword, repeat: newPassword });
    for (let index = 0; index < 5; index++) await tried.submit({ code: `00000${index}` });
    await look(tried.page, name('7-spent'));
    await tried.close();
    const shut = await afterPassword({ users: { [username]: { Enabled: false } } }, language, size);
    await look(shut.page, name('8-help'));
    await shut.close();
  });
});
