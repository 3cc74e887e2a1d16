import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { inject } from 'vitest';
import { readDirectoryFile } from '#infra/command/directory.ts';
import { deployOnSimulator, type OnSimulatorOptions } from '#infra/command/on-simulator.ts';
import { addStaff, staffUsers, stolenPassword } from '#infra/command/people.ts';
import type { Faults } from '#simulator/faults.ts';
import type { ImportedUser } from '#simulator/services/cognito/import-users.ts';
import { virtualWorld } from '#simulator/world.ts';
import { Browser, type Site } from './browser.ts';
import { type CampaignView, StaffMember } from './staff.ts';

/** What plays on the stage. */
export interface StageOptions extends Partial<OnSimulatorOptions> {
  /** Accounts of the directory: a file's, or these. */
  readonly directory: string | readonly ImportedUser[];
  /** @default 1 */
  readonly seed?: number;
  readonly faults?: Faults;
  /** Recipients a second that simulated SES allows. @default 200 */
  readonly ratePerSecond?: number;
}

/** Sluis on simulated AWS in virtual time, with people who use it through the doors that people have. */
export async function setStage(options: StageOptions) {
  const { directory, seed = 1, faults, ratePerSecond = 200, ...rest } = options;
  const world = virtualWorld({ seed, ...(faults && { faults }) });
  const { simulator, output } = await deployOnSimulator(world, {
    door: 'direct',
    templates: inject('templates'),
    ...rest,
    ses: { quota: { maxSendRate: ratePerSecond, max24HourSend: -1 }, ...rest.ses },
  });
  const { cognito, ses } = simulator.services;
  const users = typeof directory === 'string' ? (await readDirectoryFile(directory)).users : directory;
  cognito.importUsers(output('AccountsPoolId'), users, { password: stolenPassword });
  addStaff(simulator, output('StaffPoolId'));
  const client = simulator.connect(new CognitoIdentityProviderClient({ maxAttempts: 1, region: 'eu-west-1' }));
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);

  const site = (api: string): Site => {
    return async ({ method, path, headers, body }) => {
      const [bare = '/', queryString = ''] = path.split(/\?(.*)/s);
      const answer = await settle(
        simulator.http(api, {
          method,
          path: bare,
          queryString,
          headers: { host: 'staff.example', ...headers },
          ...(body !== undefined && { body }),
        }),
      );
      const named = Object.entries(answer.headers).map(([name, values]) => [name.toLowerCase(), values.join(', ')] as const);
      const cookies = Object.entries(answer.headers).flatMap(([name, values]) => (name.toLowerCase() === 'set-cookie' ? values : []));
      return { status: answer.status, headers: Object.fromEntries(named), cookies, body: Buffer.from(answer.body).toString() };
    };
  };

  /** Logs a member of staff in at the API. */
  const staff = async (role: string): Promise<StaffMember> => {
    const user = staffUsers.find((each) => each.role === role);
    const answer = await settle(
      client.send(
        new InitiateAuthCommand({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: output('ConsoleClientId'),
          AuthParameters: { USERNAME: user?.username ?? '', PASSWORD: user?.password ?? '' },
        }),
      ),
    );
    return new StaffMember(site('sluis-staff'), answer.AuthenticationResult?.IdToken ?? '');
  };

  /** Signs in at the product; gives the tokens. @throws as Cognito does */
  const signIn = (username: string, password: string) =>
    settle(
      client.send(
        new InitiateAuthCommand({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: output('ProductClientId'),
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      ),
    );

  /** Asks for new tokens with a refresh token. @throws as Cognito does */
  const refresh = (refreshToken: string) =>
    settle(
      client.send(
        new InitiateAuthCommand({
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          ClientId: output('ProductClientId'),
          AuthParameters: { REFRESH_TOKEN: refreshToken },
        }),
      ),
    );

  /** Lets virtual time pass until a condition holds, looked at every `everyMs`. @throws Error when it does not within `withinMs` */
  const until = async (condition: () => Promise<boolean> | boolean, withinMs: number, everyMs = 500): Promise<void> => {
    const end = world.clock.now() + withinMs;
    while (!(await condition())) {
      if (world.clock.now() >= end) throw new Error(`it did not happen within ${withinMs / 1000} s of virtual time`);
      await world.clock.run({ untilMs: world.clock.now() + everyMs });
    }
  };

  /** Plans, approves and starts a campaign; gives its id. */
  const startCampaign = async (scope: object, exemptions: readonly string[] = []): Promise<string> => {
    const commander = await staff('commander');
    const id = await commander.plan('Stolen passwords', scope, exemptions);
    let view: CampaignView = await commander.look(id);
    await until(async () => (view = await commander.look(id)).campaign.state !== 'planning', 3_600_000);
    const approver = await staff('approver');
    await approver.change(id, 'approve');
    const started = await commander.change(id, 'start');
    if (started.status !== 200) throw new Error(`start: ${started.status} ${started.body} ${JSON.stringify(view)}`);
    return id;
  };

  return {
    world,
    simulator,
    output,
    client,
    cognito,
    ses,
    settle,
    until,
    staff,
    signIn,
    refresh,
    startCampaign,
    /** A holder's browser at the public pages. */
    holder: () => new Browser(site('sluis-pages'), 'pages.example'),
    /** A browser at the console. */
    console: () => new Browser(site('sluis-staff'), 'staff.example'),
    rows: (table: string) => {
      const name =
        [...simulator.stacks.values()]
          .flatMap((stack) => [...stack.resources.entries()])
          .find(([id]) => id.startsWith(`tables${table}`))?.[1].ref ?? table;
      return [...simulator.services.dynamodb.rows(name)];
    },
  };
}

/** What {@link setStage} gives. */
export type Stage = Awaited<ReturnType<typeof setStage>>;
