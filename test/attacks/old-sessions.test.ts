import { beforeAll, describe, expect, it } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { type SignInStage, setSignInStage } from '../kits/sign-in.ts';

const newPassword = 'vier fietsen tegen de wind';
const minute = 60_000;
/** What the client of managed login lingers for: challenges (7 times 3 minutes), cookie (60), code (5); and ten seconds. */
const shutUntilMs = 86 * minute + 10_000;

describe('what an intruder opened before a start and uses after the holder has recovered', () => {
  let stage: SignInStage;
  let startedAt: number;
  let riddle: Fields;
  let app: Fields;
  let cookie: string;
  let code: string;

  const at = (ms: number) => stage.pass(Math.max(0, startedAt + ms - stage.world.clock.now()));
  const outcome = async (attempt: () => Promise<unknown>) =>
    attempt().then(
      () => 'tokens',
      (error: Error) => error.message,
    );

  beforeAll(async () => {
    stage = await setSignInStage();
    const { web, product } = stage.clients;
    const id = await stage.plan({ kind: 'everybody' });
    ({ cookie, code } = await stage.visit(web, 'sanne'));
    riddle = await stage.beginRiddle('sanne');
    app = await stage.withPassword(product, 'joost');
    expect(app.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    await stage.start(id);
    startedAt = stage.world.clock.now();
    await stage.pass(10_000);
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
    // Joost has recovered too, one way or another.
    const row = stage.rows('accounts').find(({ username }) => username === 'joost');
    stage.put('accounts', { ...row, state: 'recovered', recoveredAt: stage.world.clock.now() });
  });

  it('is worth nothing as a challenge: neither one for an authenticator app nor a custom one (attack 45)', async () => {
    expect(await outcome(() => stage.answerApp(stage.clients.product, app, 'joost'))).toMatch(/kunt hier inloggen vanaf/);
    expect(await outcome(() => stage.answerRiddle(riddle, 'sanne'))).toMatch(/kunt hier inloggen vanaf/);
  });

  it('is worth nothing as an authorization code (attack 46)', async () => {
    expect(await outcome(() => stage.exchange(stage.clients.web, code))).toMatch(/kunt hier inloggen vanaf/);
  });

  it('is worth nothing as a cookie, at any client of the domain, until its last code is dead (attack 44)', async () => {
    const { web, shop } = stage.clients;
    for (const ms of [2 * minute, 30 * minute, 59 * minute]) {
      await at(ms);
      for (const client of [web, shop]) {
        expect(await outcome(async () => stage.exchange(client, stage.reuse(client, cookie))), `${client} at ${ms}`).toMatch(
          /kunt hier inloggen vanaf/,
        );
      }
    }
    const last = stage.reuse(web, cookie);
    await at(63.9 * minute);
    expect(await outcome(() => stage.exchange(web, last))).toMatch(/kunt hier inloggen vanaf/);
    expect(await outcome(async () => stage.reuse(web, cookie))).toContain('no session');
  });

  it('keeps the holder out of that client no longer than it can be old, and out of others less long', async () => {
    const { web, product } = stage.clients;
    expect(await outcome(() => stage.withPassword(product, 'sanne', newPassword))).toBe('tokens');
    expect(await outcome(() => stage.withPassword(web, 'sanne', newPassword))).toMatch(/kunt hier inloggen vanaf/);
    await at(shutUntilMs - 1_000);
    expect(await outcome(() => stage.withPassword(web, 'sanne', newPassword))).toMatch(/kunt hier inloggen vanaf/);
    await at(shutUntilMs);
    expect(await outcome(async () => stage.exchange(web, (await stage.visit(web, 'sanne', newPassword)).code))).toBe('tokens');
  });
});
