import { describe, expect, it } from 'vitest';
import { referenceOf } from '#domain/account/reference.ts';
import { codeSecret, type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const minutes = (stage: RecoveryStage, count: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + count * 60_000 });
const referenceFor = (stage: RecoveryStage, sub: string, hoursAgo = 0) =>
  referenceOf(codeSecret, { campaignId: 'c1', sub, mail: 'precaution', atMs: stage.world.clock.now() - hoursAgo * 3_600_000 });
/** Whether a code comes to somebody who asks from this address. */
const getsCode = async (stage: RecoveryStage, ip: string, reference = '') => {
  const before = stage.mailsTo(address).length;
  await new Visitor(stage, ip).identify(address, reference);
  return stage.mailsTo(address).length > before;
};

describe('a stranger who asks for codes all the time (attack 9)', () => {
  it.each([
    ['one IPv4 network', (n: number) => `198.51.100.${n % 250}`, '192.0.2.1'],
    ['one IPv6 network', (n: number) => `2001:db8:0:1::${n.toString(16)}`, '2001:db8:0:2::1'],
  ])('from %s uses up no code of a holder in another one', async (_, strangerIp, holderIp) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let ask = 0; ask < 36; ask++) {
      await new Visitor(stage, strangerIp(ask)).identify(address);
      if (ask % 4 === 1) expect(locationOf(await new Visitor(stage, holderIp).prove(address))).toBe('./password');
      await minutes(stage, 5);
    }
    expect(stage.mailsTo(address).length).toBeLessThanOrEqual(18);
  });

  it('gets them ever more seldom: 10, 20, 40, then 60 minutes apart', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const mailedAt: number[] = [];
    for (let minute = 0; minute <= 260; minute++) {
      if (await getsCode(stage, '192.0.2.9')) mailedAt.push(minute);
      await minutes(stage, 1);
    }
    expect(mailedAt).toEqual([0, 10, 30, 70, 130, 190, 250]);
  });

  it('gets six mails into the mailbox and then one an hour, from however many networks, and the holder a code all the same with the reference', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let ask = 0; ask < 300; ask++) await new Visitor(stage, `198.${ask % 200}.7.1`).identify(address);
    expect(stage.mailsTo(address)).toHaveLength(6);
    expect(await getsCode(stage, '192.0.2.1')).toBe(false);
    expect(await getsCode(stage, '192.0.2.1', referenceFor(stage, 's1'))).toBe(true);
    await minutes(stage, 60);
    expect(await getsCode(stage, '192.0.2.1')).toBe(true);
  });

  it('keeps nobody without a reference waiting for more than an hour, from however many networks: the mails that it causes have one', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const strangers = async (hours: number) => {
      for (let round = 0; round < hours * 6; round++) {
        await minutes(stage, 10);
        for (let ask = 0; ask < 12; ask++) await new Visitor(stage, `198.${(round * 12 + ask) % 250}.7.1`).identify(address);
      }
    };
    for (const hours of [1, 9, 18]) {
      await strangers(hours);
      expect(await getsCode(stage, '192.0.2.1')).toBe(false);
      const newest = stage.mailsTo(address).at(-1);
      expect(stage.world.clock.now() - (newest?.acceptedAtMs ?? 0)).toBeLessThanOrEqual(3_600_000);
      const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(newest?.text ?? '')?.[0];
      expect(locationOf(await new Visitor(stage, '192.0.2.1').prove(address, reference))).toBe('./password');
    }
    // Six at once each time that the holder typed a code, then one an hour; and the three that the holder got.
    expect(stage.mailsTo(address).length).toBeLessThanOrEqual(3 * 6 + 28 + 3);
  });

  it('begins anew once the holder has typed a code: the next one comes at once, without a reference', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    for (let ask = 0; ask < 30; ask++) await new Visitor(stage, `198.${ask}.7.1`).identify(address);
    expect(await getsCode(stage, '192.0.2.1')).toBe(false);
    expect(locationOf(await new Visitor(stage, '192.0.2.2').prove(address, referenceFor(stage, 's1')))).toBe('./password');
    expect(await getsCode(stage, '192.0.3.1')).toBe(true);
  });

  it('is told the same for an address that nobody has: when the next code is possible', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const answers = async (each: string) => {
      const visitor = new Visitor(stage, '198.51.100.7');
      const first = await visitor.identify(each);
      await minutes(stage, 3.5);
      const again = await new Visitor(stage, '198.51.100.7').identify(each);
      const code = textOf(await visitor.get('/code')).replaceAll(each, 'ADDRESS');
      return [first.statusCode, again.statusCode, again.headers?.['Retry-After'], textOf(again).replaceAll(each, 'ADDRESS'), code];
    };
    const known = await answers(address);
    expect(await answers('nobody@example.nl')).toEqual(known);
    expect(known).toMatchObject([303, 429, '420', expect.stringContaining('You can request another code in 7 minutes'), expect.anything()]);
    expect(known[4]).toContain('You can request a new code in 7 minutes');
  });

  it('leaves no trace of the network in our tables', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage, '198.51.100.7').identify(address);
    const rest = JSON.stringify([...stage.dynamodb.rows('recoveries')]) + stage.logs.join();
    expect(rest).toContain('"source"');
    expect(rest).not.toContain('198.51.100');
  });
});

describe('a holder', () => {
  it('who typed the right code can ask for the next one at once', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).prove(address);
    expect(await getsCode(stage, '192.0.2.1')).toBe(true);
    expect(await getsCode(stage, '192.0.2.1')).toBe(false);
  });

  it('who presses the button twice has asked once, and goes on with the code that comes', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.get('/identify');
    const cookie = holder.cookies.get('__Host-recovery');
    const answers = [await holder.post('/identify', { address }), await holder.post('/identify', { address })];
    expect(answers.map(locationOf)).toEqual(['./code', './code']);
    expect(holder.cookies.get('__Host-recovery')).toBe(cookie);
    await stage.workOffMails();
    expect(stage.mailsTo(address)).toHaveLength(1);
    expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) }))).toBe('./password');
  });
});
