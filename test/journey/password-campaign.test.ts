import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import type { Browser } from '../kits/browser.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const dutch = { kind: 'environment', environments: ['nl'] };
const newPassword = 'een heel nieuw wachtwoord';

/** The rows of a reachable Dutch account whose address nobody shares. */
function someHolder(stage: Stage) {
  const accounts = stage.rows('accounts').filter((row) => row.state === 'contained' && row.trusted);
  const found = accounts.find((row) => accounts.filter((each) => each.address === row.address).length === 1);
  return { username: String(found?.username), address: String(found?.address), sub: String(found?.sub) };
}

/** The code in the newest mail to an address. */
async function codeFor(stage: Stage, address: string): Promise<string> {
  const newest = () => stage.ses.list({ recipient: address, limit: 1 }).mails[0];
  const code = () => /\b\d{4} ?\d{4}\b/.exec(newest()?.text ?? '')?.[0];
  await stage.until(() => code() !== undefined, 60_000);
  return (code() ?? '').replace(' ', '');
}

/** Goes the holder's way from the first page to the last. */
async function recover(stage: Stage, address: string, password: string): Promise<Browser> {
  const browser = stage.holder();
  await browser.open('/identify');
  await browser.submit({ address, email: address, username: address });
  await browser.submit({ 'one-time-code': await codeFor(stage, address) });
  await browser.submit({ 'new-password': password });
  return browser;
}

describe('a password campaign in virtual time', () => {
  let stage: Stage;
  let campaignId: string;
  let holder: ReturnType<typeof someHolder>;
  let refreshToken: string;

  beforeAll(async () => {
    stage = await setStage({ users: (await readDirectoryFile(small)).users });
    campaignId = await stage.plan(dutch);
    holder = someHolder(stage);
    const before = await stage.signIn(holder.username, stolenPassword);
    refreshToken = before.AuthenticationResult?.RefreshToken ?? '';
  });

  it('changes nothing for anybody before it starts', async () => {
    await expect(stage.refresh(refreshToken)).resolves.toBeDefined();
    expect(stage.ses.mailCount).toBe(0);
  });

  it('is not started before a second person has approved it', async () => {
    const commander = await stage.staff('commander');
    expect((await commander.change(campaignId, 'start')).status).toBe(409);
    expect((await commander.change(campaignId, 'approve')).status).toBe(403);
    expect((await (await stage.staff('approver')).change(campaignId, 'approve')).status).toBe(200);
    expect((await commander.change(campaignId, 'start')).status).toBe(200);
  });

  it('refuses old passwords and old refresh tokens within ten seconds, with no Cognito call per account', async () => {
    const before = stage.world.meter.snapshot().cognito ?? {};
    await stage.pass(10_000);
    const after = Object.entries(stage.world.meter.snapshot().cognito ?? {});
    const called = after.filter(([operation, { calls }]) => calls > (before[operation]?.calls ?? 0)).map(([operation]) => operation);
    // The watch reads the settings, sees whether the reset is shut, and signs in as the probe; none of these touches an account of somebody.
    expect(
      called.filter(
        (operation) =>
          !/^(DescribeUserPool|DescribeUserPoolClient|ListUserPoolClients|ForgotPassword|InitiateAuth|AdminInitiateAuth)$/.test(operation),
      ),
    ).toEqual([]);
    await expect(stage.signIn(holder.username, stolenPassword)).rejects.toThrow(/must change your password/);
    await expect(stage.refresh(refreshToken)).rejects.toThrow(/U moet uw wachtwoord wijzigen/);
  });

  it('lets accounts of other environments in', async () => {
    const outside = stage.cognito.inspect;
    const rows = new Set(stage.rows('accounts').map((row) => row.username));
    const other = (await listUsernames(stage)).find(
      (username) =>
        !rows.has(username) &&
        outside.user(stage.output('AccountsPoolId'), username).status === 'CONFIRMED' &&
        outside.user(stage.output('AccountsPoolId'), username).enabled,
    );
    await expect(stage.signIn(other ?? '', stolenPassword)).resolves.toBeDefined();
  });

  it('sends every reachable account exactly one notice, in its language, without a secret', async () => {
    const commander = await stage.staff('commander');
    const planned = (await commander.look(campaignId)).campaign.headcount?.notices ?? 0;
    await stage.until(async () => (await commander.look(campaignId)).progress.notices.delivered === planned, 120_000);
    const { mails, total } = stage.ses.list({ limit: 1_000 });
    expect(total).toBe(planned);
    expect(planned).toBeGreaterThan(10);
    const rows = stage.rows('notices').filter((row) => row.state === 'delivered');
    expect(mails.map(({ to }) => to.join()).sort()).toEqual(rows.map(({ address }) => String(address)).sort());
    expect(
      mails.every(
        ({ text = '', html = '' }) =>
          !/\d{8}/.test(text) && [...html.matchAll(/https?:\/\/[^"'\s<]+/g)].every(([link]) => link.startsWith('https://pages.example')),
      ),
    ).toBe(true);
  });

  it('lets a holder back in with a code by mail, and kills what was there before', async () => {
    const browser = await recover(stage, holder.address, newPassword);
    expect(browser.path).toBe('/done');
    await expect(stage.signIn(holder.username, newPassword)).rejects.toThrow(/vanaf 13:13 uur/);
    await stage.until(() => stage.world.clock.now() >= Date.UTC(2026, 10, 20, 13, 13), 900_000, 10_000);
    await expect(stage.signIn(holder.username, newPassword)).resolves.toBeDefined();
    await expect(stage.signIn(holder.username, stolenPassword)).rejects.toThrow(/Incorrect username or password/);
    await expect(stage.refresh(refreshToken)).rejects.toThrow(/revoked/i);
  });

  it('tells the holder by mail that the password was changed', async () => {
    await stage.until(() => stage.ses.list({ recipient: holder.address }).total === 3, 60_000);
  });

  it('shows progress that equals a recount of the rows', async () => {
    const commander = await stage.staff('commander');
    await stage.pass(10_000);
    const { progress } = await commander.look(campaignId);
    const recount = (table: string) =>
      Object.fromEntries(
        Object.entries(Object.groupBy(stage.rows(table), (row) => String(row.state))).map(([state, rows]) => [state, rows?.length ?? 0]),
      );
    const present = (counts: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
    expect(present(progress.accounts)).toEqual(recount('accounts'));
    expect(present(progress.notices)).toEqual(recount('notices'));
    expect(progress.accounts.recovered).toBe(1);
  });

  it('stays in force when it is closed', async () => {
    const commander = await stage.staff('commander');
    expect((await commander.change(campaignId, 'close')).status).toBe(200);
    const other = stage.rows('accounts').find((row) => row.state === 'contained' && row.trusted && row.username !== holder.username);
    await stage.pass(10_000);
    await expect(stage.signIn(String(other?.username), stolenPassword)).rejects.toThrow(/must change your password/);
  });

  it('has every step of staff and holder in whole hash chains', () => {
    const facts = stage
      .rows('audit')
      .filter((row) => String(row.sk).startsWith('entry#'))
      .map((row) => row.fact as { subject: string; to: string; by?: string });
    expect(facts.filter(({ subject }) => subject === 'campaign').map(({ to, by }) => [to, by])).toEqual([
      ['planning', 'carla'],
      ['planned', undefined],
      ['approved', 'anton'],
      ['live', 'carla'],
      ['closed', 'carla'],
    ]);
    expect(facts.filter(({ subject }) => subject === 'account').map(({ to }) => to)).toEqual(['recovering', 'recovered']);
  });
});

async function listUsernames(stage: Stage): Promise<readonly string[]> {
  const pool = stage.output('AccountsPoolId');
  const { ListUsersCommand } = await import('@aws-sdk/client-cognito-identity-provider');
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await stage.settle(stage.client.send(new ListUsersCommand({ UserPoolId: pool, PaginationToken: token })));
    names.push(...(page.Users ?? []).map(({ Username = '' }) => Username));
    token = page.PaginationToken;
  } while (token !== undefined);
  return names;
}
