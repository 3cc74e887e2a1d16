import { describe, expect, it } from 'vitest';
import { isOver, type RecoveryRow } from '#domain/recovery/recovery.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fault } from '#simulator/faults.ts';
import { strikeAt } from '../kits/fault-once.ts';
import { codeSecret, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const accounts = [sanne, { ...sanne, campaignId: 'c2' }];
const newPassword = 'vier fietsen tegen de wind';
const otherPassword = 'zeven katten op het dak';

const faults: Readonly<Record<string, Fault>> = {
  crash: { kind: 'crash' },
  timeout: { kind: 'timeout' },
  throttle: { kind: 'error', error: new AwsError('ThrottlingException', 'Rate exceeded') },
};

describe('a recovery that is cut off', () => {
  it.each(Object.keys(faults))('by a %s at any point leaves the account contained, and the next try completes it', async (kind) => {
    let points = 0;
    for (; points < 200; points++) {
      const fault = strikeAt('pages', faults[kind] as Fault);
      const stage = setRecoveryStage({ accounts, live: ['c1', 'c2'], faults: fault });
      const holder = new Visitor(stage);
      await holder.prove(address);
      fault.arm(points);
      const first = await holder.setPassword('s1', newPassword);
      if (!fault.struck) break;
      for (const row of [stage.accountRow('s1'), stage.accountRow('s1', 'c2')]) {
        const { passwordSetAt, signedOutAt } = stage.user('s.devries');
        if (row.state !== 'contained') expect(signedOutAt).toBeGreaterThan(passwordSetAt ?? Number.POSITIVE_INFINITY);
        if (row.state === 'recovered') expect(row.recoveredAt).toBeLessThanOrEqual(passwordSetAt ?? Number.NEGATIVE_INFINITY);
      }
      if (first.statusCode !== 303) {
        await stage.world.clock.run({ untilMs: stage.world.clock.now() + 31_000 });
        expect(locationOf(await holder.setPassword('s1', otherPassword)), `point ${points}`).toBe('./done');
      }
      expect((await holder.get('/done')).statusCode, `point ${points}`).toBe(200);
      expect([stage.accountRow('s1').state, stage.accountRow('s1', 'c2').state]).toEqual(['recovered', 'recovered']);
      await stage.workOffMails();
      expect(stage.mailsTo(address).at(-1)?.subject, `point ${points}`).toBe('Your password has been changed');
    }
    expect(points).toBeGreaterThan(25);
  });
});

describe('a mail with a code', () => {
  it.each(Object.keys(faults))('survives a %s at any point: it comes, as one code, and stays within the limit', async (kind) => {
    let points = 0;
    for (; points < 100; points++) {
      const fault = strikeAt('send-recovery-mail', faults[kind] as Fault);
      const stage = setRecoveryStage({ accounts, live: ['c1', 'c2'], faults: fault });
      const holder = new Visitor(stage);
      await holder.post('/identify', { address });
      fault.arm(points);
      for (let tries = 0; tries < 5; tries++) {
        await stage.workOffMails();
        await stage.world.clock.run({ untilMs: stage.world.clock.now() + 20_000 });
      }
      if (!fault.struck) break;
      expect(stage.mailsTo(address).length, `point ${points}`).toBeGreaterThanOrEqual(1);
      expect(stage.mailsTo(address).length, `point ${points}`).toBeLessThanOrEqual(2);
      expect(new Set(stage.mailsTo(address).map(({ text }) => text)).size).toBe(1);
      expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) })), `point ${points}`).toBe('./password');
    }
    expect(points).toBeGreaterThan(12);
  });
});

describe('what is left behind', () => {
  it('holds no code, password, token or cookie, and of addresses only what is forgotten within the hour (attack 20)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    const typo = 'sane@example.nl';
    await new Visitor(stage).identify(typo);
    await holder.post('/identify', { address });
    const queued = [...stage.sqs.messages('mail')];
    await stage.workOffMails();
    const code = stage.codeFor(address);
    await holder.post('/code', { code: '9999 9999' });
    await holder.post('/code', { code });
    await holder.setPassword('s1', 'Welkom2026!!');
    await holder.setPassword('s1', newPassword);
    queued.push(...stage.sqs.messages('mail'));
    const rows = ['recoveries', 'pace', 'epochs', 'accounts'].flatMap((table) => [...stage.dynamodb.rows(table)]);
    const rest = [...rows.map((row) => JSON.stringify(row)), ...stage.logs, ...queued].join('\n');
    const secrets = [code, code.replace(' ', ''), '99999999', newPassword, 'Welkom2026', codeSecret, ...holder.cookies.values()];
    for (const secret of secrets) expect(rest).not.toContain(secret);
    expect([...stage.logs, ...queued].join('\n')).not.toMatch(/example\.nl|s\.devries/);
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 3_600_001 });
    const recoveries = [...stage.dynamodb.rows('recoveries')] as unknown as RecoveryRow[];
    expect(recoveries.filter((row) => row.address !== undefined && !isOver(row, stage.world.clock.now()))).toEqual([]);
  });
});
