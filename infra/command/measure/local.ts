import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { runCampaign } from '#infra/rehearsal/campaign.ts';
import { defaultDirectory, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { type Stage, setStage } from '#infra/rehearsal/stage.ts';
import type { Measurement } from './measurement.ts';

/** Recipients a second that simulated SES allows. */
const ratePerSecond = 200;

/** Wall milliseconds for which each service is kept busy. */
const busyMs = 1_000;

/** Options of Node that `npm start` runs with (package.json): a small young generation, which costs little speed and saves a fifth of the memory. */
export const startOptions: readonly string[] = ['--max-semi-space-size=8'];

/** Sluis on this machine in real time, as `npm start` runs it. */
export const measureLocal: Measurement = {
  nodeOptions: startOptions,
  description:
    'a campaign over the default directory in real time, through the wire protocols: ready, noticed, memory, simulated operations a second',
  run: async () => {
    const { users } = await readDirectoryFile(defaultDirectory());
    const stage = await setStage({ users, ratePerSecond, door: 'wire', realTime: true });
    const readySeconds = performance.now() / 1000;
    const run = await runCampaign(stage, users.length, ratePerSecond);
    stage.simulator.stop();
    const peakRssMb = process.resourceUsage().maxRSS / 1024;
    const report = {
      readySeconds: round(readySeconds),
      noticedAccounts: run.sent,
      noticeSeconds: round(run.noticedSeconds),
      rateLimitSeconds: round(run.rateLimitSeconds),
      peakRssMb: Math.round(peakRssMb),
      throttledShare: run.throttledShare,
      operationsPerSecond: await operationsPerSecond('direct'),
      operationsPerSecondWire: await operationsPerSecond('wire'),
    };
    const rows = Object.entries(report).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]);
    return { report, table: [['figure', 'value'], ...rows] };
  },
};

/** How many operations of each service one caller gets done in a wall second, one after the other. */
async function operationsPerSecond(door: 'direct' | 'wire'): Promise<Readonly<Record<string, number>>> {
  const stage = await setStage({
    users: [],
    ratePerSecond: 1e9,
    door,
    realTime: true,
    dynamodb: { partitionWriteUnits: Number.POSITIVE_INFINITY },
  });
  const { simulator, output } = stage;
  const options = { region: 'eu-west-1', maxAttempts: 1 };
  const dynamodb = simulator.connect(DynamoDBDocumentClient.from(new DynamoDBClient(options)));
  const sqs = simulator.connect(new SQSClient(options));
  const ses = simulator.connect(new SESv2Client(options));
  const cognito = simulator.connect(new CognitoIdentityProviderClient(options));
  simulator.services.cognito.setQuota('UserList', Number.POSITIVE_INFINITY);
  const text = (Data: string) => ({ Data });
  const operations: Readonly<Record<string, (index: number) => Promise<unknown>>> = {
    dynamodb: (index) =>
      dynamodb.send(
        new UpdateCommand({
          TableName: physicalName(stage, 'tablespace'),
          Key: { pk: `measured#${index % 10_000}` },
          UpdateExpression: 'ADD used :one',
          ConditionExpression: 'attribute_not_exists(used) OR used <= :most',
          ExpressionAttributeValues: { ':one': 1, ':most': 1e9 },
        }),
      ),
    sqs: (index) =>
      sqs.send(new SendMessageCommand({ QueueUrl: physicalName(stage, 'scopedeadletters'), MessageBody: `{"index":${index}}` })),
    ses: () =>
      ses.send(
        new SendEmailCommand({
          FromEmailAddress: 'notices@accounts.example',
          Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
          Content: { Simple: { Subject: text('Measured'), Body: { Text: text('Measured') } } },
        }),
      ),
    cognito: () => cognito.send(new ListUsersCommand({ UserPoolId: output('StaffPoolId') })),
  };
  const rates: Record<string, number> = {};
  for (const [service, operation] of Object.entries(operations)) {
    const begin = performance.now();
    let done = 0;
    while (performance.now() - begin < busyMs) await operation(done++);
    rates[service] = Math.round((done * 1000) / (performance.now() - begin));
  }
  simulator.stop();
  return rates;
}

/** Name or address of the first resource whose logical id begins so. */
function physicalName({ simulator }: Stage, logicalId: string): string {
  const resources = [...simulator.stacks.values()].flatMap((stack) => [...stack.resources]);
  return resources.find(([id]) => id.startsWith(logicalId))?.[1].ref ?? '';
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
