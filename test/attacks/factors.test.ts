import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { oldPassword, type RecoveryStage, type StageOptions, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const otherPassword = 'zeven katten op het dak';
const mfa = (MfaConfiguration: 'ON' | 'OPTIONAL') => ({ MfaConfiguration, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
const withApp = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };

/** A holder whose new password is set, at the page for the second factor. */
async function atFactor(options: Partial<StageOptions> = {}) {
  const stage = setRecoveryStage({ accounts: [sanne], pool: mfa('OPTIONAL'), users: { 's.devries': withApp }, ...options });
  const holder = new Visitor(stage);
  await holder.prove(address);
  const answer = await holder.setPassword('s1', newPassword);
  return { stage, holder, answer };
}

/** What the holder's authenticator app shows now. */
const appCode = (stage: RecoveryStage) => totp(stage.user('s.devries').softwareToken ?? '', stage.world.clock.now());
const pass = (stage: RecoveryStage, ms: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + ms });
/** Whether the product lets the holder in, as far as the password goes. */
const atProduct = (stage: RecoveryStage, password = newPassword) =>
  stage.signIn('s.devries', password).then(
    (answer) => String((answer as { ChallengeName?: string }).ChallengeName ?? 'tokens'),
    (error: Error) => error.message,
  );

describe('a holder with an authenticator app', () => {
  it('proves it before the gate opens (attack 32)', async () => {
    const { stage, holder, answer } = await atFactor();
    expect(locationOf(answer)).toBe('./factor');
    expect(stage.accountRow('s1').state).toBe('recovering');
    expect(await atProduct(stage)).toBe('PreAuthentication failed with error recovering.');
    expect(textOf(await holder.get('/factor'))).toContain('Enter the code from your authenticator app');
    expect(locationOf(await holder.post('/factor', { code: appCode(stage) }))).toBe('./done');
    expect(stage.accountRow('s1').state).toBe('recovered');
    await pass(stage, 10_000);
    expect(await atProduct(stage)).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('counts from before the password, however long the code takes', async () => {
    const { stage, holder } = await atFactor();
    const { passwordSetAt = 0 } = stage.user('s.devries');
    await pass(stage, 600_000);
    await holder.post('/factor', { code: appCode(stage) });
    const { recoveredAt, passwordAt } = stage.accountRow('s1');
    expect(recoveredAt).toBeLessThanOrEqual(passwordSetAt);
    expect(passwordAt).toBeUndefined();
  });

  it('leaves no session of Sluis behind', async () => {
    const { stage, holder } = await atFactor();
    await holder.post('/factor', { code: appCode(stage) });
    expect(stage.user('s.devries').tokensAlive).toBe(0);
    expect(stage.calls('cognito', 'RevokeToken')).toBe(1);
  });

  it('is told of a wrong code, and of one that is no code', async () => {
    const { stage, holder } = await atFactor();
    const short = await holder.post('/factor', { code: '12345' });
    expect(short.statusCode).toBe(400);
    expect(textOf(short)).toContain('The code has 6 digits');
    const wrong = await holder.post('/factor', { code: '000000' });
    expect(wrong.statusCode).toBe(400);
    expect(textOf(wrong)).toContain('This code does not work');
    expect(locationOf(await holder.post('/factor', { code: appCode(stage) }))).toBe('./done');
  });

  it('may type five wrong codes, then the mailbox has to be proven anew', async () => {
    const { stage, holder } = await atFactor();
    for (let index = 0; index < 4; index++) expect((await holder.post('/factor', { code: `00000${index}` })).statusCode).toBe(400);
    expect(textOf(await holder.post('/factor', { code: '000004' }))).toContain('A wrong code was entered five times');
    for (const path of ['/factor', '/password']) expect((await holder.get(path)).statusCode).toBe(409);
    expect((await holder.post('/factor', { code: appCode(stage) })).statusCode).toBe(409);
    expect((await holder.setPassword('s1', otherPassword)).statusCode).toBe(409);
    expect(stage.accountRow('s1').state).toBe('recovering');
  });

  it('has five guesses in all, of a hundred that come at once', async () => {
    const { stage, holder } = await atFactor();
    const guesses = Array.from({ length: 100 }, (_, index) => ({ code: String(index).padStart(6, '0') }));
    for (let round = 0; round < 20; round++) {
      await stage.settle(Promise.all(guesses.map((form) => holder.send({ path: '/factor', form }))));
      await pass(stage, 100);
    }
    expect(stage.calls('cognito', 'AdminRespondToAuthChallenge')).toBe(5);
    expect(stage.accountRow('s1').state).toBe('recovering');
  });

  it('goes on with the same password after closing the browser, or after too long a time', async () => {
    const { stage, holder } = await atFactor();
    await pass(stage, 901_000);
    const late = await holder.post('/factor', { code: appCode(stage) });
    expect(late.statusCode).toBe(409);
    expect(textOf(late)).toContain('Please enter your new password again');
    holder.cookies.delete('__Host-factor');
    expect(locationOf(await holder.get('/factor'))).toBe('./password');
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./factor');
    expect(locationOf(await holder.post('/factor', { code: appCode(stage) }))).toBe('./done');
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(2);
  });

  it('is sent to the helpdesk without it; the account stays closed', async () => {
    const { stage, holder } = await atFactor();
    expect(textOf(await holder.get('/factor'))).toContain('Do you no longer have this, or did you never set it up?');
    await pass(stage, 3_600_000);
    expect(await atProduct(stage)).toBe('PreAuthentication failed with error recovering.');
  });

  it('is not let on with the stolen password or another one from before, though the account is half-way', async () => {
    const { stage, holder } = await atFactor();
    expect(locationOf(await holder.setPassword('s1', otherPassword))).toBe('./factor');
    for (const password of [oldPassword, newPassword]) {
      const answer = await holder.setPassword('s1', password);
      expect(answer.statusCode).toBe(400);
      expect(textOf(answer)).toContain('This password was not accepted');
      expect(stage.accountRow('s1').state).toBe('recovering');
    }
    expect(locationOf(await holder.setPassword('s1', otherPassword))).toBe('./factor');
  });

  it('waits until Cognito no longer locks the account after wrong passwords of strangers', async () => {
    const { stage, holder } = await atFactor();
    const { id, secret = '' } = stage.ownClient;
    const hash = createHmac('sha256', secret).update(`s.devries${id}`).digest('base64');
    const AuthParameters = { USERNAME: 's.devries', PASSWORD: 'wrong', SECRET_HASH: hash };
    const wrong = { UserPoolId: stage.poolId, ClientId: id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters };
    for (let index = 0; index < 15; index++) await stage.atCognito('AdminInitiateAuth', wrong).catch(() => pass(stage, 1_000));
    const answer = await holder.setPassword('s1', newPassword);
    expect(answer.statusCode).toBe(503);
    expect(textOf(answer)).toContain('There were too many attempts');
    await pass(stage, 900_000);
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./factor');
  });

  it('is contained anew by a campaign that starts in between, and the code counts for nothing', async () => {
    const { stage, holder } = await atFactor();
    await pass(stage, 1_000);
    const now = stage.world.clock.now();
    stage.addAccount({ ...sanne, campaignId: 'c2' });
    const epoch = { epoch: now, startedAt: now, scope: { kind: 'everybody' }, lingers: noStaleCredentials, page: 'https://pages.example' };
    stage.put('epochs', { pk: 'epochs', sk: 'c2', campaignId: 'c2', ...epoch });
    expect((await holder.post('/factor', { code: appCode(stage) })).statusCode).toBe(409);
    expect([stage.accountRow('s1').state, stage.accountRow('s1', 'c2').state]).toEqual(['recovering', 'contained']);
  });

  it('waits while Cognito is throttled, and the answer to the challenge is kept', async () => {
    const { stage, holder } = await atFactor();
    stage.cognito.setQuota('UserAuthentication', 0);
    const answer = await holder.post('/factor', { code: appCode(stage) });
    expect(answer.statusCode).toBe(503);
    expect(textOf(answer)).toContain('Nothing is lost');
    stage.cognito.setQuota('UserAuthentication', 120);
    expect(locationOf(await holder.post('/factor', { code: appCode(stage) }))).toBe('./done');
  });

  it('is not asked by a page that is only looked at: GET answers no challenge and tries no code', async () => {
    const { stage, holder } = await atFactor();
    const calls = stage.world.meter.total('cognito').calls;
    for (let time = 0; time < 10; time++) expect((await holder.get('/factor')).statusCode).toBe(200);
    await holder.knock({ path: '/factor', query: { code: appCode(stage) } });
    expect(stage.world.meter.total('cognito').calls).toBe(calls);
    expect(
      (await holder.knock({ path: '/factor', form: { code: appCode(stage) }, headers: { origin: 'https://evil.example' } })).statusCode,
    ).toBe(403);
    expect(stage.world.meter.total('cognito').calls).toBe(calls);
  });

  it('has the challenge in a cookie of the browser alone', async () => {
    const { stage, holder } = await atFactor();
    const [, , session = ''] = (holder.cookies.get('__Host-factor') ?? '').split('.');
    expect(session.length).toBeGreaterThan(20);
    const rows = ['recoveries', 'pace', 'epochs', 'accounts'].flatMap((table) => [...stage.dynamodb.rows(table)]);
    const rest = [...rows.map((row) => JSON.stringify(row)), ...stage.logs, ...stage.sqs.messages('mail')].join('\n');
    for (const secret of [session, newPassword, stage.user('s.devries').softwareToken ?? '']) expect(rest).not.toContain(secret);
  });

  it('cannot answer a challenge that is not theirs', async () => {
    const accounts = [sanne, { ...sanne, sub: 's2', username: 'administratie' }];
    const { stage, holder } = await atFactor({ accounts });
    const mine = holder.cookies.get('__Host-factor') ?? '';
    await holder.setPassword('s2', otherPassword);
    expect(stage.accountRow('s2').state).toBe('recovered');
    await holder.setPassword('s1', newPassword);
    holder.cookies.set('__Host-factor', `${mine}x`);
    expect(textOf(await holder.post('/factor', { code: appCode(stage) }))).toContain('Please enter your new password again');
    expect(stage.accountRow('s1').state).toBe('recovering');
  });
});

describe('a holder without a factor, where the pool demands one', () => {
  const start = () => atFactor({ pool: mfa('ON'), users: {} });
  const keyOn = async (holder: Visitor) => (/secret=([A-Z2-7]+)/.exec((await holder.get('/factor')).body) ?? [])[1] ?? '';

  it('sets up an authenticator app before the gate opens', async () => {
    const { stage, holder, answer } = await start();
    expect(locationOf(answer)).toBe('./factor');
    const key = await keyOn(holder);
    expect(textOf(await holder.get('/factor'))).toContain(key.replaceAll(/.{4}(?=.)/g, '$& '));
    expect((await holder.post('/factor', { code: '000000' })).statusCode).toBe(400);
    expect(stage.accountRow('s1').state).toBe('recovering');
    expect(locationOf(await holder.post('/factor', { code: totp(key, stage.world.clock.now()) }))).toBe('./done');
    expect(stage.user('s.devries').softwareToken).toBe(key);
    await pass(stage, 10_000);
    expect(await atProduct(stage)).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('sees the same key after reloading, and another one in another browser', async () => {
    const { stage, holder } = await start();
    const key = await keyOn(holder);
    expect(await keyOn(holder)).toBe(key);
    const other = new Visitor(stage, '198.51.100.1');
    await other.prove(address);
    await other.setPassword('s1', newPassword);
    expect(await keyOn(other)).not.toBe(key);
  });
});
