import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';

const pictures = process.env.SCREENSHOTS;
const root = fileURLToPath(new URL('../../', import.meta.url));
const directory = process.env.DIRECTORY ?? join(root, 'infra/rehearsal/directory/small.jsonl');
const newPassword = 'vier fietsen tegen de wind';

interface Ready {
  readonly console: string;
  readonly pages: string;
  readonly mail: string;
  readonly staff: readonly { readonly username: string; readonly password: string; readonly role: string; readonly totp: string }[];
}

let sluis: ChildProcess;
let browser: Browser;
let ready: Ready;

beforeAll(async () => {
  const readyFile = join(mkdtempSync(join(tmpdir(), 'sluis-')), 'ready.json');
  const options = ['--port', '0', '--ready-file', readyFile, '--directory', directory];
  sluis = spawn(process.execPath, ['infra/command/start.ts', ...options], { cwd: root, stdio: 'inherit' });
  for (let tries = 0; !existsSync(readyFile) && tries < 300; tries++) await sleep(200);
  ready = JSON.parse(readFileSync(readyFile, 'utf8')) as Ready;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
  if (pictures) mkdirSync(pictures, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  sluis?.kill('SIGINT');
});

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** A page of a member of staff who has logged in; once for each, as a code of an authenticator app counts once. */
async function logIn(role: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const { username = '', password = '', totp: key = '' } = ready.staff.find((each) => each.role === role) ?? {};
  await page.goto(ready.console);
  await picture(page, `log-in-${role}`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel(/password/i).fill(password);
  await page.getByRole('button', { name: /log in/i }).click();
  await picture(page, `code-${role}`);
  await page.getByLabel(/code/i).fill(totp(key, Date.now()));
  await page.getByRole('button', { name: /log in/i }).click();
  return page;
}

/** Reloads a page until it shows a text. */
async function reloadUntil(page: Page, text: RegExp): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (text.test((await page.textContent('main')) ?? '')) return;
    await sleep(500);
    await page.reload();
  }
  throw new Error(`${page.url()} never showed ${text}: ${await page.textContent('main')}`);
}

/** The mails to an address, as the mail viewer has them. */
async function mailsTo(address: string): Promise<readonly { readonly subject: string; readonly text: string }[]> {
  const answer = await fetch(new URL(`api/mails?to=${encodeURIComponent(address)}`, ready.mail));
  return ((await answer.json()) as { readonly mails: readonly { readonly subject: string; readonly text: string }[] }).mails;
}

describe('npm start, from plan to recovered, in a browser without JavaScript', () => {
  let commander: Page;
  let approver: Page;
  let campaignUrl: string;
  let address: string;

  it('lets a commander plan a campaign, and shows its head-count and a sample', async () => {
    commander = await logIn('commander');
    await picture(commander, 'campaigns-empty');
    await commander
      .getByRole('link', { name: /plan a campaign/i })
      .first()
      .click();
    await commander.getByLabel('Title').fill('Passwords of the Dutch environment');
    await commander.getByLabel('Some environments').check();
    await commander.getByLabel(/^Environments/).fill('nl');
    await picture(commander, 'plan');
    await commander.getByRole('button', { name: 'Count the scope' }).click();
    await reloadUntil(commander, /Will be contained/);
    campaignUrl = commander.url();
    await picture(commander, 'planned');
  });

  it('shows the approver each message as holders will get it', async () => {
    approver = await logIn('approver');
    await approver.goto(campaignUrl);
    await approver.getByRole('link', { name: 'Read the messages' }).click();
    await approver.getByRole('link', { name: 'Reminder' }).click();
    await approver.getByRole('link', { name: 'Dutch', exact: true }).click();
    const mail = approver.frameLocator('iframe[title="The mail as HTML: Herinnering: kies een nieuw wachtwoord"]');
    await mail.getByText("Beste Zoë d'Hondt,").waitFor();
    expect((await mail.locator('h1').boundingBox())?.width, 'inline styles apply').toBe(580);
    expect(await mail.getByText('Uw oude wachtwoord werkt niet meer, en').isVisible()).toBe(false);
    await picture(approver, 'messages');
  });

  it('lets another person approve it, and the commander start it after a page that says what that means', async () => {
    await approver.goto(campaignUrl);
    await reloadUntil(approver, /approve/i);
    await picture(approver, 'to-approve');
    await approver
      .getByRole('link', { name: /approve/i })
      .or(approver.getByRole('button', { name: /approve/i }))
      .first()
      .click();
    const confirm = approver.getByRole('button', { name: /approve/i });
    if (await confirm.count()) {
      await picture(approver, 'confirm-approve');
      await confirm.first().click();
    }
    await commander.goto(campaignUrl);
    await commander
      .getByRole('link', { name: /start/i })
      .or(commander.getByRole('button', { name: /start/i }))
      .first()
      .click();
    await picture(commander, 'confirm-start');
    await commander.getByRole('button', { name: /start/i }).first().click();
    await reloadUntil(commander, /live/i);
    await sleep(Number(process.env.LOOK_AFTER_MS ?? 2_000));
    await commander.goto(campaignUrl);
    await picture(commander, 'live');
  });

  it('shows every notice in the mail viewer', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(ready.mail);
    await picture(page, 'mails');
    const answer = (await (await fetch(new URL('api/mails', ready.mail))).json()) as {
      readonly mails: readonly { readonly to: readonly string[] }[];
    };
    const all = answer.mails.map(({ to }) => to.join());
    address = all.find((each) => all.filter((other) => other === each).length === 1) ?? '';
    expect(address).toContain('@');
    await page.getByRole('link').filter({ hasText: address }).or(page.locator('a[href*="mail"]')).first().click();
    await picture(page, 'notice');
  });

  it('lets a holder back in on a phone, with the code from the mail', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(ready.pages);
    await picture(page, 'holder-start');
    await page.goto(new URL('identify', ready.pages).href);
    await page.locator('input[name=address]').fill(address);
    await picture(page, 'holder-identify');
    await page.getByRole('button').last().click();
    await picture(page, 'holder-code');
    const code = () => mailsTo(address).then(([newest]) => /\b\d{4} ?\d{4}\b/.exec(newest?.text ?? '')?.[0]);
    for (let tries = 0; (await code()) === undefined && tries < 100; tries++) await sleep(200);
    await page.locator('input[autocomplete=one-time-code]').fill((await code()) ?? '');
    await page.locator('form:has(input[autocomplete=one-time-code]) button').first().click();
    const passwords = page.locator('input[autocomplete=new-password]');
    await passwords.last().waitFor();
    for (const field of await passwords.all()) await field.fill(newPassword);
    await picture(page, 'holder-password');
    await page.locator('form:has(input[autocomplete=new-password]) button').first().click();
    await page.waitForURL(/done/);
    await picture(page, 'holder-done');
  });

  it('shows the recovery in the console', async () => {
    await commander.goto(campaignUrl);
    await reloadUntil(commander, /1 recovered|recovered\s*1\b/i);
    await picture(commander, 'recovered');
    await commander.getByRole('link', { name: 'See who has not recovered yet' }).first().click();
    await picture(commander, 'still-out');
    await commander.goto(`${ready.console}/api`);
    await picture(commander, 'api');
  });
});
