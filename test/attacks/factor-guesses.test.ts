import { describe, expect, it } from 'vitest';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const password = (round: number) => `vier fietsen tegen de wind ${round}`;
const pool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
const withApp = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
const appCode = (stage: RecoveryStage) => totp(stage.user('s.devries').softwareToken ?? '', stage.world.clock.now());
const pass = (stage: RecoveryStage, ms: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + ms });
const hour = 3_600_000;

const stageOf = () => setRecoveryStage({ accounts: [sanne], pool, users: { 's.devries': withApp } });

/** Somebody who reads the mailbox and knows no factor, from ever other networks; gives how often Cognito was asked. */
async function guess(stage: RecoveryStage, recoveries: number): Promise<number> {
  const before = stage.calls('cognito', 'AdminRespondToAuthChallenge');
  for (let round = 0; round < recoveries; round++) {
    const reader = new Visitor(stage, `10.${round}.1.1`);
    await reader.prove(address);
    if (locationOf(await reader.setPassword('s1', password(round))) === './factor') {
      for (let code = 0; code < 5; code++) await reader.post('/factor', { code: String(round * 5 + code).padStart(6, '0') });
    }
    await pass(stage, 180_000);
  }
  return stage.calls('cognito', 'AdminRespondToAuthChallenge') - before;
}

describe('a second factor that the reader of a mailbox guesses (attack 63)', () => {
  it('is guessed at ten times in a day, over however many recoveries', async () => {
    const stage = stageOf();
    expect(await guess(stage, 60)).toBe(10);
    expect(stage.accountRow('s1').state).toBe('recovering');
  });

  it('has its holder told once, and the helpdesk and the operators see it', async () => {
    const stage = stageOf();
    await guess(stage, 6);
    const told = stage.mailsTo(address).filter(({ subject }) => subject.includes('tweede stap'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('helpdesk');
    expect(stage.accountRow('s1').factorLockedAt).toBeGreaterThan(0);
    expect(stage.logs.filter((line) => line.includes('Factor::Locked'))).toHaveLength(1);
    expect(stage.logs.join('\n')).not.toContain(address);
  });

  it('is closed to its holder too, who reads until when, and works again then', async () => {
    const stage = stageOf();
    await guess(stage, 2);
    await pass(stage, hour);
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.setPassword('s1', password(90)))).toBe('./factor');
    for (const answer of [await holder.get('/factor'), await holder.post('/factor', { code: appCode(stage) })]) {
      expect(answer.statusCode).toBe(409);
      expect(textOf(answer)).toMatch(/in 23 hours.*helpdesk/s);
    }
    await pass(stage, 23 * hour);
    const later = new Visitor(stage);
    await later.prove(address);
    expect(locationOf(await later.setPassword('s1', password(91)))).toBe('./factor');
    expect(locationOf(await later.post('/factor', { code: appCode(stage) }))).toBe('./done');
  });

  it('is not used up by a stranger who cannot read the mailbox', async () => {
    const stage = stageOf();
    const stranger = new Visitor(stage, '198.51.100.7');
    await stranger.identify(address);
    for (let code = 0; code < 40; code++) {
      await stranger.post('/code', { code: String(code).padStart(8, '0') });
      await stranger.post('/factor', { code: String(code).padStart(6, '0') });
    }
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', password(1));
    expect(locationOf(await holder.post('/factor', { code: appCode(stage) }))).toBe('./done');
  });

  it('leaves other accounts at the same mailbox alone', async () => {
    const jan = { sub: 's2', username: 'jan', address } as const;
    const stage = setRecoveryStage({ accounts: [sanne, jan], pool, users: { 's.devries': withApp } });
    await guess(stage, 3);
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.setPassword('s2', password(1)))).toBe('./done');
  });
});
