import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Headcount } from '#domain/campaign/campaign.ts';
import type { SweepTotals } from '#domain/campaign/sweep.ts';
import { VirtualClock } from '#simulator/clock.ts';
import type { Faults } from '#simulator/faults.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { realWorld, virtualWorld, type World } from '#simulator/world.ts';
import { deployOnSimulator, type OnSimulatorOptions } from './on-simulator.ts';
import { addStaff, type StaffUser, staffUsers, stolenPassword } from './people.ts';

/** What plays on the stage. */
export interface StageOptions extends Partial<OnSimulatorOptions> {
  /** Accounts of the directory. */
  readonly users: readonly ImportedUser[];
  /** More staff than there are otherwise. @default none */
  readonly colleagues?: readonly StaffUser[];
  /** @default 1 */
  readonly seed?: number;
  /** @default none */
  readonly faults?: Faults;
  /** Recipients a second that simulated SES allows. @default 200 */
  readonly ratePerSecond?: number;
  /** Whether time is the machine's own instead of virtual. @default false */
  readonly realTime?: boolean;
}

/** A campaign as the staff's API gives it, as far as it is looked at here. */
export interface CampaignView {
  readonly campaign: {
    readonly id: string;
    readonly state: string;
    readonly epoch?: number;
    readonly headcount?: Pick<Headcount, 'looked' | 'inScope' | 'notices' | 'swept'>;
  };
  /** While it waits to be approved. */
  readonly contents?: { readonly digest: string };
  readonly progress: {
    readonly accounts: Readonly<Record<string, number>>;
    readonly notices: Readonly<Record<string, number>>;
    readonly sweep: SweepTotals;
  };
}

/** How long a token of the staff is used, in ms; it is valid for 15 minutes. */
const sessionMs = 10 * 60_000;

/** Sluis on simulated AWS, with a directory and staff. */
export async function setStage(options: StageOptions) {
  const { users, colleagues = [], seed = 1, faults, ratePerSecond = 200, realTime = false, ...rest } = options;
  const world: World = (realTime ? realWorld : virtualWorld)({ seed, ...(faults && { faults }) });
  const { simulator, output } = await deployOnSimulator(world, {
    door: 'direct',
    context: { pagesOrigin: 'https://pages.example' },
    ...rest,
    ses: { quota: { maxSendRate: ratePerSecond, max24HourSend: -1 }, ...rest.ses },
  });
  simulator.services.cognito.importUsers(output('AccountsPoolId'), users, { password: stolenPassword });
  const staff = addStaff(simulator, output('StaffPoolId'), [...staffUsers, ...colleagues]);
  const client = simulator.connect(new CognitoIdentityProviderClient({ maxAttempts: 1, region: world.region }));

  const { settle, pass, until } = timeOf(world);

  type Flow = 'USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH';
  const attempt = (clientId: string, authFlow: Flow, parameters: Record<string, string>) =>
    client.send(new InitiateAuthCommand({ AuthFlow: authFlow, ClientId: clientId, AuthParameters: parameters }));
  const initiate = (clientId: string, authFlow: Flow, parameters: Record<string, string>) =>
    settle(attempt(clientId, authFlow, parameters));

  /** The name that one of Sluis's tables has in this world. @throws Error when there is none */
  const tableName = (table: string): string => {
    const resources = [...simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
    const name = resources.find(([id]) => id.startsWith(`tables${table}`))?.[1].ref;
    if (name === undefined) throw new Error(`there is no table ${table}`);
    return name;
  };

  const { logIn, idToken, ask } = staffOf({ world, simulator, output, client, settle, staff });

  const { look, plan, start, close } = campaignsOf(ask, until);

  return {
    world,
    simulator,
    output,
    client,
    settle,
    pass,
    until,
    logIn,
    idToken,
    look,
    plan,
    start,
    close,
    /** Signs in at the product; gives the tokens. @throws as Cognito does */
    signIn: (username: string, password: string) =>
      initiate(output('ProductClientId'), 'USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }),
    /** Asks for new tokens at the product. @throws as Cognito does */
    refresh: (refreshToken: string) => initiate(output('ProductClientId'), 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }),
    /** Begins a sign-in at the product, without letting time pass. */
    trySignIn: (username: string, password: string) =>
      attempt(output('ProductClientId'), 'USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }),
    /** Begins a refresh at the product, without letting time pass. */
    tryRefresh: (refreshToken: string) => attempt(output('ProductClientId'), 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }),
    tableName,
    /** All rows of one of Sluis's tables. */
    rows: (table: string) => [...simulator.services.dynamodb.rows(tableName(table))],
  };
}

/** What lets time pass in a world. */
function timeOf(world: World) {
  /** Lets time pass until a promise settles. */
  const settle = <T>(promise: Promise<T>): Promise<T> => (world.clock instanceof VirtualClock ? world.clock.settle(promise) : promise);

  /** Lets time pass. */
  const pass = (ms: number): Promise<void> =>
    world.clock instanceof VirtualClock ? world.clock.run({ untilMs: world.clock.now() + ms }) : world.clock.sleep(ms);

  /** Lets time pass until a condition holds, looked at every `everyMs`. @throws Error when it does not within `withinMs` */
  const until = async (condition: () => Promise<boolean> | boolean, withinMs: number, everyMs = 500): Promise<void> => {
    const end = world.clock.now() + withinMs;
    while (!(await condition())) {
      if (world.clock.now() >= end) throw new Error(`it did not happen within ${withinMs / 1000} s`);
      await pass(everyMs);
    }
  };

  return { settle, pass, until };
}

/** What staff are asked with. */
interface StaffTools {
  readonly world: World;
  readonly simulator: Simulator;
  readonly output: (name: string) => string;
  readonly client: CognitoIdentityProviderClient;
  readonly settle: <T>(promise: Promise<T>) => Promise<T>;
  readonly staff: ReturnType<typeof addStaff>;
}

/** Members of staff who log in and ask the API. */
function staffOf({ world, simulator, output, client, settle, staff }: StaffTools) {
  const opened = new Map<string, { readonly id: string; readonly access: string; readonly atMs: number }>();

  /** Logs a member of staff in, unless that was done lately: a code counts once. @param who a role, or a user name */
  const logIn = async (who: string): Promise<{ readonly id: string; readonly access: string }> => {
    const { username = '', password = '', totp: key = '' } = staff.find((each) => each.role === who || each.username === who) ?? {};
    const nowMs = world.clock.now();
    const last = opened.get(username);
    if (last !== undefined && nowMs - last.atMs < sessionMs) return last;
    const ours = { UserPoolId: output('StaffPoolId'), ClientId: output('ConsoleClientId') };
    const AuthParameters = { USERNAME: username, PASSWORD: password };
    const first = new AdminInitiateAuthCommand({ ...ours, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters });
    const { ChallengeName, Session } = await settle(client.send(first));
    const ChallengeResponses = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totp(key, nowMs) };
    const answer = await settle(
      client.send(new AdminRespondToAuthChallengeCommand({ ...ours, ChallengeName, Session, ChallengeResponses })),
    );
    const { IdToken: id = '', AccessToken: access = '' } = answer.AuthenticationResult ?? {};
    opened.set(username, { id, access, atMs: nowMs });
    return { id, access };
  };

  /** The token of a member of staff that the API takes. */
  const idToken = async (who: string): Promise<string> => (await logIn(who)).id;

  /** A request of a member of staff to the API. @throws Error for an answer that is neither 200 nor 201 */
  const ask = async (role: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<CampaignView> => {
    const headers = { host: 'staff.example', authorization: await idToken(role), 'content-type': 'application/json' };
    const request = { method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await settle(simulator.http('sluis-staff', request));
    const text = Buffer.from(answer.body).toString();
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as CampaignView;
  };

  return { logIn, idToken, ask };
}

/** What staff do with campaigns. */
function campaignsOf(ask: ReturnType<typeof staffOf>['ask'], until: ReturnType<typeof timeOf>['until']) {
  /** Looks at a campaign. */
  const look = (id: string) => ask('auditor', 'GET', `/api/campaigns/${id}`);

  /** Plans a campaign, with more fields of the API where needed; gives its id once its scope is counted. */
  const plan = async (scope: object, exemptions: readonly string[] = [], more: object = {}): Promise<string> => {
    const { id } = (await ask('commander', 'POST', '/api/campaigns', { title: 'Stolen passwords', scope, exemptions, ...more })).campaign;
    await until(async () => (await look(id)).campaign.state !== 'planning', 24 * 3_600_000, 1_000);
    return id;
  };

  /** Approves and starts a planned campaign. */
  const start = async (id: string): Promise<void> => {
    const { contents } = await ask('approver', 'GET', `/api/campaigns/${id}`);
    await ask('approver', 'POST', `/api/campaigns/${id}/approve`, { ...(contents && { digest: contents.digest }) });
    await ask('commander', 'POST', `/api/campaigns/${id}/start`, {});
  };

  /** Ends the notices of a live campaign. */
  const close = async (id: string): Promise<void> => {
    await ask('commander', 'POST', `/api/campaigns/${id}/close`, {});
  };

  return { look, plan, start, close };
}

/** What {@link setStage} gives. */
export type Stage = Awaited<ReturnType<typeof setStage>>;
