import { describe, expect, it } from 'vitest';
import { type RecoveryStage, setRecoveryStage } from './recovery-stage.ts';
import { locationOf, Visitor } from './visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const minutes = (stage: RecoveryStage, count: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + count * 60_000 });
/** Whether a code comes to somebody who asks from this address. */
const getsCode = async (stage: RecoveryStage, ip: string) => {
  const before = stage.mailsTo(address).length;
  await new Visitor(stage, ip).identify(address);
  return stage.mailsTo(address).length > before;
};

describe('a stranger who asks for codes all the time (attack 9)', () => {
  it.each([
    ['one IPv4 network', (n: number) => `198.51.100.${n % 250}`, '192.0.2.1'],
    ['one IPv6 network', (n: number) => `2001:db8:0:1::${n.toString(16)}`, '2001:db8:0:2::1'],
  ])('from %s uses up no code of a holder in another one', async (_, strangerIp, holderIp) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let hour = 0; hour < 3; hour++) {
      const codes: boolean[] = [];
      for (let ask = 0; ask < 12; ask++) {
        await new Visitor(stage, strangerIp(hour * 12 + ask)).identify(address);
        if (ask % 4 === 1) codes.push(await getsCode(stage, holderIp));
        await minutes(stage, 5);
      }
      expect(codes).toEqual([true, true, true]);
    }
    expect(stage.mailsTo(address).length).toBeLessThanOrEqual(18);
  });

  it('from one network keeps out whoever shares it, until an hour after the third mail', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let ask = 0; ask < 10; ask++) await new Visitor(stage, '192.0.2.9').identify(address);
    expect(await getsCode(stage, '192.0.2.1')).toBe(false);
    await minutes(stage, 60);
    expect(locationOf(await new Visitor(stage).prove(address))).toBe('./password');
    expect(stage.mailsTo(address)).toHaveLength(4);
  });

  it('needs seven networks to use up the twenty mails of an hour, and floods the mailbox with no more than those', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let ask = 0; ask < 18; ask++) await new Visitor(stage, `198.51.${ask % 6}.1`).identify(address);
    expect(await getsCode(stage, '192.0.2.1')).toBe(true);
    for (let ask = 0; ask < 100; ask++) await new Visitor(stage, `203.0.${ask}.1`).identify(address);
    expect(stage.mailsTo(address)).toHaveLength(20);
    expect(await getsCode(stage, '192.0.2.1')).toBe(false);
    await minutes(stage, 60);
    expect(await getsCode(stage, '192.0.2.1')).toBe(true);
  });

  it('leaves no trace of the network in our tables', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage, '198.51.100.7').identify(address);
    const rest = JSON.stringify([...stage.dynamodb.rows('recoveries')]) + stage.logs.join();
    expect(rest).toContain('"source"');
    expect(rest).not.toContain('198.51.100');
  });
});
