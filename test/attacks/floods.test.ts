import { describe, expect, it } from 'vitest';
import { referenceOf } from '#domain/account/reference.ts';
import { unaskedBucket } from '#domain/recovery/code-limit.ts';
import { AwsError } from '#simulator/errors.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { codeSecret, type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const crowd = Array.from({ length: 300 }, (_, index) => ({
  sub: `s${index}`,
  username: `holder${index}`,
  address: `holder${index}@example.nl`,
}));
const addressOf = (index: number) => crowd[index]?.address ?? '';
const pass = (stage: RecoveryStage, minutes: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + minutes * 60_000 });
const referenceFor = (stage: RecoveryStage, sub: string) =>
  referenceOf(codeSecret, { campaignId: 'c1', sub, mail: 'precaution', atMs: stage.world.clock.now() });
const rate = (stage: RecoveryStage, attributes: object = {}) =>
  stage.put('pace', {
    pk: 'mail',
    perSecond: 14,
    perDay: -1,
    sentLastDay: 0,
    readAt: stage.world.clock.now(),
    askedAt: stage.world.clock.now(),
    ...attributes,
  });
const metric = (stage: RecoveryStage, name: string) => stage.logs.filter((line) => JSON.parse(line)[name] === 1).length;
/** Fills the bucket of unasked codes to a share of what it holds. */
const fill = (stage: RecoveryStage, share: number) => {
  const { burstMs } = unaskedBucket({ perSecond: 14 }, 0.1);
  stage.put('pace', { pk: 'unasked-codes', refilledAt: stage.world.clock.now() + share * burstMs });
};

describe('somebody who asks for codes of ever other holders (attack 51)', () => {
  it('gets sixty unasked mails out of one network, and a holder elsewhere their code at once', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    for (let ask = 0; ask < 299; ask++) await new Visitor(stage, `198.51.100.${ask % 250}`).identify(addressOf(ask));
    expect(stage.ses.mailCount).toBe(60);
    const begin = stage.world.clock.now();
    expect(locationOf(await new Visitor(stage).prove(addressOf(299)))).toBe('./password');
    expect(stage.world.clock.now() - begin).toBeLessThan(10_000);
  });

  it('is told when the next code is possible, and that a reference brings one now', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    for (let ask = 0; ask < 60; ask++) await new Visitor(stage, '198.51.100.1').identify(addressOf(ask));
    const answers = [addressOf(100), 'nobody@example.nl'].map((address) => new Visitor(stage, '198.51.100.1').identify(address));
    for (const answer of await Promise.all(answers)) {
      expect([answer.statusCode, answer.headers?.['Retry-After']]).toEqual([429, '300']);
      expect(textOf(answer)).toContain('You can request another code in 5 minutes. With the reference from our email you can get one now.');
    }
    const holder = new Visitor(stage, '198.51.100.2');
    expect(locationOf(await holder.prove(addressOf(100), referenceFor(stage, 's100')))).toBe('./password');
  });

  it('costs the tables one read for each request that is refused, and no write', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    const ask = (index: number) => new Visitor(stage, '198.51.100.1').identify(addressOf(index));
    for (let each = 0; each < 60; each++) await ask(each);
    const calls = () => ['UpdateItem', 'PutItem', 'GetItem'].map((operation) => stage.calls('dynamodb', operation));
    const before = calls();
    for (let each = 100; each < 150; each++) expect((await ask(each)).statusCode).toBe(429);
    expect(calls().map((count, index) => count - (before[index] ?? 0))).toEqual([0, 0, 50]);
  });

  it('makes room where a table has none: without a reference at once, with one as soon as there is some', async () => {
    const control = { throttles: 0 };
    const error = new AwsError('ThrottlingException', 'Throughput exceeds the current capacity of your table.');
    const isHit = ({ phase, operation, caller }: FaultPoint) => phase === 'before' && operation === 'UpdateItem' && caller === 'pages';
    const at = (point: FaultPoint) => (isHit(point) && control.throttles-- > 0 ? ({ kind: 'error', error } as const) : undefined);
    const stage = setRecoveryStage({ accounts: crowd, faults: { at } });
    rate(stage);
    for (const address of [addressOf(1), 'nobody@example.nl']) {
      control.throttles = 1;
      const answer = await new Visitor(stage).identify(address);
      expect([answer.statusCode, answer.headers?.['Retry-After']]).toEqual([429, '2']);
      expect(textOf(answer)).toContain('Enter the reference from our email and your code will be sent first.');
    }
    control.throttles = 2;
    expect(locationOf(await new Visitor(stage).prove(addressOf(1), referenceFor(stage, 's1')))).toBe('./password');
    expect(locationOf(await new Visitor(stage).prove(addressOf(1)))).toBe('./password');
  });

  it('costs an office nothing whose people type their codes', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    for (let person = 0; person < 200; person++) {
      expect(locationOf(await new Visitor(stage, `192.0.2.${person}`).prove(addressOf(person)))).toBe('./password');
    }
  });

  it('from many networks is a flood: each gets six then, and known and unknown addresses the same answers', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    fill(stage, 0.51);
    expect(textOf(await new Visitor(stage).get('/identify'))).toContain('A lot of codes are being requested right now.');
    for (let ask = 0; ask < 20; ask++) await new Visitor(stage, '198.51.100.1').identify(addressOf(ask));
    expect(stage.ses.mailCount).toBe(6);
    expect(locationOf(await new Visitor(stage, '192.0.2.1').prove(addressOf(50)))).toBe('./password');
  });

  it('mails no more than the campaign bears: then only a reference brings a code, whoever is asked for', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    fill(stage, 1);
    for (const address of [addressOf(1), 'nobody@example.nl']) {
      const answer = await new Visitor(stage).identify(address);
      expect(answer.statusCode).toBe(429);
      expect(textOf(answer)).toContain('We can only send you one if you enter the reference from our email.');
    }
    expect(stage.ses.mailCount).toBe(0);
    expect(locationOf(await new Visitor(stage).prove(addressOf(1), referenceFor(stage, 's1')))).toBe('./password');
  });

  it('does not slow notices: people count as arrivals once they typed their code', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    for (let ask = 0; ask < 50; ask++) await new Visitor(stage, `198.${ask}.100.1`).identify(addressOf(ask));
    const arrivals = () => [...stage.dynamodb.rows('pace')].reduce((sum, row) => sum + Number(row.arrivals ?? 0), 0);
    expect(arrivals()).toBe(0);
    await new Visitor(stage).prove(addressOf(60));
    expect(arrivals()).toBe(1);
  });
});

describe('a reference', () => {
  it('of another account gets nothing past the limits of everybody', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    fill(stage, 1);
    const own = referenceFor(stage, 's0');
    for (let victim = 1; victim < 6; victim++) await new Visitor(stage).identify(addressOf(victim), own);
    expect(stage.ses.mailCount).toBe(0);
    expect(metric(stage, 'CodeMail::Withheld')).toBe(5);
  });

  it('brings six codes at once, and one every ten minutes after that, for whomever it is used', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage);
    const reference = referenceFor(stage, 's7');
    const ask = (address: string) => new Visitor(stage).identify(address, reference);
    for (let use = 0; use < 6; use++) expect((await ask(addressOf(7))).statusCode).toBe(303);
    for (const address of [addressOf(7), addressOf(8), 'nobody@example.nl']) {
      const answer = await ask(address);
      expect(answer.statusCode).toBe(429);
      expect(textOf(answer)).toContain('This reference has been used several times. You can use it again in 10 minutes.');
    }
    expect(stage.mailsTo(addressOf(7))).toHaveLength(6);
    await pass(stage, 10);
    expect((await ask(addressOf(7))).statusCode).toBe(303);
  });

  it('that is not ours is refused before anything is written', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    const before = [...stage.dynamodb.rows('recoveries')].length;
    for (const typed of ['4K7M-12XW-D9FT', 'x', '4K7M-12XW-D9F']) {
      const answer = await new Visitor(stage).identify(addressOf(1), typed);
      expect(answer.statusCode).toBe(400);
      expect(textOf(answer)).toContain('This is not one of our references.');
    }
    expect([...stage.dynamodb.rows('recoveries')]).toHaveLength(before);
    expect(stage.ses.mailCount).toBe(0);
  });
});

describe('the quota of the day (attack 52)', () => {
  const perDay = 1_000;

  it('keeps half of the codes’ share for whoever types a reference, and all of the notices’ share for notices', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    // Codes have 200 of the day; 100 were used without a reference, 700 are the notices'.
    rate(stage, { perDay, sentLastDay: 100, codesLastDay: 100, plainLastDay: 100, noticesToSend: 5_000 });
    const plain = await new Visitor(stage).identify(addressOf(1));
    expect(plain.statusCode).toBe(429);
    expect(textOf(plain)).toContain('We can only send you one if you enter the reference from our email.');
    expect(locationOf(await new Visitor(stage).prove(addressOf(1), referenceFor(stage, 's1')))).toBe('./password');
  });

  it('lends codes what notices do not need', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage, { perDay, sentLastDay: 400, codesLastDay: 400, plainLastDay: 400, noticesToSend: 0 });
    expect(locationOf(await new Visitor(stage).prove(addressOf(1)))).toBe('./password');
  });

  it('says so where codes have used up their share, the same to everybody', async () => {
    const stage = setRecoveryStage({ accounts: crowd });
    rate(stage, { perDay, sentLastDay: 200, codesLastDay: 200, plainLastDay: 100, noticesToSend: 5_000 });
    for (const address of [addressOf(1), 'nobody@example.nl']) {
      const answer = await new Visitor(stage).identify(address, referenceFor(stage, 's1'));
      expect(answer.statusCode).toBe(429);
      expect(textOf(answer)).toContain('We cannot send any more codes today.');
    }
    expect(stage.ses.mailCount).toBe(0);
  });
});
