import { describe, expect, it } from 'vitest';
import { setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const newPassword = 'vier fietsen tegen de wind';
const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address, name: 'Sanne de Vries' } as const;

describe('the way back in', () => {
  it('leads from an address by a mailed code to a new password; the gate opens last', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    expect(locationOf(await holder.identify('  Sanne@Example.NL '))).toBe('./code');
    expect(textOf(await holder.get('/code'))).toContain(address);
    expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) }))).toBe('./password');
    expect(textOf(await holder.get('/password'))).toContain('12 to 128 characters');
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(textOf(await holder.get('/done'))).toContain('You can sign in again as s.devries');
    const { passwordSetAt, signedOutAt } = stage.user('s.devries');
    const { state, recoveredAt } = stage.accountRow('s1');
    expect(state).toBe('recovered');
    expect(signedOutAt).toBeGreaterThan(passwordSetAt ?? Number.POSITIVE_INFINITY);
    expect(recoveredAt).toBeLessThanOrEqual(passwordSetAt ?? Number.NEGATIVE_INFINITY);
  });

  it('tells the holder by mail, at the address on record and in the language of the pages', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    await stage.workOffMails();
    const [code, recovered] = stage.mailsTo(address);
    expect(code?.subject).toBe('Your code for a new password');
    expect(recovered?.subject).toBe('Your password has been changed');
    expect(recovered?.text).toContain('Dear Sanne de Vries,');
    expect(recovered?.text).toMatch(/on\s+Friday,\s+20\s+November\s+2026\s+at\s+14:00\s+\(Central\s+European\s+Standard\s+Time\)/);
  });

  it('does no harm when somebody goes back or reloads', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.get('/code'))).toBe('./password');
    await holder.setPassword('s1', newPassword);
    expect(locationOf(await holder.setPassword('s1', 'een ander wachtwoord nog'))).toBe('./done');
    expect(locationOf(await holder.get('/password'))).toBe('./done');
    expect((await holder.get('/done')).statusCode).toBe(200);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(1);
  });

  it('lets whoever has several accounts at one address recover one after the other', async () => {
    const accounts = [
      sanne,
      { ...sanne, sub: 's2', username: 'administratie' },
      { ...sanne, sub: 's3', username: 'out of it', state: 'exempt' },
    ] as const;
    const stage = setRecoveryStage({ accounts });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const choice = textOf(await holder.get('/password'));
    expect(choice).toContain('administratie');
    expect(choice).toContain('s.devries');
    expect(choice).not.toContain('out of it');
    expect((await holder.setPassword('', newPassword)).statusCode).toBe(400);
    await holder.setPassword('s2', newPassword);
    expect(textOf(await holder.get('/done'))).toContain('One more account with this address');
    expect(stage.accountRow('s1').state).toBe('contained');
    await holder.setPassword('s1', newPassword);
    expect(textOf(await holder.get('/done'))).not.toContain('more account');
    expect([stage.accountRow('s1').state, stage.accountRow('s2').state]).toEqual(['recovered', 'recovered']);
  });

  it('recovers an account in every campaign that holds it', async () => {
    const accounts = [sanne, { ...sanne, campaignId: 'c2' }];
    const stage = setRecoveryStage({ accounts, live: ['c1', 'c2'] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    expect([stage.accountRow('s1').state, stage.accountRow('s1', 'c2').state]).toEqual(['recovered', 'recovered']);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(1);
  });

  it('waits with the holder while Cognito is throttled: the proof is kept and nothing is lost', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    for (const category of ['UserAccountRecovery', 'UserUpdate'] as const) {
      stage.cognito.setQuota(category, 0);
      const answer = await holder.setPassword('s1', newPassword);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers?.['Retry-After']).toBe('5');
      expect(textOf(answer)).toContain('Nothing is lost');
      expect(stage.accountRow('s1').state).toBe('contained');
      stage.cognito.setQuota(category, 25);
    }
    const same = await holder.setPassword('s1', newPassword);
    expect(same.statusCode).toBe(400);
    expect(textOf(same)).toContain('Choose one that you have not used before and have not already entered here');
    expect(stage.accountRow('s1').state).toBe('contained');
    expect(locationOf(await holder.setPassword('s1', 'zeven katten op het dak'))).toBe('./done');
  });

  it('gives a hundred holders who come at once their turns within three seconds, and the rest a moment; Cognito throttles nobody', async () => {
    const accounts = Array.from({ length: 130 }, (_, index) => ({
      sub: `s${index}`,
      username: `user${index}`,
      address: `user${index}@example.nl`,
    }));
    const stage = setRecoveryStage({ accounts });
    const holders = accounts.map((_, index) => new Visitor(stage, `192.0.${index}.1`));
    for (const [index, holder] of holders.entries()) await holder.prove(accounts[index]?.address ?? '');
    const send = (holder: Visitor, index: number) => {
      const password = `${newPassword} ${index}`;
      return holder.send({ path: '/password', form: { account: `s${index}`, password, repeat: password } });
    };
    const answers = await stage.settle(Promise.all(holders.map(send)));
    const statuses = Map.groupBy(answers, ({ statusCode }) => statusCode);
    expect([...statuses.keys()].sort()).toEqual([303, 503]);
    expect(statuses.get(303)?.length).toBeGreaterThanOrEqual(95);
    for (const category of ['UserUpdate', 'UserAccountRecovery'] as const) expect(stage.cognito.quota(category).throttled).toBe(0);
    const later = holders.flatMap((holder, index) => (answers[index]?.statusCode === 503 ? [[holder, index] as const] : []));
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 5_000 });
    const again = await stage.settle(Promise.all(later.map(([holder, index]) => send(holder, index))));
    expect(again.map(locationOf)).toEqual(later.map(() => './done'));
  });

  it('tells from when every app lets the holder in, while something from before the start may be open there', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const [epoch] = stage.dynamodb.rows('epochs');
    stage.put('epochs', { ...epoch, lingers: { byClient: { [stage.productClientId]: 180_000 }, other: 180_000 } });
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    expect(textOf(await holder.get('/done'))).toContain('Some apps may not let you in for up to 4 more minutes');
    await expect(stage.signIn('s.devries', newPassword)).rejects.toThrow('lingering');
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 190_000 });
    expect(textOf(await holder.get('/done'))).not.toContain('Some apps may not let you in');
    await expect(stage.signIn('s.devries', newPassword)).resolves.toBeDefined();
  });

  it("shows the pool's own refusal of a password beside the field", async () => {
    const stage = setRecoveryStage({ accounts: [sanne], passwordPolicy: { MinimumLength: 12, RequireSymbols: true } });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const answer = await holder.setPassword('s1', 'vierfietsentegendewind');
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('id="field-password-fault">This password was not accepted.');
    expect(stage.accountRow('s1').state).toBe('contained');
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
  });

  it('sends a code again after SES was throttled, without counting it twice', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    stage.ses.setSendingEnabled(false);
    await holder.identify(address);
    expect(stage.mailsTo(address)).toEqual([]);
    await stage.workOffMails();
    stage.ses.setSendingEnabled(true);
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 10_000 });
    await stage.workOffMails();
    expect(stage.mailsTo(address)).toHaveLength(1);
    for (const minutes of [10, 20]) {
      await stage.world.clock.run({ untilMs: stage.world.clock.now() + minutes * 60_000 });
      await holder.post('/code', { another: 'yes' });
      await stage.workOffMails();
    }
    expect(stage.mailsTo(address)).toHaveLength(3);
    expect(locationOf(await holder.post('/code', { code: stage.codeFor(address) }))).toBe('./password');
  });
});
