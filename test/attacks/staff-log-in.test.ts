import { beforeAll, describe, expect, it } from 'vitest';
import { staffUsers } from '#infra/rehearsal/people.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { type Stage, setStage } from '../kits/world.ts';

const logInPath = '/console/log-in';

describe('a member of the staff', () => {
  let stage: Stage;
  const { username, password } = staffUsers.find(({ role }) => role === 'commander') ?? { username: '', password: '' };
  const logIn = (body: object) =>
    stage.settle(
      stage.simulator.http('sluis-staff', {
        method: 'POST',
        path: '/api/log-in',
        headers: { host: 'staff.example', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const code = () => totp(stage.cognito.inspect.user(stage.output('StaffPoolId'), username).softwareToken ?? '', stage.world.clock.now());

  beforeAll(async () => {
    stage = await setStage({ users: [] });
  });

  it('opens nothing with the password alone, neither the console nor the API (attack 72)', async () => {
    expect((await logIn({ username, password })).status).toBe(401);
    const browser = stage.console();
    await browser.open(logInPath);
    await browser.submit({ username, password });
    expect(browser.text).toContain('Code of your authenticator app');
    expect((await browser.open('/console/campaigns')).status).toBe(200);
    expect(browser.path).toBe(logInPath);
  });

  it('opens both with a code, each code once', async () => {
    const browser = stage.console();
    await browser.open(logInPath);
    await browser.submit({ username, password });
    const first = code();
    await browser.submit({ 'one-time-code': first });
    expect(browser.path).toBe('/console/campaigns');
    expect((await logIn({ username, password, code: first })).status).toBe(401);
    await stage.pass(30_000);
    const opened = await logIn({ username, password, code: code() });
    expect(opened.status).toBe(200);
    const { token } = JSON.parse(Buffer.from(opened.body).toString()) as { token: string };
    const headers = { host: 'staff.example', authorization: token };
    const listed = await stage.settle(stage.simulator.http('sluis-staff', { method: 'GET', path: '/api/campaigns', headers }));
    expect(listed.status).toBe(200);
  });

  it('sets up an authenticator app at the first log-in, after a password of their own, and is let in by its code alone', async () => {
    const first = 'A-first-password-1';
    stage.cognito.createUser({
      UserPoolId: stage.output('StaffPoolId'),
      Username: 'nadia',
      TemporaryPassword: first,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: 'nadia@staff.example' }],
    });
    const browser = stage.console();
    await browser.open(logInPath);
    await browser.submit({ username: 'nadia', password: first });
    await browser.submit({ 'new-password': 'A-password-of-her-own-1' });
    const key = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(browser.page.body)?.[1]?.replaceAll(' ', '') ?? '';
    expect(browser.text).toContain('Set up your authenticator app');
    await browser.submit({ 'one-time-code': '000000' });
    expect(browser.page.status).toBe(400);
    expect(browser.text).toContain('Set up your authenticator app');
    await browser.submit({ 'one-time-code': totp(key, stage.world.clock.now()) });
    expect(browser.page.status).toBe(403);
    expect(browser.text).toContain('Nadia has no role');
    const again = stage.console();
    await again.open(logInPath);
    await again.submit({ username: 'nadia', password: 'A-password-of-her-own-1' });
    expect(again.text).toContain('Code of your authenticator app');
  });
});
