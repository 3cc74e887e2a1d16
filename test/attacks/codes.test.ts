import { describe, expect, it } from 'vitest';
import { codeOf, type RecoveryRow } from '#domain/recovery/recovery.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { codeSecret, type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const recoveries = (stage: RecoveryStage) =>
  [...stage.dynamodb.rows('recoveries')].filter(({ pk }) => !/^(limit|account)#/.test(String(pk))) as unknown as RecoveryRow[];
const pass = (stage: RecoveryStage, minutes: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + minutes * 60_000 });
const metric = (stage: RecoveryStage, name: string) => stage.logs.filter((line) => JSON.parse(line)[name] === 1).length;
const wrong = (code: string) => (code.startsWith('0') ? code.replace('0', '1') : code.replace(/^./, '0'));

describe('guessing', () => {
  it('is over after five wrong codes, wherever they come from (attack 12)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const guesser = new Visitor(stage);
    await guesser.identify(address);
    const code = stage.codeFor(address);
    for (let guess = 0; guess < 20; guess++) {
      const headers = { 'x-forwarded-for': `198.51.100.${guess}` };
      expect((await guesser.knock({ path: '/code', form: { code: wrong(code) }, headers })).statusCode).toBe(400);
    }
    expect(metric(stage, 'Code::Refused')).toBe(5);
    const late = await guesser.post('/code', { code });
    expect(late.statusCode).toBe(400);
    expect(textOf(late)).toContain('no longer valid');
  });

  it('counts a code whose count nobody heard of, though another one left the same count meanwhile', async () => {
    const control = { cuts: 0 };
    const at = ({ phase, operation, caller }: FaultPoint) =>
      phase === 'before' && operation === 'UpdateItem' && caller === 'pages' && control.cuts-- > 0
        ? ({ kind: 'timeout' } as const)
        : undefined;
    const stage = setRecoveryStage({ accounts: [sanne], faults: { at } });
    const guesser = new Visitor(stage);
    await guesser.identify(address);
    const code = wrong(stage.codeFor(address));
    control.cuts = 1;
    const guesses = [guesser.send({ path: '/code', form: { code } }), guesser.send({ path: '/code', form: { code } })];
    await stage.settle(Promise.all(guesses));
    expect(recoveries(stage)[0]?.tries).toBe(metric(stage, 'Code::Refused'));
  });

  it('of 200 codes at once looks at no more than five, however often it is tried (attack 13)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const guesser = new Visitor(stage);
    await guesser.identify(address);
    const code = wrong(stage.codeFor(address));
    for (let round = 0; round < 8; round++) {
      await stage.settle(Promise.all(Array.from({ length: 200 }, () => guesser.send({ path: '/code', form: { code } }))));
    }
    expect(metric(stage, 'Code::Refused')).toBe(5);
    expect(recoveries(stage)[0]?.tries).toBe(5);
  });

  it('cannot use a code that was never mailed: a thousand requests for one address are worth six codes an hour (attacks 9 and 12)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const bomber = Array.from({ length: 1_000 }, (_, index) => new Visitor(stage, `198.${index % 250}.100.1`));
    for (const visitor of bomber) await visitor.post('/identify', { address });
    while (stage.sqs.depth('mail').waiting > 0) await stage.workOffMails();
    expect(stage.mailsTo(address)).toHaveLength(6);
    const byId = recoveries(stage);
    expect(byId).toHaveLength(250);
    expect(byId.filter(({ minted }) => minted === 1)).toHaveLength(6);
    const visitor = new Visitor(stage);
    await visitor.post('/identify', { address });
    const own = recoveries(stage).find(({ id }) => !byId.some((row) => row.id === id));
    expect((await visitor.post('/code', { code: codeOf(codeSecret, own ?? { id: '', code: 1 }) })).statusCode).toBe(400);
  });

  it('finds cookies of 256 bits that do not repeat (attack 11)', async () => {
    const stage = setRecoveryStage({ accounts: [] });
    const tokens = new Set<string>();
    for (let visit = 0; visit < 500; visit++) {
      const visitor = new Visitor(stage, `198.51.${visit % 250}.${visit}`);
      await visitor.get('/identify');
      const offered = visitor.cookies.get('__Host-recovery');
      await visitor.post('/identify', { address: `holder${visit}@example.nl` });
      expect(visitor.cookies.get('__Host-recovery')).toBe(offered);
      tokens.add(visitor.cookies.get('__Host-recovery') ?? '');
    }
    expect(tokens.size).toBe(500);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });
});

describe('a code', () => {
  it('works once: used again it changes nothing (attack 14)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const code = stage.codeFor(address);
    await holder.setPassword('s1', newPassword);
    const thief = new Visitor(stage);
    await thief.identify(address);
    expect((await thief.post('/code', { code })).statusCode).toBe(400);
    expect(locationOf(await holder.post('/code', { code }))).toBe('./password');
    expect(locationOf(await holder.get('/password'))).toBe('./done');
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(1);
  });

  it('typed fifty times at once opens the same door once (attack 15)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const code = stage.codeFor(address);
    const answers = await stage.settle(Promise.all(Array.from({ length: 50 }, () => holder.send({ path: '/code', form: { code } }))));
    expect(answers.map(locationOf)).toEqual(Array.from({ length: 50 }, () => './password'));
    expect(metric(stage, 'Code::Accepted')).toBe(1);
  });

  it('of another recovery of the same address is worth nothing (attack 16)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const [one, other] = [new Visitor(stage), new Visitor(stage, '198.51.100.1')];
    await one.identify(address);
    const code = stage.codeFor(address);
    await other.identify(address);
    expect((await other.post('/code', { code })).statusCode).toBe(400);
    expect(locationOf(await one.post('/code', { code }))).toBe('./password');
  });

  it('is void once a newer one was asked for, whether or not that has arrived (attack 17)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const older = stage.codeFor(address);
    await pass(stage, 9);
    expect(locationOf(await holder.post('/code', { another: 'yes' }))).toBe('./code');
    expect(textOf(await holder.get('/code'))).toContain('You can request a new code in one minute');
    await pass(stage, 1);
    expect(locationOf(await holder.post('/code', { another: 'yes' }))).toBe('./code');
    expect((await holder.post('/code', { code: older })).statusCode).toBe(400);
    await stage.workOffMails();
    expect((await holder.post('/code', { code: older })).statusCode).toBe(400);
    expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) }))).toBe('./password');
  });

  it('asked for by a double click is one code and one mail', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    await pass(stage, 10);
    const knock = { path: '/code', form: { another: 'yes' } };
    await stage.settle(Promise.all([holder.send(knock), holder.send(knock)]));
    expect(stage.sqs.messages('mail')).toHaveLength(1);
    expect(recoveries(stage)).toMatchObject([{ code: 2 }]);
  });

  it('can be asked for three times in one recovery', async () => {
    const stage = setRecoveryStage({ accounts: [] });
    const visitor = new Visitor(stage);
    await visitor.identify(address);
    for (const minutes of [10, 20]) {
      await pass(stage, minutes);
      expect((await visitor.post('/code', { another: 'yes' })).statusCode).toBe(303);
    }
    expect(recoveries(stage)).toMatchObject([{ code: 3 }]);
    expect((await visitor.post('/code', { another: 'yes' })).statusCode).toBe(429);
  });

  it('is refused a second after its ten minutes, and its recovery after an hour (attack 18)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const code = stage.codeFor(address);
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 601_000 });
    expect((await holder.post('/code', { code })).statusCode).toBe(400);
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 3_000_000 });
    expect((await holder.get('/code')).statusCode).toBe(409);
  });

  it('lets nobody change an account that is no longer out: campaign over, recovered elsewhere, address doubtful (attack 18)', async () => {
    const changes: readonly ((stage: RecoveryStage) => void)[] = [
      (stage) => void stage.dynamodb.operations.DeleteItem?.({ TableName: 'epochs', Key: { pk: 'epochs', sk: 'c1' } }),
      (stage) => stage.addAccount({ ...sanne, state: 'recovered', recoveredAt: stage.world.clock.now() }),
      (stage) => stage.addAccount({ ...sanne, trusted: false }),
      (stage) => stage.addAccount({ ...sanne, address: 'other@example.nl' }),
    ];
    for (const change of changes) {
      const stage = setRecoveryStage({ accounts: [sanne] });
      const holder = new Visitor(stage);
      await holder.prove(address);
      change(stage);
      const answer = await holder.setPassword('s1', newPassword);
      expect(answer.statusCode).toBe(409);
      expect(textOf(answer)).toContain('nothing left to do');
      expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
    }
  });
});
