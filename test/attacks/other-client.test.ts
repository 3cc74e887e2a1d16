import { beforeAll, describe, expect, it } from 'vitest';
import { type SignInStage, setSignInStage } from '../kits/sign-in.ts';

const newPassword = 'vier fietsen tegen de wind';
const minute = 60_000;

describe('a campaign over one app client, while another client of the domain stays open', () => {
  let stage: SignInStage;
  let cookie: string;
  let recoveredAt: number;

  const atWeb = async () =>
    Promise.resolve()
      .then(() => stage.exchange(stage.clients.web, stage.reuse(stage.clients.web, cookie)))
      .then(
        () => 'tokens',
        (error: Error) => error.message,
      );

  beforeAll(async () => {
    stage = await setSignInStage();
    const { web, shop } = stage.clients;
    await stage.start(await stage.plan({ kind: 'client', clients: [web] }));
    // Long after the start, and just before the holder recovers, the old password still opens the other client, and a cookie that counts at both.
    await stage.pass(200 * minute);
    ({ cookie } = await stage.visit(shop, 'sanne'));
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
    recoveredAt = stage.world.clock.now();
  });

  it('lets nobody in by a cookie that the old password opened at that one (attack 44)', async () => {
    for (const ms of [0, 30 * minute, 55 * minute]) {
      await stage.pass(Math.max(0, recoveredAt + ms - stage.world.clock.now()));
      expect(await atWeb(), `after ${ms} ms`).toMatch(/kunt hier inloggen vanaf/);
    }
  });

  it('lets the holder in once no such cookie can live', async () => {
    await stage.pass(recoveredAt + 90 * minute - stage.world.clock.now());
    expect(await atWeb()).toContain('no session');
    const { web } = stage.clients;
    expect((await stage.exchange(web, (await stage.visit(web, 'sanne', newPassword)).code)).access_token).toBeDefined();
  });
});
