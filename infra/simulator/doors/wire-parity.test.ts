import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  PutConfigurationSetSendingOptionsCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendBulkEmailCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { GetWebACLCommand, type Rule, UpdateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { describe, expect, it } from 'vitest';
import type { Service } from '../service.ts';
import { simulateSecretsManager } from '../services/secretsmanager.ts';
import { simulateSes } from '../services/ses/ses.ts';
import { simulateSqs } from '../services/sqs.ts';
import { simulateWaf } from '../services/wafv2/wafv2.ts';
import { virtualWorld } from '../world.ts';
import { outsideCaller } from './call.ts';
import { connectDirect } from './direct.ts';
import { connectWire } from './wire.ts';

type Send = (command: object) => Promise<Record<string, unknown>>;

/**
 * Runs the calls of `script` in two equal worlds, through one door each, and gives what each call was answered with:
 * the output, or the error's name, message and HTTP-independent fields.
 */
async function throughBothDoors(
  script: (send: {
    readonly sqs: Send;
    readonly ses: Send;
    readonly secrets: Send;
    readonly waf: Send;
    readonly aclId: string;
  }) => Promise<void>,
) {
  const transcripts: unknown[][] = [];
  for (const connect of [connectDirect, connectWire]) {
    const world = virtualWorld();
    const sqs = simulateSqs(world);
    sqs.createQueue({ name: 'dead' });
    sqs.createQueue({ name: 'work', deadLetter: { queueName: 'dead', maxReceiveCount: 1 } });
    const ses = simulateSes(world, { publish: () => undefined, quota: { maxSendRate: 3, max24HourSend: 100 } });
    ses.putIdentity('example.com');
    ses.createConfigurationSet({ name: 'events', destinations: [{ topicArn: 'arn:topic', eventTypes: ['SEND', 'deliveryDelay'] }] });
    const secrets = simulateSecretsManager(world);
    secrets.createSecret('pepper', 's3cret');
    const waf = simulateWaf(world);
    const acl = waf.createWebAcl('acl', { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig: {} });
    const services = new Map<string, Service>([
      ['WAFV2Client', waf],
      ['SQSClient', sqs],
      ['SESv2Client', ses],
      ['SecretsManagerClient', secrets],
    ]);
    const transcript: unknown[] = [];
    const sender = (client: { send(command: never): Promise<object> }): Send => {
      connect(client, world, outsideCaller, services);
      return async (command) => {
        try {
          const { $metadata: _, ...output } = (await world.clock.settle(client.send(command as never))) as Record<string, unknown>;
          transcript.push(output);
          return output;
        } catch (error) {
          const { name, message } = error as Error;
          transcript.push({ name, message });
          return {};
        }
      };
    };
    await script({
      sqs: sender(new SQSClient({ maxAttempts: 1 })),
      ses: sender(new SESv2Client({ maxAttempts: 1 })),
      secrets: sender(new SecretsManagerClient({ maxAttempts: 1 })),
      waf: sender(new WAFV2Client({ maxAttempts: 1 })),
      aclId: acl.id,
    });
    transcripts.push(transcript);
  }
  const [direct, wire] = transcripts;
  return { direct, wire };
}

describe('both doors give the same answers and the same errors', () => {
  it('for SQS', async () => {
    const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/work';
    const { direct, wire } = await throughBothDoors(async ({ sqs }) => {
      const attribute = { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) };
      await sqs(new SendMessageCommand({ QueueUrl, MessageBody: 'één', MessageAttributes: { blob: attribute } }));
      await sqs(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'a', MessageBody: 'b' },
            { Id: 'b', MessageBody: 'late', DelaySeconds: 1000 },
          ],
        }),
      );
      const received = await sqs(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      const handles = ((received.Messages ?? []) as Message[]).map((message) => message.ReceiptHandle ?? '');
      expect(handles).toHaveLength(2);
      await sqs(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handles[0], VisibilityTimeout: 0 }));
      await sqs(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [{ Id: 'x', ReceiptHandle: handles[1], VisibilityTimeout: 99 }] }),
      );
      await sqs(new ReceiveMessageCommand({ QueueUrl }));
      await sqs(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      await sqs(
        new GetQueueAttributesCommand({ QueueUrl: QueueUrl.replace('work', 'dead'), AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      await sqs(new StartMessageMoveTaskCommand({ SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:dead' }));
      await sqs(new ListMessageMoveTasksCommand({ SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:dead' }));
      await sqs(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handles[1] }));
      await sqs(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'z', ReceiptHandle: 'junk' }] }));
      for (const refused of [
        new SendMessageCommand({ QueueUrl: QueueUrl.replace('work', 'none'), MessageBody: 'x' }),
        new SendMessageCommand({ QueueUrl, MessageBody: 'x', DelaySeconds: 901 }),
        new SendMessageCommand({ QueueUrl, MessageBody: '\u0000' }),
        new SendMessageBatchCommand({ QueueUrl, Entries: [] }),
        new SendMessageBatchCommand({ QueueUrl, Entries: Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' })) }),
        new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'junk' }),
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handles[1], VisibilityTimeout: 1 }),
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Nope' as 'All'] }),
        new StartMessageMoveTaskCommand({ SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:none' }),
        new ListMessageMoveTasksCommand({ SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:work' }),
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }),
      ]) {
        await sqs(refused);
      }
    });
    expect(direct).toHaveLength(23);
    expect(wire).toEqual(direct);
  });

  it('for SES', async () => {
    const { direct, wire } = await throughBothDoors(async ({ ses }) => {
      const FromEmailAddress = 'notice@example.com';
      const Content = { Simple: { Subject: { Data: 'Hé' }, Body: { Text: { Data: 'x' } } } };
      const mail = (change: object) =>
        new SendEmailCommand({
          FromEmailAddress,
          Destination: { ToAddresses: ['a@x.nl'] },
          Content,
          ConfigurationSetName: 'events',
          ...change,
        });
      await ses(mail({}));
      await ses(mail({ FromEmailAddress: 'a@other.org' }));
      await ses(mail({ ConfigurationSetName: 'none' }));
      await ses(mail({ Destination: { ToAddresses: ['zoë@x.nl'] } }));
      await ses(
        new SendBulkEmailCommand({
          FromEmailAddress,
          DefaultContent: { Template: { TemplateContent: { Subject: '{{a}}', Text: 't' }, TemplateData: '{"a":1}' } },
          BulkEmailEntries: ['a@x.nl', 'b@x.nl', 'c@x.nl'].map((address) => ({ Destination: { ToAddresses: [address] } })),
        }),
      );
      await ses(mail({}));
      await ses(new GetAccountCommand({}));
      await ses(new PutSuppressedDestinationCommand({ EmailAddress: 'a+b@x.nl', Reason: 'BOUNCE' }));
      await ses(new GetSuppressedDestinationCommand({ EmailAddress: 'a+b@x.nl' }));
      await ses(new GetSuppressedDestinationCommand({ EmailAddress: 'c d/e@x.nl' }));
      await ses(new GetSuppressedDestinationCommand({ EmailAddress: 'none@x.nl' }));
      await ses(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName: 'events', SendingEnabled: false }));
      await ses(mail({}));
      await ses(new GetEmailIdentityCommand({ EmailIdentity: 'example.com' }));
      await ses(new GetEmailIdentityCommand({ EmailIdentity: 'ann@other.org' }));
      await ses(new GetConfigurationSetCommand({ ConfigurationSetName: 'events' }));
      await ses(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: 'events' }));
      await ses(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: 'none' }));
    });
    expect(direct).toHaveLength(18);
    expect(direct?.slice(13)).toMatchObject([
      { VerifiedForSendingStatus: true, DkimAttributes: { Status: 'SUCCESS' } },
      { name: 'NotFoundException' },
      { SendingOptions: { SendingEnabled: false } },
      { EventDestinations: [{ Enabled: true, MatchingEventTypes: ['SEND', 'DELIVERY_DELAY'], SnsDestination: { TopicArn: 'arn:topic' } }] },
      { name: 'NotFoundException' },
    ]);
    expect(direct?.[5]).toEqual({ name: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' });
    expect(wire).toEqual(direct);
  });

  it('for Secrets Manager', async () => {
    const { direct, wire } = await throughBothDoors(async ({ secrets }) => {
      await secrets(new GetSecretValueCommand({ SecretId: 'pepper' }));
      await secrets(new GetSecretValueCommand({ SecretId: 'salt' }));
      await secrets(new PutSecretValueCommand({ SecretId: 'pepper', SecretString: 'één', ClientRequestToken: 'token' }));
      await secrets(new PutSecretValueCommand({ SecretId: 'pepper', SecretString: 'twee', ClientRequestToken: 'token' }));
      await secrets(new PutSecretValueCommand({ SecretId: 'pepper', SecretString: 'x'.repeat(65_537) }));
      await secrets(new GetSecretValueCommand({ SecretId: 'pepper' }));
      await secrets(new GetSecretValueCommand({ SecretId: 'pepper', VersionId: 'x' }));
    });
    expect(direct).toHaveLength(7);
    expect(wire).toEqual(direct);
  });

  it('for AWS WAF', async () => {
    const { direct, wire } = await throughBothDoors(async ({ waf, aclId }) => {
      const key = { Name: 'acl', Scope: 'REGIONAL', Id: aclId } as const;
      const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'm' };
      const rule: Rule = {
        Name: 'shut',
        Priority: 0,
        Action: { Block: {} },
        VisibilityConfig,
        Statement: {
          ByteMatchStatement: {
            SearchString: new Uint8Array(Buffer.from('SignUp')),
            FieldToMatch: { SingleHeader: { Name: 'x-amzn-cognito-operation-name' } },
            TextTransformations: [{ Priority: 0, Type: 'NONE' }],
            PositionalConstraint: 'EXACTLY',
          },
        },
      };
      const { LockToken } = (await waf(new GetWebACLCommand(key))) as { readonly LockToken?: string };
      const update = { ...key, DefaultAction: { Allow: {} }, VisibilityConfig, Rules: [rule], LockToken };
      await waf(new UpdateWebACLCommand(update));
      await waf(new UpdateWebACLCommand(update));
      await waf(new GetWebACLCommand(key));
      await waf(new GetWebACLCommand({ ...key, Name: 'other' }));
    });
    expect(direct).toHaveLength(5);
    expect(direct?.[2]).toMatchObject({ name: 'WAFOptimisticLockException' });
    expect(wire).toEqual(direct);
  });
});
