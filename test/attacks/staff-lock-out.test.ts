import { beforeEach, describe, expect, it } from 'vitest';
import { staffUsers } from '#infra/rehearsal/people.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import type { Browser } from '../kits/browser.ts';
import { type Stage, setStage } from '../kits/world.ts';

const { username = '', password = '' } = staffUsers.find(({ role }) => role === 'commander') ?? {};
const logInPath = '/console/log-in';

describe('a stranger who knows the name of the commander', () => {
  let stage: Stage;
  const code = () => totp(stage.cognito.inspect.user(stage.output('StaffPoolId'), username).softwareToken ?? '', stage.world.clock.now());

  /** Logs the commander in; gives the path of the page that follows. */
  const logIn = async (browser: Browser, path = logInPath): Promise<string> => {
    await browser.open(path);
    await browser.submit({ username, password });
    if (!browser.text.includes('Enter the code')) return browser.text;
    await browser.submit({ 'one-time-code': code() });
    return browser.path;
  };

  /** Wrong log-ins one after another, by form and API in turn, with the name written in several ways. */
  const guess = async (times: number, pauseMs: number): Promise<void> => {
    const names = [username, username.toUpperCase(), `${username}@staff.example`, `${username} `];
    for (let guessed = 0; guessed < times; guessed++) {
      const form = { username: names[guessed % names.length] ?? '', password: `guess-${guessed}` };
      const asForm = guessed % 2 === 0;
      await stage.settle(
        stage.simulator.http('sluis-staff', {
          method: 'POST',
          path: asForm ? logInPath : '/api/log-in',
          headers: {
            host: 'staff.example',
            'content-type': asForm ? 'application/x-www-form-urlencoded' : 'application/json',
            ...(asForm && { origin: 'https://staff.example' }),
          },
          body: asForm ? new URLSearchParams({ ...form, campaign: '', device: '' }).toString() : JSON.stringify(form),
        }),
      );
      await stage.pass(pauseMs);
    }
  };

  beforeEach(async () => {
    stage = await setStage({ users: [] });
  });

  it.each([
    ['within a minute', 50],
    ['over eleven hours', 40_000],
  ])('fails 1,000 times %s, and the commander gets in at once from a device that they used before', async (_, pauseMs) => {
    const browser = stage.console();
    expect(await logIn(browser)).toBe('/console/campaigns');
    await guess(1_000, pauseMs);
    expect(await logIn(browser)).toBe('/console/campaigns');
    await stage.pass(120_000);
    const heard = stage.simulator.services.alarms.history.filter(({ alarm, to }) => alarm === 'sluis-log-in-flood' && to === 'ALARM');
    expect(heard.map(({ failures }) => failures)).toEqual(pauseMs < 1_000 ? [[]] : []);
  });

  it('fails 1,000 times, and the commander gets in from a new device by their link, which opens nothing by itself', async () => {
    const browser = stage.console();
    await logIn(browser);
    await browser.open('/console/device');
    const link = /href="[./]*(console\/log-in\?device=[\w-]{43})"/.exec(browser.page.body)?.[1] ?? '';
    await guess(1_000, 50);
    const elsewhere = stage.console();
    expect(await logIn(elsewhere)).toContain('Too many wrong log-ins');
    expect(await logIn(elsewhere, `/${link}`)).toBe('/console/campaigns');
    const stranger = stage.console();
    await stranger.open(`/${link}`);
    await stranger.submit({ username, password: 'a guess' });
    expect(stranger.text).toContain('This is not right');
  });

  it('fails 1,000 times at Cognito’s own endpoint, which counts none of it', async () => {
    const ClientId = stage.output('ConsoleClientId');
    for (let guessed = 0; guessed < 1_000; guessed++) {
      for (const AuthFlow of ['USER_PASSWORD_AUTH', 'USER_AUTH', 'USER_SRP_AUTH']) {
        const AuthParameters = { USERNAME: username, PASSWORD: `guess-${guessed}`, SRP_A: 'ab', PREFERRED_CHALLENGE: 'PASSWORD' };
        const call = async () => stage.cognito.operations.InitiateAuth?.({ ClientId, AuthFlow, AuthParameters });
        await expect(stage.settle(call())).rejects.toThrow();
      }
      await stage.pass(50);
    }
    expect(await logIn(stage.console())).toBe('/console/campaigns');
  });

  it('cannot use what tells the device of somebody else', async () => {
    const other = staffUsers.find(({ role }) => role === 'operator') ?? { username: '', password: '' };
    const key = stage.cognito.inspect.user(stage.output('StaffPoolId'), other.username).softwareToken ?? '';
    const browser = stage.console();
    await browser.open(logInPath);
    await browser.submit({ username: other.username, password: other.password });
    await browser.submit({ 'one-time-code': totp(key, stage.world.clock.now()) });
    await guess(10, 50);
    await browser.open(logInPath);
    await browser.submit({ username, password });
    expect(browser.text).toContain('Too many wrong log-ins');
  });
});
