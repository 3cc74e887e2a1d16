import { describe, expect, it } from 'vitest';
import type { FaultPoint } from '#simulator/faults.ts';
import { setStage } from '#test/kits/world.ts';

const sub = '0f0e0d0c-0000-4000-8000-000000000001';
const sanne = {
  Username: 'sanne',
  Attributes: [
    { Name: 'sub', Value: sub },
    { Name: 'email', Value: 'sanne@example.nl' },
    { Name: 'email_verified', Value: 'true' },
  ],
};

describe('while a campaign is live', () => {
  it('a recovery client that a deployment replaced is named in its epoch within a minute (attack 80)', async () => {
    const stage = await setStage({ users: [sanne] });
    await stage.start(await stage.plan({ kind: 'everybody' }));
    const epoch = () => stage.rows('epochs').find(({ pk }) => pk === 'epochs');
    const version = () => stage.rows('epochs').find(({ pk }) => pk === 'version')?.version;
    expect(version()).toBe(1);
    // The epoch as it was written when another client was there.
    stage.put('epochs', { ...epoch(), ourClientId: 'of-before' });
    await stage.pass(61_000);
    expect(epoch()).toMatchObject({ ourClientId: stage.output('RecoveryClientId') });
    expect(version()).toBe(2);
  });

  it('checks of one account cost a resource server two reads in five seconds, and those that refuse it one more each (attack 73)', async () => {
    const reads: string[] = [];
    const at = ({ phase, operation, caller }: FaultPoint) => {
      if (phase === 'before' && caller.startsWith('check')) reads.push(operation);
      return undefined;
    };
    const stage = await setStage({ users: [sanne], faults: { at } });
    await stage.start(await stage.plan({ kind: 'everybody' }));
    const authTime = Math.floor(stage.world.clock.now() / 1000) + 3_600;
    const check = async () => {
      const body = JSON.stringify({ sub, authTime, clientId: 'product' });
      const headers = {
        host: 'check.example',
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: 'AWS4-HMAC-SHA256 Credential=x',
      };
      const answer = await stage.settle(stage.simulator.http('sluis-tokens', { method: 'POST', path: '/check/token', headers, body }));
      return { status: answer.status, ...(JSON.parse(Buffer.from(answer.body).toString()) as object) };
    };
    expect(await check()).toMatchObject({ status: 200, accepted: false });
    expect(reads).toEqual(['Query', 'BatchGetItem']);
    expect(await check()).toMatchObject({ accepted: false });
    expect(reads).toEqual(['Query', 'BatchGetItem', 'BatchGetItem']);
    const row = stage.rows('accounts').find((each) => each.sub === sub);
    stage.put('accounts', { ...row, state: 'recovered', recoveredAt: stage.world.clock.now() });
    await stage.pass(5_000);
    reads.length = 0;
    for (let count = 0; count < 50; count++) {
      expect(await check()).toMatchObject({ accepted: true });
      await stage.pass(50);
    }
    expect(reads).toEqual(['Query', 'BatchGetItem']);
  });
});
