import { createHmac } from 'node:crypto';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { type ProbeFlow, probeAddress, probeName } from '#domain/gate/probe.ts';
import { makeProbe } from './probe.ts';

type Answer = object | Error;
const error = (name: string, message = name) => Object.assign(new Error(message), { name });
const user = (Username: string) => ({ Username });

/** A client that answers by the name of the command, for several calls in their order. */
function probeThat(answers: Readonly<Record<string, readonly Answer[]>>) {
  const sent: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  const left = new Map(Object.entries(answers).map(([name, given]) => [name, [...given]]));
  const client = {
    send: async ({ constructor: { name }, input }: { constructor: { name: string }; input: Record<string, unknown> }) => {
      sent.push({ name, input });
      const answer = left.get(name)?.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const random = { bytes: (length: number) => new Uint8Array(length).fill(7) };
  return { sent, probe: makeProbe(client as unknown as CognitoIdentityProviderClient, 'pool', random) };
}

describe('making the probe', () => {
  it('mails nothing, and proves no address', async () => {
    const { probe, sent } = probeThat({ AdminCreateUserCommand: [{ User: user(probeName) }] });
    expect(await probe.make('secret')).toEqual({ username: probeName });
    expect(sent[0]?.input).toMatchObject({ MessageAction: 'SUPPRESS' });
    expect(sent[0]?.input.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' });
    expect(sent[1]).toMatchObject({ name: 'AdminSetUserPasswordCommand', input: { Password: 'secret', Permanent: true } });
  });

  it('gives it an address for a name where names are addresses', async () => {
    const answers = { AdminCreateUserCommand: [error('InvalidParameterException'), { User: user('a-uuid') }] };
    const { probe, sent } = probeThat(answers);
    expect(await probe.make('secret')).toEqual({ username: 'a-uuid' });
    expect(sent[1]?.input.Username).toBe(probeAddress);
  });

  it('finds it where it is there already, and gives up where the directory wants something else', async () => {
    const there = probeThat({ AdminCreateUserCommand: [error('UsernameExistsException')] });
    expect(await there.probe.make('secret')).toEqual({ username: probeName });
    const refusal = error('InvalidParameterException', 'phone_number is required');
    await expect(probeThat({ AdminCreateUserCommand: [refusal, refusal] }).probe.make('secret')).rejects.toThrow('phone_number');
  });
});

describe('a trial', () => {
  it.each<[string, Answer, object]>([
    ['refused by the gate', error('UserLambdaValidationException'), { outcome: 'refused', stale: false }],
    ['in', { AuthenticationResult: { AccessToken: 'x' } }, { outcome: 'token', stale: false }],
    ['asked for more', { ChallengeName: 'SOFTWARE_TOKEN_MFA' }, { outcome: 'challenged', stale: false }],
    ['throttled', error('TooManyRequestsException'), { outcome: 'failed', stale: false, throttled: true }],
    ['locked out', error('NotAuthorizedException', 'Password attempts exceeded'), { outcome: 'failed', stale: false }],
    ['unknown', error('UserNotFoundException'), { outcome: 'failed', stale: true }],
    ['wrong', error('NotAuthorizedException', 'Incorrect username or password.'), { outcome: 'failed', stale: true }],
  ])('in which the probe is %s', async (_, answer, expected) => {
    const { probe } = probeThat({ InitiateAuthCommand: [answer] });
    expect(await probe.attempt({ clientId: 'c', flow: 'USER_PASSWORD_AUTH' }, 'sluis-probe', 'secret')).toEqual(expected);
  });

  it.each<[ProbeFlow, string, object]>([
    ['USER_PASSWORD_AUTH', 'InitiateAuthCommand', { PASSWORD: 'secret' }],
    ['ADMIN_USER_PASSWORD_AUTH', 'AdminInitiateAuthCommand', { PASSWORD: 'secret' }],
    ['USER_SRP_AUTH', 'InitiateAuthCommand', { SRP_A: '07'.repeat(96) }],
    ['CUSTOM_AUTH', 'InitiateAuthCommand', {}],
    ['USER_AUTH', 'InitiateAuthCommand', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'secret' }],
  ])('by %s goes through %s', async (flow, name, parameters) => {
    const { probe, sent } = probeThat({});
    await probe.attempt({ clientId: 'c', flow }, 'sluis-probe', 'secret');
    expect(sent.at(-1)).toMatchObject({ name, input: { AuthFlow: flow } });
    expect(sent.at(-1)?.input.AuthParameters).toEqual({ USERNAME: 'sluis-probe', ...parameters });
  });

  it('at a client with a secret shows that it knows it', async () => {
    const { probe, sent } = probeThat({ DescribeUserPoolClientCommand: [{ UserPoolClient: { ClientSecret: 'hush' } }] });
    await probe.attempt({ clientId: 'c', flow: 'USER_PASSWORD_AUTH' }, 'sluis-probe', 'secret');
    const SECRET_HASH = createHmac('sha256', 'hush').update('sluis-probec').digest('base64');
    expect(sent.at(-1)?.input.AuthParameters).toMatchObject({ SECRET_HASH });
  });
});

describe('a public reset', () => {
  it.each<[string, Answer, boolean]>([
    ['refused by the firewall', error('ForbiddenException'), true],
    ['taken', {}, false],
    ['refused by Cognito', error('InvalidParameterException'), false],
  ])('that is %s', async (_, answer, refused) => {
    expect(await probeThat({ ForgotPasswordCommand: [answer] }).probe.resetRefused('c', 'sluis-probe')).toBe(refused);
  });
});
