import type { Fields } from '../../service.ts';
import { virtualWorld } from '../../world.ts';
import { type CognitoOptions, simulateCognito } from './cognito.ts';
import type { AuthenticationResult } from './tokens/issue.ts';
import type { ImportedUser } from './users/import-users.ts';

/** Settings of a test pool. */
interface PoolOptions extends CognitoOptions {
  readonly pool?: Fields;
  readonly client?: Fields;
  readonly seed?: number;
}

/** The password of all users of a test pool. */
export const password = 'Correct-horse-1';
const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** A pool with one public client in virtual time, and short ways to use it. */
export function testPool(options: PoolOptions = {}) {
  const world = virtualWorld({ seed: options.seed ?? 1 });
  const cognito = simulateCognito(world, options);
  const { id: poolId } = cognito.createUserPool({ properties: options.pool ?? {} });
  const { id: clientId, secret } = cognito.createClient(poolId, { ExplicitAuthFlows: flows, ...options.client });

  /** Runs an operation; pool and client are filled in where they are undefined. */
  const run = (name: string, input: Fields = {}): Fields | Promise<Fields> => {
    const operation = cognito.operations[name];
    if (operation === undefined) throw new Error(`no operation ${name}`);
    return operation(input);
  };
  const admin = (name: string, username: string, input: Fields = {}) => run(name, { UserPoolId: poolId, Username: username, ...input });
  const signIn = async (username: string, parameters: Record<string, string> = {}, client = clientId) =>
    await run('InitiateAuth', {
      ClientId: client,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password, ...parameters },
    });
  return {
    world,
    cognito,
    poolId,
    clientId,
    secret,
    run,
    admin,
    signIn,
    tokens: async (username: string) => tokensOf(await signIn(username)),
    refresh: async (refreshToken: string, client = clientId) =>
      await run('InitiateAuth', { ClientId: client, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refreshToken } }),
    add: (...users: ImportedUser[]) => cognito.importUsers(poolId, users, { password }),
    view: (username: string) => cognito.inspect.user(poolId, username),
    /** Lets time pass. */
    wait: (ms: number) => world.clock.settle(world.clock.sleep(ms)),
  };
}

/** The function of a test pool's triggers. */
export const triggerArn = 'arn:aws:lambda:eu-west-1:123456789012:function:gate';

/** What a trigger was told. */
interface TriggerCall {
  readonly triggerSource: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: Fields;
  readonly response: Fields;
}

/** A test pool with one user and these triggers, of which `invoke` plays the function; `events` has what it was told. */
export function triggered(
  triggers: readonly string[],
  invoke: (event: TriggerCall) => unknown = (event) => event,
  options: Pick<PoolOptions, 'client' | 'pool' | 'onMessage'> = {},
) {
  const events: TriggerCall[] = [];
  const pool = testPool({
    ...options,
    pool: { ...options.pool, LambdaConfig: Object.fromEntries(triggers.map((name) => [name, triggerArn])) },
    invokeTrigger: async (arn, event) => {
      if (arn !== triggerArn) throw new Error(`no function ${arn}`);
      events.push(structuredClone(event) as TriggerCall);
      return invoke(event as TriggerCall);
    },
  });
  pool.add(person(1));
  return {
    ...pool,
    events,
    /** What was run since this was last asked. */
    sources: () => events.splice(0).map((event) => event.triggerSource),
  };
}

/** The tokens of an answer that must have some. */
export function tokensOf(answer: Fields): AuthenticationResult & { readonly RefreshToken: string } {
  return answer.AuthenticationResult as AuthenticationResult & { readonly RefreshToken: string };
}

/** Properties of a client with managed login. */
export const hostedClient = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'],
};

/** `Name: message` of the refusal of a call that must be refused. */
export async function refusal(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  return 'accepted';
}

/** A listed user with an address, whose Username is the `sub`. */
export function person(number: number, more: Partial<ImportedUser> = {}): ImportedUser & { readonly Username: string } {
  const sub = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return {
    Username: sub,
    Attributes: [
      { Name: 'sub', Value: sub },
      { Name: 'email', Value: `person${number}@example.com` },
      { Name: 'email_verified', Value: 'true' },
    ],
    ...more,
  };
}
