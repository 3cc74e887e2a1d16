import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminInitiateAuthCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { App } from 'aws-cdk-lib';
import type { APIGatewayProxyEvent, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handler, Load, Sandbox } from './services/lambda/sandbox.ts';
import { DataStack, ShopStack } from './simulator.testing.ts';
import { readAssembly, type Simulator, simulate } from './simulator.ts';
import { virtualWorld } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
beforeAll(() => {
  const app = new App({ outdir: folder, analyticsReporting: false, builtinCloudFormationValidation: false });
  const data = new DataStack(app, 'data');
  new ShopStack(app, 'shop', data);
  app.synth();
});
afterAll(() => rmSync(folder, { recursive: true }));

const once = { maxAttempts: 1 };
const makeHandlers: Readonly<Record<string, (sandbox: Sandbox, environment: Readonly<Record<string, string>>) => Handler>> = {
  'functions/web/index.ts': (sandbox, { TABLE }) => {
    const table = sandbox.connect(DynamoDBDocumentClient.from(new DynamoDBClient(once)));
    return async (event) => {
      const { pathParameters, requestContext } = event as APIGatewayProxyEvent;
      const item = { pk: pathParameters?.id, by: String(requestContext.authorizer?.claims?.['cognito:username']), state: 'open' };
      await table.send(new PutCommand({ TableName: TABLE, Item: item }));
      sandbox.log(`took ${item.pk}`);
      return { statusCode: 202, body: '{}' };
    };
  },
  'functions/forward/index.ts': (sandbox, { QUEUE }) => {
    const queue = sandbox.connect(new SQSClient(once));
    return async (event) => {
      for (const { dynamodb } of (event as DynamoDBStreamEvent).Records) {
        await queue.send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: JSON.stringify({ id: dynamodb?.NewImage?.pk?.S }) }));
      }
    };
  },
  'functions/work/index.ts': (sandbox, { TABLE, SET, SECRET }) => {
    const table = sandbox.connect(DynamoDBDocumentClient.from(new DynamoDBClient(once)));
    const mail = sandbox.connect(new SESv2Client(once));
    const secrets = sandbox.connect(new SecretsManagerClient(once));
    return async (event) => {
      for (const { body } of (event as SQSEvent).Records) {
        const content = JSON.parse(body) as { readonly id?: string; readonly mail?: { readonly messageId: string } };
        if (content.id === undefined) {
          sandbox.log(`event of ${content.mail?.messageId === undefined ? 'nothing' : 'a mail'}`);
          continue;
        }
        const secret = await secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
        const text = { Data: `${secret.SecretString?.length}` };
        await mail.send(
          new SendEmailCommand({
            FromEmailAddress: 'shop@example.org',
            Destination: { ToAddresses: ['holder@example.org'] },
            Content: { Simple: { Subject: { Data: content.id }, Body: { Text: text } } },
            ConfigurationSetName: SET,
          }),
        );
        const set = {
          UpdateExpression: 'SET #s = :done',
          ExpressionAttributeNames: { '#s': 'state' },
          ExpressionAttributeValues: { ':done': 'done' },
        };
        await table.send(new UpdateCommand({ TableName: TABLE, Key: { pk: content.id }, ...set }));
      }
      return { batchItemFailures: [] };
    };
  },
  'functions/gate/index.ts': () => async (event) => {
    if ((event as { readonly userName: string }).userName === 'mallory') throw new Error('not you');
    return event;
  },
  'functions/tick/index.ts': (sandbox) => async (event) => sandbox.log(JSON.stringify(event)),
};

const load: Load = (entry, environment, sandbox) => {
  const make = makeHandlers[entry];
  if (make === undefined) throw new Error(`no ${entry}`);
  return make(sandbox, environment);
};

describe.each(['direct', 'wire'] as const)('stacks of the CDK, through the door %s,', (door) => {
  function start() {
    const world = virtualWorld();
    const simulator = simulate(world, { templates: readAssembly(folder), load, door });
    const outputs = simulator.stacks.get('shop')?.outputs ?? {};
    const { cognito } = simulator.services;
    cognito.importUsers(outputs.PoolId ?? '', [{ Username: 'alice' }, { Username: 'mallory' }], { password: 'correct horse 1' });
    return { world, simulator, outputs };
  }

  async function signIn({ world, simulator, outputs }: ReturnType<typeof start>, username: string): Promise<string> {
    const client = simulator.connect(new CognitoIdentityProviderClient(once));
    const answer = await world.clock.settle(
      client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: outputs.PoolId,
          ClientId: outputs.ClientId,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: 'correct horse 1' },
        }),
      ),
    );
    return answer.AuthenticationResult?.IdToken ?? '';
  }

  const logOf = (simulator: Simulator, entry: string) => simulator.services.cloudwatch.lines(functionOf(simulator, entry));

  it('carry a request from route to table, stream, queue, mail, topic and back', async () => {
    const started = start();
    const { world, simulator, outputs } = started;
    const token = await signIn(started, 'alice');
    const send = (headers: Record<string, string>) =>
      world.clock.settle(simulator.http(outputs.ApiUrl ?? '', { method: 'POST', path: '/orders/7', headers }));
    expect((await send({})).status).toBe(401);
    const { status } = await send({ Authorization: token });
    expect([status, logOf(simulator, 'Web')]).toStrictEqual([202, ['took 7']]);
    await world.clock.run({ untilMs: world.clock.now() + 120_000 });
    expect([...simulator.services.dynamodb.rows(outputs.TableName ?? '')]).toStrictEqual([{ pk: '7', by: 'alice', state: 'done' }]);
    expect(simulator.services.ses.list().mails).toMatchObject([{ subject: '7', text: '40' }]);
    expect(logOf(simulator, 'Work')).toContain('event of a mail');
  });

  it('refuse a sign-in that a trigger refuses', async () => {
    const started = start();
    await expect(signIn(started, 'mallory')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: expect.stringContaining('not you'),
    });
  });

  it('run on schedule until the simulator stops', async () => {
    const { world, simulator } = start();
    await world.clock.run({ untilMs: world.clock.now() + 150_000 });
    simulator.stop();
    await world.clock.run();
    expect(logOf(simulator, 'Tick')).toHaveLength(3);
    expect(JSON.parse(logOf(simulator, 'Tick')[1] ?? '')).toStrictEqual({ at: '2026-11-20T13:01:00Z' });
  });
});

function functionOf(simulator: Simulator, prefix: string): string {
  for (const [logicalId, { type }] of simulator.stacks.get('shop')?.resources ?? []) {
    if (type === 'AWS::Lambda::Function' && logicalId.startsWith(prefix)) return logicalId;
  }
  throw new Error(`no function ${prefix}`);
}
