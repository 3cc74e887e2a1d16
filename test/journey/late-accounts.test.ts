import { beforeAll, describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import type { Fields } from '#simulator/service.ts';
import { type Stage, setStage } from '../kits/world.ts';

const attributesOf = (name: string, environment: string) => [
  { Name: 'email', Value: `${name}@example.nl` },
  { Name: 'email_verified', Value: 'true' },
  { Name: 'custom:environment', Value: environment },
];

describe('an account that is made after the campaign was planned', () => {
  let stage: Stage;
  let id: string;

  const run = (operation: string, input: Fields = {}): Promise<Fields> => {
    const whole = { UserPoolId: stage.output('AccountsPoolId'), ...input };
    return stage.settle(Promise.resolve().then(() => stage.cognito.operations[operation]?.(whole) ?? {}));
  };
  const makeByStaff = async (Username: string, environment: string) => {
    await run('AdminCreateUser', { Username, MessageAction: 'SUPPRESS', UserAttributes: attributesOf(Username, environment) });
    await run('AdminSetUserPassword', { Username, Password: stolenPassword, Permanent: true });
  };
  const signIn = (name: string) =>
    stage.signIn(name, stolenPassword).then(
      () => 'in',
      ({ message }: Error) => (/must change/.test(message) ? 'refused' : message),
    );
  const rowOf = (name: string) => {
    const row = stage.rows('accounts').find(({ username }) => username === name);
    return row && [row.state, row.exemption];
  };

  beforeAll(async () => {
    stage = await setStage({ users: [{ Username: 'sanne', Attributes: attributesOf('sanne', 'nl') }] });
    const { UserPool } = (await run('DescribeUserPool')) as { UserPool: { LambdaConfig: Fields; Policies: Fields } };
    const { LambdaConfig, Policies } = UserPool;
    await run('UpdateUserPool', { LambdaConfig, Policies, AdminCreateUserConfig: { AllowAdminCreateUserOnly: false } });
    id = await stage.plan({ kind: 'environment', environments: ['nl'] });
    await makeByStaff('between', 'nl');
    await stage.start(id);
    await stage.pass(10_000);
  });

  it('and before the start is contained, and gets its notice like everybody', async () => {
    expect(rowOf('between')).toBeUndefined();
    expect(await signIn('between')).toBe('refused');
    await stage.until(() => rowOf('between') !== undefined, 10_000);
    expect(rowOf('between')).toEqual(['contained', undefined]);
    await stage.until(() => stage.ses.list({ recipient: 'between@example.nl' }).total === 1, 120_000);
    expect(await signIn('between')).toBe('refused');
  });

  it('by signing up while it is live is known before its first sign-in, which works', async () => {
    const ClientId = stage.output('ProductClientId');
    const UserAttributes = [{ Name: 'name', Value: 'Nieuw' }];
    await stage.settle(
      Promise.resolve(stage.cognito.operations.SignUp?.({ ClientId, Username: 'newcomer', Password: stolenPassword, UserAttributes })),
    );
    await run('AdminUpdateUserAttributes', { Username: 'newcomer', UserAttributes: attributesOf('newcomer', 'nl') });
    await run('AdminConfirmSignUp', { Username: 'newcomer' });
    await stage.pass(3_000);
    expect(rowOf('newcomer')).toEqual(['exempt', 'new']);
    expect(await signIn('newcomer')).toBe('in');
  });

  it('by staff while it is live is refused once, and known a few seconds later', async () => {
    await makeByStaff('hired', 'nl');
    expect(await signIn('hired')).toBe('refused');
    await stage.pass(3_000);
    expect(rowOf('hired')).toEqual(['exempt', 'new']);
    expect(await signIn('hired')).toBe('in');
  });

  it('outside the scope is let in at once, and gets no row', async () => {
    await makeByStaff('abroad', 'be');
    expect(await signIn('abroad')).toBe('in');
    await stage.pass(3_000);
    expect(rowOf('abroad')).toBeUndefined();
  });

  it('is counted: progress equals a recount of the rows', async () => {
    await stage.pass(10_000);
    const { progress } = await stage.look(id);
    const rows = stage.rows('accounts');
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    expect(progress.accounts).toMatchObject({ contained: count('contained'), exempt: count('exempt') });
    expect(stage.ses.list({ recipient: 'newcomer@example.nl' }).total).toBe(0);
  });
});
