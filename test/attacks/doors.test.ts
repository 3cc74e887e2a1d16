import { createHmac } from 'node:crypto';
import {
  AdminInitiateAuthCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  CompleteWebAuthnRegistrationCommand,
  ConfirmForgotPasswordCommand,
  DeleteUserCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  SetUserMFAPreferenceCommand,
  StartWebAuthnRegistrationCommand,
  UpdateUserAttributesCommand,
  UpdateUserPoolCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetWebACLCommand, UpdateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Door } from '#domain/gate/doors.ts';
import { firewallKeyOf } from '#domain/pool/self-service.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectWire } from '#simulator/doors/wire.ts';
import type { Service } from '#simulator/service.ts';
import { expectOk } from '#test/kits/staff.ts';
import { type Stage, setStage } from '#test/kits/world.ts';

const users = Array.from({ length: 20 }, (_, index) => ({
  Username: `holder${index}`,
  Attributes: [
    { Name: 'email', Value: `holder${index}@mail.example` },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'custom:environment', Value: index < 10 ? 'nl' : 'be' },
  ],
}));
const dutch = { kind: 'environment', environments: ['nl'] };
const AccessToken = 'filled in';

/** Everything that an old access token could change, and what anybody could ask for. */
const changes = (token: string, ClientId: string) =>
  ({
    UpdateUserAttributes: new UpdateUserAttributesCommand({
      AccessToken: token,
      UserAttributes: [{ Name: 'email', Value: 'thief@mail.example' }],
    }),
    GetUserAttributeVerificationCode: new GetUserAttributeVerificationCodeCommand({ AccessToken: token, AttributeName: 'email' }),
    ChangePassword: new ChangePasswordCommand({
      AccessToken: token,
      PreviousPassword: stolenPassword,
      ProposedPassword: 'a password of the thief',
    }),
    DeleteUser: new DeleteUserCommand({ AccessToken: token }),
    AssociateSoftwareToken: new AssociateSoftwareTokenCommand({ AccessToken: token }),
    VerifySoftwareToken: new VerifySoftwareTokenCommand({ AccessToken: token, UserCode: '000000' }),
    SetUserMFAPreference: new SetUserMFAPreferenceCommand({ AccessToken: token, SoftwareTokenMfaSettings: { Enabled: false } }),
    StartWebAuthnRegistration: new StartWebAuthnRegistrationCommand({ AccessToken: token }),
    CompleteWebAuthnRegistration: new CompleteWebAuthnRegistrationCommand({ AccessToken: token, Credential: { id: 'x' } }),
    ForgotPassword: new ForgotPasswordCommand({ ClientId, Username: 'holder1' }),
    ConfirmForgotPassword: new ConfirmForgotPasswordCommand({
      ClientId,
      Username: 'holder1',
      ConfirmationCode: '000000',
      Password: 'a password of the thief',
    }),
  }) as const;

describe('the doors of the directory while a campaign is live', () => {
  let stage: Stage;
  let campaignId: string;
  const old = { inside: '', outside: '' };
  const lines: string[] = [];
  const logged = (code: string) => lines.filter((line) => line.includes(`"${code}"`));
  const counted = (name: string) => lines.filter((line) => line.includes(`"${name}":`)).length;
  const send = (command: unknown) => stage.settle(stage.client.send(command as never)) as unknown as Promise<Record<string, unknown>>;
  const doors = async () =>
    (expectOk(await (await stage.staff('auditor')).ask('GET', `/api/campaigns/${campaignId}/doors`)) as { doors: readonly Door[] }).doors;
  const door = async (name: string) => (await doors()).find((each) => each.name === name);

  beforeAll(async () => {
    stage = await setStage({ users, onLine: (_, line) => lines.push(line) });
    campaignId = await stage.plan(dutch);
    old.inside = (await stage.signIn('holder1', stolenPassword)).AuthenticationResult?.AccessToken ?? '';
    old.outside = (await stage.signIn('holder15', stolenPassword)).AuthenticationResult?.AccessToken ?? '';
    await stage.pass(60_000);
  });

  it('are open to holders before', async () => {
    const UserAttributes = [{ Name: 'name', Value: 'Holder' }];
    await expect(send(new UpdateUserAttributesCommand({ AccessToken: old.inside, UserAttributes }))).resolves.toBeDefined();
    expect(await door('Changes with an old access token')).toMatchObject({ state: 'watched' });
    expect(counted('SelfService::Open')).toBe(0);
  });

  it('are seen to be shut within ten seconds of the start', async () => {
    await stage.start(campaignId);
    await stage.pass(10_000);
    expect(logged('SLU-921').at(-1)).toContain('"mode":"block"');
    expect(JSON.parse(logged('SLU-922').at(-1) ?? '{}').afterMs).toBeLessThan(10_000);
    expect(await door('Changes with an old access token')).toMatchObject({ state: 'shut' });
  });

  it.each(Object.keys(changes(AccessToken, '')))(
    'refuse %s with a token from before, in scope or not (attacks 42 and 43)',
    async (name) => {
      for (const token of Object.values(old)) {
        const command = changes(token, stage.output('ProductClientId'))[name as keyof ReturnType<typeof changes>];
        await expect(send(command)).rejects.toThrow('Request not allowed due to WAF block.');
      }
    },
  );

  it('let holders read and sign out', async () => {
    await expect(send(new GetUserCommand({ AccessToken: old.inside }))).resolves.toBeDefined();
    await expect(send(new GlobalSignOutCommand({ AccessToken: old.outside }))).resolves.toBeDefined();
  });

  it('refuse a caller who names our own client, or another operation, in the headers that Cognito adds (attack 79)', async () => {
    const forged = new CognitoIdentityProviderClient({ region: stage.world.region });
    forged.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers['x-amzn-cognito-client-id'] = stage.output('RecoveryClientId');
        headers['x-amzn-cognito-operation-name'] = 'GetUser';
        return next(args);
      },
      { step: 'build' },
    );
    const services = new Map<string, Service>([['CognitoIdentityProviderClient', stage.cognito]]);
    const client = connectWire(forged, stage.world, outsideCaller, services);
    const UserAttributes = [{ Name: 'email', Value: 'thief@mail.example' }];
    const change = new UpdateUserAttributesCommand({ AccessToken: old.inside, UserAttributes });
    await expect(stage.settle(client.send(change))).rejects.toThrow('Request not allowed due to WAF block.');
    await expect(stage.settle(client.send(new GetUserCommand({ AccessToken: old.inside })))).resolves.toBeDefined();
  });

  it('let through only what carries the key of the pages, so that recoveries can enrol factors', async () => {
    const ClientId = stage.output('RecoveryClientId');
    const pool = { UserPoolId: stage.output('AccountsPoolId'), ClientId };
    const { UserPoolClient } = (await send(new DescribeUserPoolClientCommand(pool))) as { UserPoolClient: { ClientSecret: string } };
    const SECRET_HASH = createHmac('sha256', UserPoolClient.ClientSecret).update(`holder15${ClientId}`).digest('base64');
    const AuthParameters = { USERNAME: 'holder15', PASSWORD: stolenPassword, SECRET_HASH };
    const signedIn = (await send(new AdminInitiateAuthCommand({ ...pool, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }))) as {
      AuthenticationResult: { AccessToken: string };
    };
    const enrol = new AssociateSoftwareTokenCommand({ AccessToken: signedIn.AuthenticationResult.AccessToken });
    const withKey = async (key: string) => {
      const client = new CognitoIdentityProviderClient({ region: stage.world.region, customUserAgent: [['sluis', key]] });
      return stage.settle(stage.simulator.connect(client).send(enrol));
    };
    const secret = [...stage.simulator.stacks.values()]
      .flatMap(({ resources }) => [...resources])
      .find(([id]) => id.startsWith('codesecret'));
    const secrets = stage.simulator.connect(new SecretsManagerClient({ region: stage.world.region }));
    const { SecretString = '' } = await stage.settle(secrets.send(new GetSecretValueCommand({ SecretId: secret?.[1].ref })));
    await expect(send(enrol)).rejects.toThrow('Request not allowed due to WAF block.');
    await expect(withKey('guessed')).rejects.toThrow('Request not allowed due to WAF block.');
    await expect(withKey(firewallKeyOf(SecretString))).resolves.toBeDefined();
  });

  it('cost a flood of public resets nothing of what recoveries draw on (attack 41)', async () => {
    const ClientId = stage.output('ProductClientId');
    const flood = Array.from({ length: 300 }, (_, index) =>
      stage.client.send(new ForgotPasswordCommand({ ClientId, Username: `holder${index % 20}` })).then(
        () => 'sent',
        (error: Error) => error.name,
      ),
    );
    expect(new Set(await stage.settle(Promise.all(flood)))).toEqual(new Set(['ForbiddenException']));
    expect(stage.world.meter.of('cognito', 'ForgotPassword').throttles).toBe(0);
    expect(stage.ses.list({ limit: 1_000 }).mails.filter(({ subject }) => /code|verification/i.test(subject))).toEqual([]);
  });

  it.each([
    '/forgotPassword',
    '/confirmForgotPassword',
    '/passkeys/add',
    '/%66orgotPassword',
    '//forgotPassword',
    '/login/../forgotPassword',
  ])('refuse the page %s of managed login (attack 41)', (path) => {
    const { region, accountId } = stage.world;
    const arn = `arn:aws:cognito-idp:${region}:${accountId}:userpool/${stage.output('AccountsPoolId')}`;
    const request = () => ({ path, headers: { 'x-amzn-cognito-client-id': stage.output('ProductClientId') } });
    expect(stage.simulator.services.wafv2.passes(arn, request)).toBe(false);
    expect(stage.simulator.services.wafv2.passes(arn, () => ({ ...request(), path: '/login' }))).toBe(true);
  });

  it('are tried by an invented account every minute, which the gate refuses', async () => {
    await stage.pass(120_000);
    expect(counted('Probe::Refused')).toBeGreaterThanOrEqual(2);
    expect(counted('Probe::Admitted')).toBe(0);
    expect(counted('Probe::Failed')).toBe(0);
    expect(counted('Gate::Detached')).toBe(0);
    expect(counted('Watch::Failed')).toBe(0);
    expect(await door('Sign-in by USER_PASSWORD_AUTH')).toMatchObject({ client: expect.stringContaining('product'), state: 'shut' });
  });

  it('tell within a minute when somebody detached the gate, and what got in by that (attack 50)', async () => {
    const UserPoolId = stage.output('AccountsPoolId');
    const { UserPool } = (await send(new DescribeUserPoolCommand({ UserPoolId }))) as { UserPool: { LambdaConfig: object } };
    await send(new UpdateUserPoolCommand({ UserPoolId }));
    await stage.pass(60_000);
    expect(JSON.parse(logged('SLU-924').at(-1) ?? '{}').triggers).toBe('PreTokenGeneration, PreAuthentication, PostConfirmation');
    expect(counted('Gate::Detached')).toBe(1);
    expect(logged('SLU-926').map((line) => JSON.parse(line).flow)).toEqual(expect.arrayContaining(['USER_PASSWORD_AUTH']));
    expect(counted('Probe::Admitted')).toBe(1);
    expect((await doors())[0]).toMatchObject({ name: 'The gate at PreTokenGeneration', state: 'open' });

    await send(new UpdateUserPoolCommand({ UserPoolId, LambdaConfig: UserPool.LambdaConfig }));
    await stage.pass(60_000);
    const before = lines.length;
    await stage.pass(60_000);
    expect(lines.slice(before).filter((line) => /SLU-92[46]/.test(line))).toEqual([]);
    expect(await door('The gate')).toMatchObject({ state: 'shut' });
  });

  it('are shut again within a minute when somebody opens the firewall by hand', async () => {
    const waf = stage.simulator.connect(new WAFV2Client({ maxAttempts: 1, region: stage.world.region }));
    const { WebACL: acl, LockToken } = await stage.settle(waf.send(new GetWebACLCommand({ ARN: stage.output('FirewallArn') })));
    const { Name, Id, DefaultAction, VisibilityConfig } = acl ?? {};
    const Rules = (acl?.Rules ?? []).map((rule) => ({ ...rule, Action: { Count: {} } }));
    await stage.settle(
      waf.send(new UpdateWebACLCommand({ Name, Id, Scope: 'REGIONAL', DefaultAction, VisibilityConfig, Rules, LockToken })),
    );
    await stage.pass(5_000);
    const UserAttributes = [{ Name: 'name', Value: 'Holder' }];
    const change = () => send(new UpdateUserAttributesCommand({ AccessToken: old.inside, UserAttributes }));
    await expect(change()).resolves.toBeDefined();
    await stage.pass(70_000);
    await expect(change()).rejects.toThrow('Request not allowed due to WAF block.');
  });
});
