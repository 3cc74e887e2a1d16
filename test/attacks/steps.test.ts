import { describe, expect, it } from 'vitest';
import { oldPassword, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const bram = { sub: 's2', username: 'b.bakker', address: 'bram@example.nl' } as const;
const newPassword = 'vier fietsen tegen de wind';

describe('a scanner', () => {
  it('that opens, reloads and submits everything it finds uses nothing up (attack 24)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const scanner = new Visitor(stage);
    const withCookies = new Visitor(stage);
    for (const [name, value] of holder.cookies) withCookies.cookies.set(name, value);
    for (const visitor of [scanner, withCookies]) {
      for (const path of ['/', '/identify', '/code', '/password', '/factor', '/done']) {
        await visitor.knock({ method: 'HEAD', path });
        for (let time = 0; time < 10; time++) await visitor.get(path);
      }
      await visitor.post('/identify', { address: '' });
      await visitor.post('/code', { code: '' });
    }
    expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) }))).toBe('./password');
    for (let time = 0; time < 10; time++) await withCookies.get('/password');
    await withCookies.post('/password', { account: 's1', password: '', repeat: '' });
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    await stage.workOffMails();
    expect(stage.ses.mailCount).toBe(2);
  });

  it('reads every page without changing a thing: GET and HEAD write nothing', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const before = stage.world.meter.total('dynamodb').writeUnits;
    for (const path of ['/', '/identify', '/code', '/password', '/factor', '/done']) {
      await holder.get(path);
      expect((await holder.knock({ method: 'HEAD', path })).body).toBe('');
    }
    expect(stage.world.meter.total('dynamodb').writeUnits).toBe(before);
  });
});

describe('a step', () => {
  it('cannot be left out (attack 33)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const visitor = new Visitor(stage);
    for (const path of ['/code', '/password', '/factor', '/done']) expect((await visitor.get(path)).statusCode).toBe(409);
    expect((await visitor.setPassword('s1', newPassword)).statusCode).toBe(409);
    await visitor.identify(address);
    for (const path of ['/password', '/factor', '/done']) expect((await visitor.get(path)).statusCode).toBe(409);
    expect((await visitor.setPassword('s1', newPassword)).statusCode).toBe(409);
    await visitor.post('/code', { code: stage.codeFor(address) });
    expect((await visitor.get('/done')).statusCode).toBe(409);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
  });

  it('cannot be taken with a made-up, older or borrowed cookie (attacks 16 and 33)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const rows = [...stage.dynamodb.rows('recoveries')].map(({ pk }) => String(pk));
    for (const token of [...rows, '', 'x'.repeat(43), '../recoveries', holder.cookies.get('__Host-recovery')?.slice(0, 42) ?? '']) {
      const visitor = new Visitor(stage);
      visitor.cookies.set('__Host-recovery', encodeURIComponent(token));
      expect((await visitor.setPassword('s1', newPassword)).statusCode).toBe(409);
    }
    expect(stage.accountRow('s1').state).toBe('contained');
  });

  it("cannot be taken for somebody else's account (attacks 16 and 33)", async () => {
    const stage = setRecoveryStage({ accounts: [sanne, bram, { ...sanne, sub: 's3', username: 'exempt', state: 'exempt' }] });
    const visitor = new Visitor(stage);
    await visitor.prove(address);
    for (const sub of ['s2', 's3', 's1 ', 'S1']) expect((await visitor.setPassword(sub, newPassword)).statusCode).toBe(409);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
    const form = `account=s1&account=s2&password=${newPassword}&repeat=${newPassword}`;
    expect((await visitor.knock({ path: '/password', form })).statusCode).toBe(400);
    expect(stage.accountRow('s2').state).toBe('contained');
  });
});

describe('a new password', () => {
  it('sent fifty times at once is set once, told once and changes each row once (attack 15)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const writes = stage.calls('dynamodb', 'UpdateItem');
    const sends = Array.from({ length: 50 }, (_, index) => {
      const password = `${newPassword} ${index}`;
      return holder.send({ path: '/password', form: { account: 's1', password, repeat: password } });
    });
    const answers = await stage.settle(Promise.all(sends));
    const statuses = Map.groupBy(answers, ({ statusCode }) => statusCode);
    expect(statuses.get(303)).toHaveLength(1);
    expect(statuses.get(409)).toHaveLength(49);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.headers?.['Retry-After']).toBe('30');
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(1);
    const [leases, allowances, ownWrites] = [50, 4, 4];
    expect(stage.calls('dynamodb', 'UpdateItem') - writes).toBe(leases + allowances + ownWrites);
    await stage.workOffMails();
    expect(stage.mailsTo(address).filter(({ subject }) => subject === 'Your password has been changed')).toHaveLength(1);
  });

  it('set from two browsers at once comes from one of them', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const browsers = [new Visitor(stage), new Visitor(stage)];
    for (const browser of browsers) await browser.prove(address);
    const form = { account: 's1', password: newPassword, repeat: newPassword };
    const answers = await stage.settle(Promise.all(browsers.map((browser) => browser.send({ path: '/password', form }))));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(1);
  });

  it.each([
    ['too short', 'kroket9lan', 'password'],
    ['too long', 'fiets '.repeat(30), 'password'],
    ['everybody thinks of', 'Welkom2026!!', 'password'],
    ['with the user name in it', 'fiets-s.devries-lantaarn', 'password'],
    ['with the address in it', 'fiets-sanne@example.nl', 'password'],
    ['beginning with a blank', ` ${newPassword}`, 'password'],
  ])('%s is refused beside its field, before Cognito is asked (attack 34)', async (_, password, field) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const answer = await holder.setPassword('s1', password);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(`id="field-${field}-fault"`);
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).not.toContain(password.trim());
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
  });

  it('typed differently the second time is refused', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const answer = await holder.post('/password', { account: 's1', password: newPassword, repeat: `${newPassword}!` });
    expect(answer.body).toContain('id="field-repeat-fault"');
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
  });

  it('that is the stolen one is refused, as the pool remembers it (attack 34)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect((await holder.setPassword('s1', oldPassword)).statusCode).toBe(400);
    expect(stage.accountRow('s1').state).toBe('contained');
  });

  it.each([64, 72, 128])('of %d characters reaches Cognito whole, as it was typed (attack 34)', async (length) => {
    const password =
      'blauwe é fiets, tien lantaarns & 3 koeien staan op een brug in de mist zonder haast en wachten op de boot naar het eiland, zei ze ooit'
        .normalize('NFD')
        .slice(0, length)
        .replace(/\s$/, 'x');
    const stage = setRecoveryStage({ accounts: [sanne] });
    const given: unknown[] = [];
    const run = stage.cognito.operations.AdminSetUserPassword;
    Object.assign(stage.cognito.operations, {
      AdminSetUserPassword: (input: Record<string, unknown>) => {
        given.push(input.Password);
        return run?.(input);
      },
    });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.setPassword('s1', password))).toBe('./done');
    expect(given).toEqual([password]);
  });
});
