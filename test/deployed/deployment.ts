import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { staffUsers } from '#infra/rehearsal/people.ts';
import { httpSite, type Site } from '#test/kits/browser.ts';
import { StaffMember } from '#test/kits/staff.ts';

/** A mail that the emulator's SES accepted. */
export interface AcceptedMail {
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
  readonly BodyHtml: string | null;
}

/** Somebody to put into a user pool. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** @default none */
  readonly group?: string;
}

const client = new CognitoIdentityProviderClient({});
const endpoint = process.env.AWS_ENDPOINT_URL;
const outputs = Object.assign({}, ...Object.values(JSON.parse(readFileSync(process.env.SLUIS_OUTPUTS ?? '', 'utf8')))) as Record<
  string,
  string
>;

/** An output of the stacks that were deployed. @throws Error when there is no such output */
export function output(name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stacks have no output ${name}`);
  return value;
}

/** A deployed site over HTTP: the emulator serves a stage below a path of its own. */
export function deployedSite(name: 'PagesUrl' | 'StaffUrl'): Site {
  const { hostname, pathname } = new URL(output(name));
  return httpSite(`${endpoint}/restapis/${hostname.split('.')[0]}${pathname}/_user_request_`);
}

/** What Host and Origin headers say to a deployed site. */
export const siteHost = new URL(endpoint ?? 'https://localhost').host;

/** Puts somebody into a user pool, confirmed. */
export async function addUser(UserPoolId: string, { username, password, attributes, group }: NewUser): Promise<void> {
  const UserAttributes: AttributeType[] = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const whom = { UserPoolId, Username: username };
  await client.send(new AdminCreateUserCommand({ ...whom, UserAttributes, MessageAction: 'SUPPRESS' }));
  await client.send(new AdminSetUserPasswordCommand({ ...whom, Password: password, Permanent: true }));
  if (group !== undefined) await client.send(new AdminAddUserToGroupCommand({ ...whom, GroupName: group }));
}

/** Signs in; gives the tokens. @throws as Cognito does */
export async function signIn(ClientId: string, USERNAME: string, PASSWORD: string) {
  const AuthParameters = { USERNAME, PASSWORD };
  const answer = await client.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters }));
  return answer.AuthenticationResult ?? {};
}

/** Signs a member of staff in, as the staff function does; gives the tokens. @throws as Cognito does */
export async function staffSignIn(USERNAME: string, PASSWORD: string) {
  const ours = { UserPoolId: output('StaffPoolId'), ClientId: output('ConsoleClientId') };
  const AuthParameters = { USERNAME, PASSWORD };
  const answer = await client.send(new AdminInitiateAuthCommand({ ...ours, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }));
  return answer.AuthenticationResult ?? {};
}

/** Puts all staff into their pool; those that are there stay as they are. */
export async function addStaff(): Promise<void> {
  for (const { username, password, role } of staffUsers) {
    const user = { username, password, attributes: { email: `${username}@staff.example` }, group: role };
    await addUser(output('StaffPoolId'), user).catch((error: Error) => {
      if (error.name !== 'UsernameExistsException') throw error;
    });
  }
}

/** A member of staff with a role, signed in at the API. */
export async function staff(role: string): Promise<StaffMember> {
  const user = staffUsers.find((each) => each.role === role);
  const { IdToken = '' } = await staffSignIn(user?.username ?? '', user?.password ?? '');
  return new StaffMember(deployedSite('StaffUrl'), IdToken);
}

/** Asks for new tokens with a refresh token. @throws as Cognito does */
export async function refresh(ClientId: string, REFRESH_TOKEN: string) {
  const answer = await client.send(
    new InitiateAuthCommand({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters: { REFRESH_TOKEN } }),
  );
  return answer.AuthenticationResult ?? {};
}

/** Makes it as if a campaign had started an hour ago, so that nothing from before its start lingers any more and nobody has to wait for that. */
export async function ageStart(campaignId: string): Promise<void> {
  const dynamodb = new DynamoDBClient({});
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: TableNames.find((name) => name.includes('tablesepochs')),
      Key: { pk: { S: 'epochs' }, sk: { S: campaignId } },
      UpdateExpression: 'SET startedAt = startedAt - :hour',
      ExpressionAttributeValues: { ':hour': { N: '3600000' } },
    }),
  );
}

/** Mails that the emulator's SES accepted, oldest first. */
export async function acceptedMails(): Promise<readonly AcceptedMail[]> {
  const { messages } = (await (await fetch(`${endpoint}/_ministack/ses/messages`)).json()) as {
    messages: Record<string, readonly AcceptedMail[]>;
  };
  return Object.values(messages).flat();
}

/** Waits until a look shows what is wanted, and gives it. @throws Error that holds the last look when it takes too long */
export async function until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean, withinSeconds: number): Promise<T> {
  const end = performance.now() + withinSeconds * 1_000;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    if (performance.now() > end) throw new Error(`not within ${withinSeconds} s: ${JSON.stringify(seen)}`);
    await sleep(500);
  }
}
