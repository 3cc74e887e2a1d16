import { describe, expect, it } from 'vitest';
import { setRecoveryStage } from '#test/kits/recovery.ts';
import { Visitor } from '#test/kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const stageWith = (message: unknown) => {
  const stage = setRecoveryStage({ accounts: [sanne] });
  stage.sqs.operations.SendMessage?.({
    QueueUrl: stage.mailQueueUrl,
    MessageBody: typeof message === 'string' ? message : JSON.stringify(message),
  });
  return stage;
};

describe('a message', () => {
  it.each([
    'no JSON',
    {},
    { kind: 'code' },
    { kind: 'code', recoveryId: 'x', address },
    { kind: 'recovered', campaignId: 'c1', sub: 's1', language: 'xx', atMs: 0 },
    { kind: 'other', recoveryId: 'x' },
  ])('of no known shape is left for the dead-letter queue and told in the log: %j', async (message) => {
    const stage = stageWith(message);
    expect(await stage.workOffMails()).toBe(1);
    expect(stage.logs.join()).toContain('SLU-004');
    expect(stage.ses.mailCount).toBe(0);
  });

  it('about a recovery that is forgotten does nothing', async () => {
    const stage = stageWith({ kind: 'code', recoveryId: 'x' });
    expect(await stage.workOffMails()).toBe(0);
    expect(stage.ses.mailCount).toBe(0);
  });

  it('that comes twice sends one mail', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).post('/identify', { address });
    const [body] = stage.sqs.messages('mail');
    await stage.workOffMails();
    stage.sqs.operations.SendMessage?.({ QueueUrl: stage.mailQueueUrl, MessageBody: body });
    await stage.workOffMails();
    expect(stage.mailsTo(address)).toHaveLength(1);
  });

  it('that comes again before SES took its mail sends the same code, whose ten minutes run on from when it was made', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const code = stage.codeFor(address);
    const [row] = [...stage.dynamodb.rows('recoveries')].filter(({ state }) => state === 'asked');
    const again = async (minutes: number) => {
      const { mailed: _, ...unsent } = row ?? {};
      stage.put('recoveries', unsent);
      await stage.world.clock.run({ untilMs: stage.world.clock.now() + minutes * 60_000 });
      const MessageBody = JSON.stringify({ kind: 'code', recoveryId: row?.id });
      stage.sqs.operations.SendMessage?.({ QueueUrl: stage.mailQueueUrl, MessageBody });
      expect(await stage.workOffMails()).toBe(0);
    };
    await again(9);
    expect(stage.mailsTo(address)).toHaveLength(2);
    expect(stage.codeFor(address)).toBe(code);
    await again(2);
    expect(stage.mailsTo(address)).toHaveLength(2);
    expect((await holder.post('/code', { code })).statusCode).toBe(400);
  });

  it('that comes after its recovery moved on sends nothing', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const [row] = [...stage.dynamodb.rows('recoveries')].filter(({ state }) => state === 'proven');
    stage.sqs.operations.SendMessage?.({
      QueueUrl: stage.mailQueueUrl,
      MessageBody: JSON.stringify({ kind: 'code', recoveryId: row?.id }),
    });
    await stage.workOffMails();
    expect(stage.mailsTo(address)).toHaveLength(1);
  });

  it('whose address SES does not know as one is given up, not tried for ever', async () => {
    const odd = 'sanne@bücher.example';
    const stage = setRecoveryStage({ accounts: [{ ...sanne, address: odd }], refuses: () => 'INVALID_PARAMETER' });
    await new Visitor(stage).post('/identify', { address: odd });
    expect(await stage.workOffMails()).toBe(0);
    expect(stage.logs.join()).toContain('SLU-701');
    expect(stage.logs.join()).not.toContain('CodeMail::Sent');
  });

  it('that SES refuses for a reason of ours stops all codes: one is tried every ten seconds, and the first that SES takes lets all go on', async () => {
    const control = { refuses: true };
    const others = ['anna', 'bert', 'carl'].map((name) => ({ sub: name, username: name, address: `${name}@example.nl` }));
    const refuses = () => (control.refuses ? ('MAIL_FROM_DOMAIN_NOT_VERIFIED' as const) : undefined);
    const stage = setRecoveryStage({ accounts: [sanne, ...others], refuses });
    const pass = (seconds: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + seconds * 1_000 });
    await new Visitor(stage).post('/identify', { address });
    expect(await stage.workOffMails()).toBe(1);
    for (const { address: other } of others) await new Visitor(stage).post('/identify', { address: other });
    expect(await stage.workOffMails()).toBe(4);
    expect(stage.calls('ses', 'SendEmail')).toBe(1);
    await pass(10);
    expect(await stage.workOffMails()).toBe(4);
    expect(stage.calls('ses', 'SendEmail')).toBe(2);
    control.refuses = false;
    await pass(10);
    await stage.workOffMails();
    expect(await stage.workOffMails()).toBe(0);
    expect([address, ...others.map((each) => each.address)].map((each) => stage.mailsTo(each).length)).toEqual([1, 1, 1, 1]);
    expect(stage.logs.filter((line) => line.includes('SLU-312'))).toHaveLength(1);
  });
});

describe('a mail whose address SES does not take, though it looks like any other', () => {
  const others = ['anna', 'bert'].map((name) => ({ sub: name, username: name, address: `${name}@example.nl` }));
  const stageWithout = () => {
    const stage = setRecoveryStage({ accounts: [sanne, ...others], refuses: (to) => (to === address ? 'INVALID_PARAMETER' : undefined) });
    return {
      ...stage,
      /** Asks for a code for each, and gives how many mails wait after that. */
      ask: async (...addresses: readonly string[]) => {
        for (const each of addresses) await new Visitor(stage).post('/identify', { address: each });
        return stage.workOffMails();
      },
      pass: (seconds: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + seconds * 1_000 }),
      stops: () => stage.logs.filter((line) => line.includes('SLU-312')).length,
    };
  };

  it('stops nobody while SES takes others, and is given up after five tries', async () => {
    const { ask, pass, stops, workOffMails, mailsTo, calls } = stageWithout();
    await ask('anna@example.nl');
    expect(await ask(address)).toBe(1);
    expect(await ask('bert@example.nl')).toBe(1);
    expect(mailsTo('bert@example.nl')).toHaveLength(1);
    let waiting = 1;
    for (let seconds = 0; seconds < 400 && waiting > 0; seconds += 10) {
      await pass(10);
      waiting = await workOffMails();
    }
    expect([waiting, stops(), calls('ses', 'SendEmail')]).toEqual([0, 0, 2 + 5]);
  });

  it('stops codes for ten seconds where SES took none lately; then the others go first, and it stops nobody again', async () => {
    const { ask, pass, stops, workOffMails, mailsTo } = stageWithout();
    expect(await ask(address)).toBe(1);
    await pass(3);
    expect(await ask('anna@example.nl')).toBe(2);
    await pass(8);
    expect(await workOffMails()).toBe(1);
    expect(mailsTo('anna@example.nl')).toHaveLength(1);
    for (let seconds = 0; seconds < 120; seconds += 10) {
      await pass(10);
      await workOffMails();
    }
    expect(await ask('bert@example.nl')).toBe(1);
    expect(mailsTo('bert@example.nl')).toHaveLength(1);
    expect(stops()).toBe(1);
  });
});

describe('a mail that SES throttles', () => {
  it('comes again ten seconds later, not when the queue’s visibility timeout ends (attack 58)', async () => {
    const control = { throttles: true };
    const refuses = () => (control.throttles ? ('ACCOUNT_THROTTLED' as const) : undefined);
    const stage = setRecoveryStage({ accounts: [sanne], refuses });
    await new Visitor(stage).post('/identify', { address });
    const received = stage.sqs.receive('mail', 10);
    const { batchItemFailures } = await stage.sendMails(received);
    expect(batchItemFailures).toHaveLength(1);
    control.throttles = false;
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 10_000 });
    expect(await stage.workOffMails()).toBe(0);
    expect(stage.mailsTo(address)).toHaveLength(1);
  });
});

describe('the mail of a recovery', () => {
  it('goes to a domain with letters of other alphabets as DNS has it, which is all that SES takes', async () => {
    const typed = 'sanne@bücher.example';
    const stage = setRecoveryStage({ accounts: [{ ...sanne, address: typed }] });
    await new Visitor(stage).identify(typed);
    expect(stage.mailsTo('sanne@xn--bcher-kva.example')).toHaveLength(1);
  });

  it('goes before notices, in the next half-second that no sender has claimed yet', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const begin = stage.world.clock.now();
    await new Visitor(stage).identify(address);
    expect(stage.world.clock.now() - begin).toBeLessThan(1_500);
    const slots = [...stage.dynamodb.rows('pace')].filter(({ pk }) => String(pk).startsWith('slot#'));
    expect(slots).toMatchObject([{ used: 1 }]);
  });

  it('speaks the language in which the holder asked', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).knock({ path: '/identify', query: { lang: 'fr' }, form: { address } });
    await stage.workOffMails();
    expect(stage.mailsTo(address)[0]?.subject).toBe('Votre code pour un nouveau mot de passe');
  });
});
