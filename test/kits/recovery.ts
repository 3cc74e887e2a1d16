import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { AccountRow } from '#domain/account/account.ts';
import { laneOf } from '#domain/lane.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import * as pages from '#functions/pages/dependencies.ts';
import { makeHandler as makePages } from '#functions/pages/handler.ts';
import * as mail from '#functions/send-recovery-mail/dependencies.ts';
import { makeHandler as makeSender } from '#functions/send-recovery-mail/handler.ts';
import { simulatedPlatform } from '#infra/rehearsal/simulated-platform.ts';
import { lanePartition } from '#shared/aws/account/accounts.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { type Faults, noFaults } from '#simulator/faults.ts';
import type { Fields, Service } from '#simulator/service.ts';
import { simulateCognito } from '#simulator/services/cognito/cognito.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { simulateSecretsManager } from '#simulator/services/secretsmanager.ts';
import { type SesOptions, simulateSes } from '#simulator/services/ses/ses.ts';
import { simulateSqs } from '#simulator/services/sqs.ts';
import { virtualWorld } from '#simulator/world.ts';
import { stageGate } from './recovery-gate.ts';
import { makeTables } from './recovery-tables.ts';

/** Where the pages are. */
export const origin = 'https://herstel.example.nl';

/** The secret of the codes on this stage. */
export const codeSecret = 'the secret of the codes on this stage';

/** The password that everybody had before the campaign. */
export const oldPassword = 'Stolen-Password-2016';

/** One account of the stage; what is left out is as most accounts have it. */
export type Player = Partial<AccountRow> & Pick<AccountRow, 'sub' | 'username'>;

/** What plays. */
export interface StageOptions {
  readonly accounts: readonly Player[];
  /** Campaigns whose epoch holds. @default one, `c1` */
  readonly live?: readonly string[];
  readonly faults?: Faults;
  /** Of the user pool. @default 12 characters, 24 passwords remembered, nothing else */
  readonly passwordPolicy?: object;
  /** Further template properties of the user pool, such as its second factors. @default none */
  readonly pool?: Readonly<Record<string, unknown>>;
  /** What is unusual about users of the directory, by user name. @default nothing */
  readonly users?: Readonly<Record<string, Partial<ImportedUser>>>;
  /** What SES refuses. @default nothing */
  readonly refuses?: SesOptions['refuses'];
}

/** The holder's pages and the mails of a recovery on simulated AWS in virtual time, with one address to knock on. */
export function setRecoveryStage({
  accounts,
  live = ['c1'],
  faults = noFaults,
  passwordPolicy = { MinimumLength: 12, PasswordHistorySize: 24 },
  pool: properties = {},
  users = {},
  refuses = () => undefined,
}: StageOptions) {
  const world = virtualWorld({ faults });
  const dynamodb = simulateDynamoDb(world);
  const sqs = simulateSqs(world);
  const ses = simulateSes(world, { publish: () => undefined, quota: { maxSendRate: 200, max24HourSend: -1 }, refuses });
  const cognito = simulateCognito(world, { invokeTrigger: stageGate(world, dynamodb) });
  const secretsmanager = simulateSecretsManager(world);
  makeTables(dynamodb);
  const { url: mailQueueUrl } = sqs.createQueue({ name: 'mail' });
  const { url: priorityMailQueueUrl } = sqs.createQueue({ name: 'priority-mail' });
  const { arn: secretArn } = secretsmanager.createSecret('codes', codeSecret);
  ses.putIdentity('notices@example.nl');
  ses.createConfigurationSet({ name: 'mails', destinations: [] });
  const pool = cognito.createUserPool({
    name: 'accounts',
    properties: { ...properties, Policies: { ...(properties.Policies as object | undefined), PasswordPolicy: passwordPolicy } },
  });
  cognito.setTriggers(pool.id, { PreAuthentication: 'gate', PreTokenGeneration: 'gate' });
  const own = cognito.createClient(pool.id, {
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    AuthSessionValidity: 15,
  });
  const { id: productClientId } = cognito.createClient(pool.id, {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const subs = new Map(accounts.map(({ sub, username }) => [username, sub]));
  cognito.importUsers(
    pool.id,
    [...subs].map(([Username, sub]) => ({ Username, Attributes: [{ Name: 'sub', Value: sub }], ...users[Username] })),
    { password: oldPassword },
  );

  const put = (TableName: string, Item: object) => void dynamodb.operations.PutItem?.({ TableName, Item });
  for (const campaignId of live) {
    put('epochs', {
      pk: 'epochs',
      sk: campaignId,
      campaignId,
      epoch: world.clock.now(),
      startedAt: world.clock.now(),
      page: origin,
      lingers: noStaleCredentials,
      ourClientId: own.id,
      scope: { kind: 'everybody' },
    });
  }
  const addAccount = (player: Player) => {
    const row = { campaignId: 'c1', state: 'contained', trusted: true, language: 'nl', ...player };
    put('accounts', { pk: lanePartition(row.campaignId, laneOf(row.sub)), sk: row.sub, out: `#${row.sub}`, ...row });
  };
  accounts.forEach(addAccount);

  const clients = new Map<string, Service>([
    ['DynamoDBDocumentClient', dynamodb],
    ['SQSClient', sqs],
    ['SESv2Client', ses],
    ['CognitoIdentityProviderClient', cognito],
    ['SecretsManagerClient', secretsmanager],
  ]);
  const logs: string[] = [];
  const sandbox = (name: string) => {
    let alive = true;
    const caller = { name, alive: () => alive, crash: () => void (alive = false) };
    const connect = <C>(client: C) => connectDirect(client, world, caller, clients);
    const fetchCertificate = () => Promise.reject(new Error('nothing fetches a certificate here'));
    const log = (line: string) => void logs.push(line);
    const inside = { name, clock: world.clock, connect, fetchCertificate, alive: caller.alive, log };
    return { alive: caller.alive, platform: simulatedPlatform(inside, world.random, (length) => world.random.bytes(length)) };
  };
  const environment = {
    RECOVERIES_TABLE: 'recoveries',
    ACCOUNTS_TABLE: 'accounts',
    EPOCHS_TABLE: 'epochs',
    PACE_TABLE: 'pace',
    MAIL_QUEUE_URL: mailQueueUrl,
    PRIORITY_MAIL_QUEUE_URL: priorityMailQueueUrl,
    MAIL_RESERVE: '0.1',
    USER_POOL_ID: pool.id,
    RECOVERY_CLIENT_ID: own.id,
    COGNITO_RECOVERY_PER_SECOND: '30',
    COGNITO_UPDATE_PER_SECOND: '25',
    CODE_SECRET_ARN: secretArn,
    CONFIGURATION_SET: 'mails',
    SENDER_ADDRESS: 'notices@example.nl',
    PAGES_ORIGIN: origin,
  };
  const newPages = () => {
    const { platform, alive } = sandbox('pages');
    return { handle: makePages(pages.makeDependencies(environment, platform)), alive };
  };
  const newSender = () => {
    const { platform, alive } = sandbox('send-recovery-mail');
    return { handle: makeSender(mail.makeDependencies(environment, platform)), alive };
  };
  let page = newPages();
  let mailFunction = newSender();
  const context = { getRemainingTimeInMillis: () => 29_000 } as Context;

  /** One request; a sandbox that died gives 502, as API Gateway does, and the next request gets a new one. */
  const ask = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const mine = page.alive() ? page : (page = newPages());
    const died = (async () => {
      for (let waited = 0; waited < 29_000 && mine.alive(); waited += 50) await world.clock.sleep(50);
      return { statusCode: 502, headers: {}, body: '' };
    })();
    return Promise.race([mine.handle(event, context) as Promise<APIGatewayProxyResult>, died]);
  };

  /** Lets the mail function work off its queues once, that of references first; gives how many messages wait for another try. */
  const workOffMails = async (): Promise<number> => (await workOff('priority-mail')) + (await workOff('mail'));
  const workOff = async (queue: string): Promise<number> => {
    const received = sqs.receive(queue, 100);
    if (received.length === 0) return 0;
    if (!mailFunction.alive()) mailFunction = newSender();
    const event = { Records: received } as unknown as SQSEvent;
    const mine = mailFunction;
    const died = (async () => {
      for (let waited = 0; waited < 60_000 && mine.alive(); waited += 50) await world.clock.sleep(50);
      return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    })();
    const { batchItemFailures } = await world.clock.settle(Promise.race([mine.handle(event, context) as Promise<SQSBatchResponse>, died]));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { messageId, receiptHandle } of received) {
      if (failed.has(messageId)) sqs.changeVisibility(queue, receiptHandle, 0);
      else sqs.delete(queue, receiptHandle);
    }
    return failed.size;
  };

  const mailsTo = (address: string) =>
    ses
      .list({ recipient: address, limit: 10_000 })
      .mails.filter(({ to }) => to.includes(address))
      .toReversed();

  return {
    world,
    dynamodb,
    sqs,
    ses,
    cognito,
    poolId: pool.id,
    ownClient: own,
    productClientId,
    mailQueueUrl,
    logs,
    ask,
    addAccount,
    put,
    workOffMails,
    /** Hands messages to the mail function; those that fail stay as it leaves them. */
    sendMails: (received: ReturnType<typeof sqs.receive>) =>
      world.clock.settle(newSender().handle({ Records: received } as unknown as SQSEvent, context) as Promise<SQSBatchResponse>),
    settle: <T>(promise: Promise<T>) => world.clock.settle(promise),
    mailsTo,
    /** The code in the newest mail to an address. */
    codeFor: (address: string): string => {
      const code = mailsTo(address)
        .findLast(({ text: body }) => /\d{4} \d{4}\n/.test(body ?? ''))
        ?.text?.match(/(\d{4} \d{4})\n/)?.[1];
      if (code === undefined) throw new Error('no mail with a code');
      return code;
    },
    accountRow: (sub: string, campaignId = 'c1') =>
      [...dynamodb.rows('accounts')].find((row) => row.sub === sub && row.campaignId === campaignId) as unknown as AccountRow,
    /** Calls of an operation so far. */
    calls: (service: string, operation: string) => world.meter.of(service, operation).calls,
    /** Runs an operation of simulated Cognito, as somebody outside would. @throws AwsError as Cognito does */
    atCognito: (operation: string, input: Fields) => world.clock.settle(Promise.resolve(cognito.operations[operation]?.(input))),
    /** Signs in at the product. @throws AwsError as Cognito does */
    signIn: (username: string, password: string) => {
      const AuthParameters = { USERNAME: username, PASSWORD: password };
      const input = { ClientId: productClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
      return world.clock.settle(Promise.resolve(cognito.operations.InitiateAuth?.(input)));
    },
    user: (username: string) => cognito.inspect.user(pool.id, username),
  };
}

/** What {@link setRecoveryStage} gives. */
export type RecoveryStage = ReturnType<typeof setRecoveryStage>;
