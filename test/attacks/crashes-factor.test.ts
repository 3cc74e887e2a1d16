import { describe, expect, it } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import type { Fault } from '#simulator/faults.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { strikeAt } from '../kits/fault-once.ts';
import { begin, pass, passkeyPool, passkeysOf, plant } from '../kits/passkeys.ts';
import { type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const accounts = [sanne, { ...sanne, campaignId: 'c2' }];
const passwords = ['vier fietsen tegen de wind', 'zeven katten op het dak', 'drie wolken boven zee'];

const faults: Readonly<Record<string, Fault>> = {
  crash: { kind: 'crash' },
  timeout: { kind: 'timeout' },
  throttle: { kind: 'error', error: new AwsError('TooManyRequestsException', 'Rate exceeded') },
};

/** How the second factor of the account stands when the recovery begins. */
const situations = {
  'an authenticator app': {
    pool: { ...passkeyPool, MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    users: { 's.devries': { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } },
  },
  'a pool that demands one': { pool: { ...passkeyPool, MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }, users: {} },
};

/** The way from the proven mailbox to the end, as a person goes it who tries what the pages offer: the same password first. */
async function goOn(stage: RecoveryStage, holder: Visitor, look: () => Promise<void>): Promise<void> {
  let password = 0;
  let key = '';
  for (let step = 0; step < 12; step++) {
    const shown = await holder.get('/factor');
    if (locationOf(shown) === './done') return;
    key = /secret=([A-Z2-7]+)/.exec(shown.body)?.[1] ?? key;
    const code = totp(stage.user('s.devries').softwareToken ?? key, stage.world.clock.now());
    const answer =
      shown.statusCode === 200
        ? await holder.post('/factor', { code })
        : await holder.setPassword('s1', passwords[Math.min(password, 2)] as string);
    await look();
    if (answer.statusCode === 400 && shown.statusCode !== 200) password++;
    else if (answer.statusCode !== 303) await pass(stage, 31_000);
  }
  throw new Error('the way does not end');
}

describe('a recovery with a second factor that is cut off', () => {
  it.each(Object.keys(situations).flatMap((situation) => Object.keys(faults).map((kind) => [situation, kind] as const)))(
    'with %s by a %s at any point stays contained, loses nothing, and ends with the factor proven',
    async (situation, kind) => {
      let points = 0;
      for (; points < 300; points++) {
        const fault = strikeAt('pages', faults[kind] as Fault);
        const stage = setRecoveryStage({ accounts, live: [], faults: fault, ...situations[situation as keyof typeof situations] });
        await plant(stage, 's.devries', 'planted');
        begin(stage, 'c1');
        begin(stage, 'c2');
        const holder = new Visitor(stage);
        await holder.prove(address);
        fault.arm(points);
        await goOn(stage, holder, async () => {
          const rows = [stage.accountRow('s1'), stage.accountRow('s1', 'c2')];
          const { passwordSetAt, signedOutAt, tokensAlive, softwareToken } = stage.user('s.devries');
          const at = `point ${points}`;
          if (rows.some(({ state }) => state !== 'contained'))
            expect(signedOutAt, at).toBeGreaterThan(passwordSetAt ?? Number.POSITIVE_INFINITY);
          if (rows.every(({ state }) => state !== 'recovered')) return;
          expect([tokensAlive, softwareToken?.length], at).toEqual([0, 52]);
          for (const { recoveredAt = 0 } of rows) expect(recoveredAt, at).toBeLessThanOrEqual(passwordSetAt ?? Number.NEGATIVE_INFINITY);
        });
        expect([stage.accountRow('s1').state, stage.accountRow('s1', 'c2').state]).toEqual(['recovered', 'recovered']);
        expect(await passkeysOf(stage, 's.devries'), `point ${points}`).toEqual([]);
        if (!fault.struck) break;
      }
      expect(points).toBeGreaterThan(60);
    },
  );
});
