import { describe, expect, it } from 'vitest';
import { oldPassword, setRecoveryStage } from './recovery-stage.ts';
import { locationOf, textOf, Visitor } from './visitor.ts';

const newPassword = 'vier fietsen tegen de wind';
const sanne = { sub: 's1', username: 's.devries', address: 'sanne@example.nl', name: 'Sanne de Vries' } as const;

describe('the way back in', () => {
  it('leads from an address by a mailed code to a new password, and nothing old is left', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    expect(locationOf(await holder.identify('  Sanne@Example.NL '))).toBe('./code');
    expect(textOf(await holder.get('/code'))).toContain('sanne@example.nl');
    expect(locationOf(await holder.post('/code', { code: stage.codeFor('sanne@example.nl') }))).toBe('./password');
    expect(textOf(await holder.get('/password'))).toContain('12 to 128 characters');
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(textOf(await holder.get('/done'))).toContain('You can sign in again as s.devries');
    expect(stage.accountRow('s1')).toMatchObject({ state: 'recovered', recoveredAt: expect.any(Number) });
    const user = stage.user('s.devries');
    expect(user.signedOutAt).toBeGreaterThan(user.passwordSetAt ?? Number.POSITIVE_INFINITY);
    expect(stage.accountRow('s1').recoveredAt).toBeGreaterThan(user.signedOutAt ?? Number.POSITIVE_INFINITY);
    await stage.workOffMails();
    expect(stage.mailsTo('sanne@example.nl').map(({ subject }) => subject)).toEqual([
      'Your code for a new password',
      'Your password has been changed',
    ]);
    expect(oldPassword).not.toBe(newPassword);
  });
});
