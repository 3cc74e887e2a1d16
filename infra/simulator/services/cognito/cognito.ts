import { AwsError, UnsupportedError } from '../../errors.ts';
import type { Fields, Headers, Operation, Service } from '../../service.ts';
import type { World } from '../../world.ts';
import { type CodeMessage, type Cognito, clientOf, poolOf, userOf } from './context.ts';
import type { Firewall } from './firewall.ts';
import type { UnboundOperation } from './operation.ts';
import { makeClient } from './pool/client.ts';
import { descriptions } from './pool/describe.ts';
import { clientDescriptions } from './pool/describe-clients.ts';
import { mfaConfiguration } from './pool/mfa-config.ts';
import { makePool, monthOf, type Pool } from './pool/pool.ts';
import { type LambdaConfig, readTriggers } from './pool/pool-settings.ts';
import { sessionConfigurations } from './pool/session-config.ts';
import { poolUpdates } from './pool/update-pool.ts';
import { type QuotaCategory, Quotas, type QuotaUse } from './quotas.ts';
import { factorOperations, softwareToken } from './self-service/factors.ts';
import { forgottenPasswords } from './self-service/forgot-password.ts';
import { passkeyOperations } from './self-service/passkeys.ts';
import { selfService } from './self-service/self-service.ts';
import { signUp } from './self-service/sign-up.ts';
import { attributeVerification } from './self-service/verify-attribute.ts';
import { challengeAnswers } from './sign-in/challenge-answers.ts';
import { Challenges } from './sign-in/challenge-sessions.ts';
import { signIn } from './sign-in/sign-in.ts';
import { HostedSessions } from './tokens/hosted-sessions.ts';
import { type ManagedLogin, managedLogin } from './tokens/managed-login.ts';
import { refreshing } from './tokens/refresh.ts';
import { livingSessions, Sessions } from './tokens/sessions.ts';
import { type Claims, type Jwk, TokenMint } from './tokens/tokens.ts';
import type { InvokeTrigger } from './triggers.ts';
import { administration } from './users/administration.ts';
import { type ImportedUser, type ImportOptions, importUsers } from './users/import-users.ts';
import { listing } from './users/list-users.ts';
import { attributeMap, type UserStatus } from './users/user.ts';

/** Settings of simulated Cognito. */
export interface CognitoOptions {
  /** Runs the Lambda functions of pools that have triggers. @default none: such a pool's sign-ins fail loudly */
  readonly invokeTrigger?: InvokeTrigger;
  /** AWS WAF in front of the pools. @default none: every request passes */
  readonly firewall?: Firewall;
  /** Whether AWS WAF sees the client's id in a request with an access token; AWS documents no exception. @default true */
  readonly accessTokensNameTheirClient?: boolean;
  /** True RS256 signatures (0.85 ms each), so that others can verify tokens with {@link SimulatedCognito.jwks}. @default false */
  readonly signTokens?: boolean;
  /** Told of each code that Cognito sends to a user. @default nobody is told */
  readonly onMessage?: (message: CodeMessage) => void;
}

/** A user as tests see it. */
export interface UserView {
  readonly username: string;
  readonly sub: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** When the password was last set after the import, epoch ms. */
  readonly passwordSetAt: number | undefined;
  /** When all sessions were last revoked, epoch ms. */
  readonly signedOutAt: number | undefined;
  /** Refresh tokens that are neither revoked nor expired. */
  readonly tokensAlive: number;
  /** Base32 secret of the verified authenticator app; an imported user's is made up, so that simulated people can answer. */
  readonly softwareToken: string | undefined;
}

/** Simulated Amazon Cognito user pools of one account and Region. */
export interface SimulatedCognito extends Service {
  /** Makes a pool from the template properties of `AWS::Cognito::UserPool`. @throws UnsupportedError for properties it does not know */
  createUserPool(pool: { readonly id?: string; readonly name?: string; readonly properties: Fields }): {
    readonly id: string;
    readonly arn: string;
  };
  /** Makes an app client from the template properties of `AWS::Cognito::UserPoolClient`. */
  createClient(poolId: string, properties: Fields): { readonly id: string; readonly secret: string | undefined };
  /** Makes a user as AdminCreateUser does, by the same parameters, and gives the Username. */
  createUser(parameters: Fields): string;
  /** Gives a pool the domain of its managed login: a prefix of Cognito's, or with `custom` a name of its own. */
  createDomain(poolId: string, name: string, custom: boolean): void;
  /** @throws AwsError `GroupExistsException` */
  createGroup(poolId: string, name: string): void;
  /** Replaces all triggers of a pool, as UpdateUserPool does. */
  setTriggers(poolId: string, triggers: LambdaConfig): void;
  /** Puts users into a pool, see {@link importUsers}; gives their number. */
  importUsers(poolId: string, users: Iterable<ImportedUser>, options?: ImportOptions): number;
  /** The refresh token of somebody who signed in at `signedInAt` (epoch ms), past quotas, passwords and triggers: sessions from before a test begins. */
  openSession(poolId: string, username: string, clientId: string, signedInAt: number): string;
  /** Managed login of an app client, as its application and a browser use it. */
  managedLogin(clientId: string): ManagedLogin;
  /** Sets the requests a second of a category for the whole account from now on. */
  setQuota(category: QuotaCategory, perSecond: number): void;
  /** What a category allows and was used for. */
  quota(category: QuotaCategory): QuotaUse;
  /** Monthly active users of a pool in the calendar month (UTC) of `atMs`. @default this month */
  mau(poolId: string, atMs?: number): number;
  /** The claims of a token that carries our signature and has not expired, as a verifier offline sees it: revocation does not show. */
  verify(token: string): Claims | undefined;
  /** Public keys of a pool. @throws UnsupportedError without `signTokens` */
  jwks(poolId: string): { readonly keys: readonly Jwk[] };
  /** For tests: costs no quota and makes nobody active. */
  readonly inspect: { user(poolId: string, username: string): UserView };
}

/** Starts simulated Cognito in a world, without pools. */
export function simulateCognito(world: World, options: CognitoOptions = {}): SimulatedCognito {
  const random = world.random.fork('cognito');
  const pools = new Map<string, Pool>();
  const cognito: Cognito = {
    world,
    random,
    pools,
    clients: new Map(),
    quotas: new Quotas(world.clock),
    sessions: new Sessions(random.uuid()),
    challenges: new Challenges(random),
    hosted: new HostedSessions(random),
    tokens: new TokenMint(pools, options.signTokens ?? false),
    invokeTrigger: options.invokeTrigger,
    firewall: options.firewall,
    accessTokensNameTheirClient: options.accessTokensNameTheirClient ?? true,
    onMessage: options.onMessage ?? (() => undefined),
  };
  const letters = (length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789') =>
    Array.from({ length }, () => alphabet[random.int(alphabet.length)]).join('');
  return {
    name: 'cognito',
    operations: bind(cognito),
    createUserPool({ id = `${world.region}_${letters(9)}`, name, properties }) {
      if (cognito.pools.has(id)) throw new AwsError('InvalidParameterException', `User pool ${id} already exists.`);
      const pool = makePool(world, random, id, name, properties);
      cognito.pools.set(id, pool);
      return { id, arn: pool.arn };
    },
    createClient(poolId, properties) {
      const pool = poolOf(cognito, poolId);
      const client = makeClient(pool, letters(26), properties.GenerateSecret ? letters(51) : undefined, properties, world.clock.now());
      cognito.clients.set(client.id, client);
      return { id: client.id, secret: client.secret };
    },
    createUser(parameters) {
      const { User } = administration.AdminCreateUser(cognito, 'AdminCreateUser', parameters) as {
        readonly User: { readonly Username: string };
      };
      return User.Username;
    },
    createDomain(poolId, name, custom) {
      poolOf(cognito, poolId).domain = { name, custom };
    },
    createGroup(poolId, name) {
      const { groups } = poolOf(cognito, poolId);
      if (groups.has(name)) throw new AwsError('GroupExistsException', 'A group with the name already exists.');
      groups.set(name, world.clock.now());
    },
    setTriggers(poolId, triggers) {
      const pool = poolOf(cognito, poolId);
      pool.triggers = readTriggers(triggers);
      pool.modifiedMs = world.clock.now();
    },
    importUsers: (poolId, users, importOptions = {}) =>
      importUsers(poolOf(cognito, poolId), random, world.clock.now(), users, importOptions),
    openSession(poolId, username, clientId, signedInAt) {
      const user = userOf(poolOf(cognito, poolId), username);
      return cognito.sessions.refreshToken(cognito.sessions.open(user, clientOf(cognito, clientId, poolId), signedInAt));
    },
    managedLogin: (clientId) => managedLogin(cognito, clientOf(cognito, clientId)),
    setQuota: (category, perSecond) => cognito.quotas.set(category, perSecond),
    quota: (category) => cognito.quotas.use(category),
    mau: (poolId, atMs = world.clock.now()) => poolOf(cognito, poolId).activeUsers.get(monthOf(atMs)) ?? 0,
    verify(token) {
      const claims = cognito.tokens.read(token)?.claims;
      return claims !== undefined && Number(claims.exp) * 1000 > world.clock.now() ? claims : undefined;
    },
    jwks(poolId) {
      if (!options.signTokens) throw new UnsupportedError('cognito', 'jwks without signTokens');
      return cognito.tokens.jwks(poolOf(cognito, poolId));
    },
    inspect: { user: (poolId, username) => view(cognito, poolId, username) },
  };
}

function bind(cognito: Cognito): Record<string, Operation> {
  const all: Record<string, UnboundOperation> = {
    ...administration,
    ...attributeVerification,
    ...challengeAnswers,
    ...clientDescriptions,
    ...descriptions,
    ...factorOperations,
    ...forgottenPasswords,
    ...listing,
    ...mfaConfiguration,
    ...poolUpdates,
    ...passkeyOperations,
    ...refreshing,
    ...selfService,
    ...sessionConfigurations,
    ...signIn,
    ...signUp,
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, run]) => [name, (input: Fields, headers?: Headers) => run(cognito, name, input, headers)]),
  );
}

function view(cognito: Cognito, poolId: string, username: string): UserView {
  const pool = poolOf(cognito, poolId);
  const user = userOf(pool, username);
  return {
    username: user.username,
    sub: user.sub,
    status: user.status,
    enabled: user.enabled,
    attributes: attributeMap(user),
    groups: user.groups ?? [],
    passwordSetAt: user.security?.passwordSetMs,
    signedOutAt: user.security?.signedOutMs,
    tokensAlive: livingSessions(user, cognito.world.clock.now()),
    softwareToken: softwareToken(pool, user),
  };
}
