import { expect, it } from 'vitest';
import { setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, Visitor } from '../kits/visitor.ts';

const holders = Array.from({ length: 100 }, (_, index) => ({
  sub: `s${index}`,
  username: `holder${index}`,
  address: `holder${index}@example.nl`,
}));
const newPassword = 'vier fietsen tegen de wind';

/** Every holder sets their password once, two a second, while strangers sign in at the product with invented names; gives the share that got in. */
async function recoveredDuring(floodPerSecond: number): Promise<number> {
  const stage = setRecoveryStage({ accounts: holders });
  const visitors = holders.map(() => new Visitor(stage));
  for (const [index, { address }] of holders.entries()) await visitors[index]?.prove(address);
  const { clock } = stage.world;
  let invented = 0;
  let flooding = true;
  const flood = () => {
    if (!flooding) return;
    const AuthParameters = { USERNAME: `invented${invented++}`, PASSWORD: 'a guess' };
    const input = { ClientId: stage.productClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
    // Refused and throttled, which strangers do not mind.
    (async () => stage.cognito.operations.InitiateAuth?.(input))().catch(() => undefined);
    clock.schedule(1_000 / floodPerSecond, 'flood', flood);
  };
  clock.schedule(0, 'flood', flood);
  const answers = await stage.settle(
    Promise.all(
      visitors.map(async (visitor, index) => {
        await clock.sleep(500 * index);
        return visitor.send({ path: '/password', form: { account: `s${index}`, password: newPassword, repeat: newPassword } });
      }),
    ),
  );
  flooding = false;
  expect(invented).toBeGreaterThan(floodPerSecond * 49);
  return answers.filter((answer) => locationOf(answer)?.endsWith('/done')).length / holders.length;
}

it.each([[1_000], [3_000]])(
  'while strangers sign in with invented names %i times a second, 99 of 100 holders recover at the first try (attack 65)',
  async (perSecond) => {
    expect(await recoveredDuring(perSecond)).toBeGreaterThanOrEqual(0.99);
  },
);
