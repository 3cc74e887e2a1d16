import type { RequestListener } from 'node:http';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { deployOnSimulator, simulatedSender } from '#infra/rehearsal/on-simulator.ts';
import { addStaff, type EnrolledStaff, stolenPassword } from '#infra/rehearsal/people.ts';
import { realBytes } from '#infra/rehearsal/simulated-platform.ts';
import { awsEndpoint } from '#simulator/doors/endpoint.ts';
import type { Service } from '#simulator/service.ts';
import type { RefusedLine } from '#simulator/services/cognito/users/directory-file.ts';
import type { SimulatedSes } from '#simulator/services/ses/ses.ts';
import type { SimulatedSns } from '#simulator/services/sns.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { realWorld, type World } from '#simulator/world.ts';

/** How to run Sluis on this machine. */
export interface LocalOptions {
  /** Directory file to load. */
  readonly directory: string;
  /** Address of the holders' pages as mails name it, without a slash at the end. */
  readonly pagesOrigin: string;
  /** Recipients a second that simulated SES allows. @default 200 */
  readonly ratePerSecond?: number;
  /** How SDK clients reach the simulated services. @default 'wire', as on AWS */
  readonly door?: 'direct' | 'wire';
  /** Sees every log line of the functions. @default nobody */
  readonly onLine?: (functionId: string, line: string) => void;
}

/** Sluis on this machine, in real time. */
export interface Local {
  /** The holders' pages. */
  readonly pages: RequestListener;
  /** The console and the API of the staff. */
  readonly staff: RequestListener;
  /** Simulated DynamoDB and Secrets Manager, for SDK clients in other processes. */
  readonly aws: RequestListener;
  readonly ses: SimulatedSes;
  readonly simulator: Simulator;
  readonly world: World;
  readonly staffUsers: readonly EnrolledStaff[];
  /** The password that every loaded account has: the one that was stolen. */
  readonly stolenPassword: string;
  /** An address that a person can try: of a confirmed account in the Netherlands where there is one. */
  readonly example: string | undefined;
  /** Accounts loaded. */
  readonly loaded: number;
  /** Lines of the directory file that could not be used. */
  readonly refused: readonly RefusedLine[];
  /** Ends schedules and polling. */
  stop(): void;
}

/** Where an invented operator gets alarms. */
const alarmAddress = 'duty@accounts.example';

/** Confirms what SNS asked for by mail, as the operator would by its link. */
function confirmSubscriptions({ mails, operations }: Pick<SimulatedSns, 'mails' | 'operations'>): void {
  for (const { confirms } of mails) {
    if (confirms) operations.ConfirmSubscription?.({ TopicArn: confirms.topicArn, Token: confirms.token });
  }
}

/** Starts Sluis on simulated AWS in real time. @throws Error when the directory file cannot be read */
export async function startLocal({ directory, pagesOrigin, ratePerSecond = 200, door = 'wire', onLine }: LocalOptions): Promise<Local> {
  const world = realWorld({ seed: Math.floor(realBytes(4).reduce((seed, byte) => seed * 256 + byte, 0)) });
  const { users, refused } = await readDirectoryFile(directory);
  const { simulator, output } = await deployOnSimulator(world, {
    door,
    bytes: realBytes,
    context: { pagesOrigin, alarmAddress, ...simulatedSender },
    ses: { quota: { maxSendRate: ratePerSecond, max24HourSend: -1 } },
    ...(onLine && { onLine }),
  });
  confirmSubscriptions(simulator.services.sns);
  const loaded = simulator.services.cognito.importUsers(output('AccountsPoolId'), users, { password: stolenPassword });
  const staffUsers = addStaff(simulator, output('StaffPoolId'));
  const attributesOf = (user: (typeof users)[number]) => Object.fromEntries(user.Attributes.map(({ Name, Value }) => [Name, Value]));
  const known = users.map(attributesOf);
  const example = users.map(attributesOf).find((each, index) => {
    const alone = known.filter(({ email }) => email === each.email).length === 1;
    return (
      users[index]?.UserStatus === 'CONFIRMED' &&
      users[index]?.Enabled &&
      each.email_verified === 'true' &&
      each['custom:environment'] === 'nl' &&
      alone
    );
  });
  return {
    pages: simulator.serve('sluis-pages'),
    staff: simulator.serve('sluis-staff'),
    aws: awsEndpoint(
      world,
      new Map<string, Service>([
        ['DynamoDBClient', simulator.services.dynamodb],
        ['SecretsManagerClient', simulator.services.secretsmanager],
      ]),
    ),
    ses: simulator.services.ses,
    simulator,
    world,
    staffUsers,
    stolenPassword,
    example: example?.email,
    loaded,
    refused,
    stop: simulator.stop,
  };
}
