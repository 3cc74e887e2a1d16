import { createHmac } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { type ProbeOutcome, type ProbeTrial, probeAddress, probeName } from '#domain/gate/probe.ts';
import type { Random } from '#shared/platform.ts';
import { userPoolId } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';
import { failureOf } from '../calls/failures.ts';

/** What a trial came to; `stale` where it failed because the account or its password is not what it should be, `throttled` where a later one may not fail. */
export interface Trial {
  readonly outcome: ProbeOutcome;
  readonly stale: boolean;
  readonly throttled?: boolean;
}

/** The invented account in the directory. */
export interface Probe {
  /** Makes it where it is not there, and gives it this password. Nothing is mailed. */
  make(password: string): Promise<{ readonly username: string }>;
  /** Tries one way in. The tokens that it may get are forgotten. */
  attempt(trial: ProbeTrial, username: string, password: string): Promise<Trial>;
  /**
   * Whether the firewall refuses a public reset. It is asked for the probe, whose address nobody proved, so that nothing is ever mailed.
   * It draws one request of UserAccountRecovery where it is not refused.
   */
  resetRefused(clientId: string, username: string): Promise<boolean>;
}

/** The probe of the pool of this id. */
export function makeProbe(client: CognitoIdentityProviderClient, poolId: string, random: Random): Probe {
  /** Proof that the caller knows the client's secret; nothing for a client without one. */
  const secretHash = async (clientId: string, username: string): Promise<string | undefined> => {
    const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    const secret = UserPoolClient?.ClientSecret;
    return secret && createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');
  };

  const create = async (username: string) => {
    const attributes = { email: probeAddress, email_verified: 'false', name: 'Sluis' };
    const { User } = await client.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: username,
        MessageAction: 'SUPPRESS',
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return { username: User?.Username ?? username };
  };

  /** Signs up nobody twice: where the name is taken, the account that has it becomes the probe. */
  const createOrFind = async (username: string): ReturnType<typeof create> => {
    try {
      return await create(username);
    } catch (error) {
      if (nameOf(error) === 'InvalidParameterException' && username !== probeAddress) return createOrFind(probeAddress);
      if (nameOf(error) !== 'UsernameExistsException') throw error;
      return { username };
    }
  };

  const signIn = async ({ clientId, flow }: ProbeTrial, username: string, password: string) => {
    const SECRET_HASH = await secretHash(clientId, username);
    const AuthParameters = { USERNAME: username, ...parametersOf(flow, password, random), ...(SECRET_HASH && { SECRET_HASH }) };
    return flow === 'ADMIN_USER_PASSWORD_AUTH'
      ? client.send(new AdminInitiateAuthCommand({ UserPoolId: poolId, ClientId: clientId, AuthFlow: flow, AuthParameters }))
      : client.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow: flow, AuthParameters }));
  };

  return {
    make: async (password) => {
      const made = await createOrFind(probeName);
      await client.send(
        new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: made.username, Password: password, Permanent: true }),
      );
      return made;
    },
    attempt: async (trial, username, password) => {
      try {
        return { outcome: outcomeOf(await signIn(trial, username, password)), stale: false };
      } catch (error) {
        if (nameOf(error) === 'UserLambdaValidationException') return { outcome: 'refused', stale: false };
        if (failureOf(error) === 'throttled') return { outcome: 'failed', stale: false, throttled: true };
        return { outcome: 'failed', stale: nameOf(error) === 'UserNotFoundException' || isWrongPassword(error) };
      }
    },
    resetRefused: async (clientId, username) => {
      const SecretHash = await secretHash(clientId, username);
      try {
        await client.send(new ForgotPasswordCommand({ ClientId: clientId, Username: username, ...(SecretHash && { SecretHash }) }));
        return false;
      } catch (error) {
        return nameOf(error) === 'ForbiddenException';
      }
    },
  };
}

function parametersOf(flow: ProbeTrial['flow'], password: string, random: Random): Readonly<Record<string, string>> {
  switch (flow) {
    case 'USER_SRP_AUTH':
      // Any number will do to see whether the sign-in begins: the first answer comes before the password is proven.
      return { SRP_A: Buffer.from(random.bytes(96)).toString('hex') };
    case 'CUSTOM_AUTH':
      return {};
    case 'USER_AUTH':
      return { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: password };
    default:
      return { PASSWORD: password };
  }
}

function outcomeOf({ AuthenticationResult }: Pick<InitiateAuthCommandOutput, 'AuthenticationResult'>): ProbeOutcome {
  return AuthenticationResult === undefined ? 'challenged' : 'token';
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAuthorizedException' && error.message.startsWith('Incorrect username or password');
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

/** The probe of the directory. */
export const probe: Part<Probe> = ({ use, platform }) => makeProbe(use(cognito), use(userPoolId), platform.random);
