import { expect, it } from 'vitest';
import { dutch, setSignInStage } from '../kits/sign-in.ts';

const newPassword = 'vier fietsen tegen de wind';
const intruders = 'zes boten onder de brug door';

it('nobody replaces the password of a holder by the question of a first password from before the start: the holder waits until it is dead', async () => {
  const stage = await setSignInStage({ users: [dutch('nieuw', {}, { UserStatus: 'FORCE_CHANGE_PASSWORD' })] });
  const { product } = stage.clients;
  const id = await stage.plan({ kind: 'everybody' });
  const challenge = await stage.withPassword(product, 'nieuw');
  expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  await stage.start(id);
  await stage.pass(10_000);
  expect(await stage.recover('nieuw@example.nl', newPassword)).toBe('/password');
  const answer = () =>
    stage.run('RespondToAuthChallenge', {
      ClientId: product,
      ChallengeName: challenge.ChallengeName,
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: 'nieuw', NEW_PASSWORD: intruders },
    });
  await expect(answer()).rejects.toThrow();
  await stage.pass(910_000);
  expect(await stage.recover('nieuw@example.nl', newPassword)).toBe('/done');
  await expect(answer()).rejects.toThrow(/session/i);
  await stage.pass(60_000);
  await expect(stage.withPassword(product, 'nieuw', intruders)).rejects.toThrow();
  await expect(stage.withPassword(product, 'nieuw', newPassword)).resolves.toBeDefined();
});
