import { beforeAll, describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import type { Browser } from '../kits/browser.ts';
import { type Stage, setStage } from '../kits/world.ts';

const address = 'sanne@example.nl';
const username = 's.devries';
const newPassword = 'vier fietsen tegen de wind';
const users = [
  {
    Username: username,
    Attributes: [
      { Name: 'email', Value: address },
      { Name: 'email_verified', Value: 'true' },
    ],
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  },
];

describe('a holder with an authenticator app, with the deployed grants and the real gate', () => {
  let stage: Stage;
  let browser: Browser;
  const stateOf = () => stage.rows('accounts').flatMap((row) => (row.username === username ? [row.state] : []));
  const appCode = () => {
    const { softwareToken = '' } = stage.cognito.inspect.user(stage.output('AccountsPoolId'), username);
    return totp(softwareToken, stage.world.clock.now());
  };

  beforeAll(async () => {
    stage = await setStage({ users });
    await stage.start(await stage.plan({ kind: 'everybody' }));
    browser = stage.holder();
    await browser.open('/identify');
    await browser.submit({ address });
    // The notice may come before the code or after it.
    const mails = () => stage.ses.list({ recipient: address, limit: 10 }).mails.map(({ text = '' }) => text);
    const code = () => /\b\d{4} \d{4}\b/.exec(mails().join('\n'))?.[0];
    await stage.until(() => code() !== undefined, 60_000);
    await browser.submit({ 'one-time-code': code() ?? '' });
    await browser.submit({ 'new-password': newPassword });
  });

  it('is asked for its code, while the product lets nobody in', async () => {
    expect(browser.path).toBe('/factor');
    expect(stateOf()).toEqual(['recovering']);
    for (const password of [stolenPassword, newPassword])
      await expect(stage.signIn(username, password)).rejects.toThrow('PreAuthentication');
  });

  it('is let in by the product once the code was right and nothing from before can be open there', async () => {
    await browser.submit({ code: appCode() });
    expect(browser.path).toBe('/done');
    expect(browser.text).toMatch(/up to (11|12|13) more minutes/);
    await stage.pass(780_000);
    expect(await stage.signIn(username, newPassword)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
    await expect(stage.signIn(username, stolenPassword)).rejects.toThrow('Incorrect username or password');
  });

  it('left no session of our own behind, and every step in the log', async () => {
    expect(stage.cognito.inspect.user(stage.output('AccountsPoolId'), username).tokensAlive).toBe(0);
    await stage.pass(10_000);
    const facts = stage.rows('audit').flatMap(({ fact }) => (fact === undefined ? [] : [fact as { subject: string; to: string }]));
    expect(facts.filter(({ subject }) => subject === 'account').map(({ to }) => to)).toEqual(['recovering', 'recovered']);
  });
});
