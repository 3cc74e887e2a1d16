import { describe, expect, it } from 'vitest';
import type { FaultPoint } from '#simulator/faults.ts';
import { oldPassword, type Player, setRecoveryStage } from '../kits/recovery.ts';
import { Visitor } from '../kits/visitor.ts';

const thief = 'thief@elsewhere.example';
const sanne = { sub: 's1', username: 's.devries', address: thief } as const;
const newPassword = 'vier fietsen tegen de wind';

describe('an intruder who recovers an account by an address of theirs', () => {
  it.each([
    ['set the password', 'AdminSetUserPassword', 'contained'],
    ['ended all sessions', 'AdminUserGlobalSignOut', 'contained'],
    ['signed in to prove the factors', 'AdminInitiateAuth', 'recovering'],
  ] as const)('is not let in where the address comes into doubt just after they %s', async (_, operation, state) => {
    let calls = 0;
    const doubt = () => stage.addAccount({ ...(stage.accountRow('s1') as Player), trusted: false, doubt: 'changed', gradings: 1 });
    const at = (point: FaultPoint) => {
      if (point.operation === operation && point.phase === 'after' && calls++ === 0) doubt();
      return undefined;
    };
    const stage = setRecoveryStage({ accounts: [sanne], faults: { at } });
    const intruder = new Visitor(stage);
    await intruder.prove(thief);
    expect((await intruder.setPassword('s1', newPassword)).statusCode).toBeGreaterThanOrEqual(400);
    expect(calls).toBeGreaterThan(0);
    expect(stage.accountRow('s1')).toMatchObject({ state, trusted: false });
    expect((await intruder.setPassword('s1', newPassword)).statusCode).toBeGreaterThanOrEqual(300);
    expect(stage.accountRow('s1')).toMatchObject({ state, trusted: false });
    for (const password of [newPassword, oldPassword]) await expect(stage.signIn('s.devries', password)).rejects.toThrow();
  });
});
