import { ConfirmSubscriptionCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { simulateKms } from '../services/kms.ts';
import { simulateSns } from '../services/sns.ts';
import { simulateSqs } from '../services/sqs.ts';
import { virtualWorld } from '../world.ts';
import { outsideCaller } from './call.ts';
import { connectDirect } from './direct.ts';
import { connectWire } from './wire.ts';

it('SNS answers the same through both doors: subscriptions, a confirmation, a wrong token, an unknown topic', async () => {
  const transcripts = await Promise.all(
    [connectDirect, connectWire].map(async (connect) => {
      const world = virtualWorld({ latencyMs: { sns: 0 } });
      const sqs = simulateSqs(world);
      const sns = simulateSns(world, sqs, simulateKms());
      const TopicArn = sns.createTopic('alarms').arn;
      sns.subscribe({ topicArn: TopicArn, protocol: 'sqs', endpoint: sqs.createQueue({ name: 'q' }).arn });
      sns.subscribe({ topicArn: TopicArn, protocol: 'email', endpoint: 'a&b@accounts.example' });
      const client = connect(new SNSClient({ maxAttempts: 1 }), world, outsideCaller, new Map([['SNSClient', sns]]));
      const answers: unknown[] = [];
      const note = async (answer: Promise<object>) => {
        answers.push(
          await answer.then(
            (output) => ({ ...output, $metadata: undefined }),
            ({ name, message }) => ({ name, message }),
          ),
        );
      };
      const list = () => client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      await note(list());
      await note(client.send(new ConfirmSubscriptionCommand({ TopicArn, Token: sns.mails[0]?.confirms?.token })));
      await note(list());
      await note(client.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'wrong' })));
      await note(client.send(new ListSubscriptionsByTopicCommand({ TopicArn: 'arn:aws:sns:eu-west-1:123456789012:none' })));
      return answers;
    }),
  );
  expect(transcripts[1]).toEqual(transcripts[0]);
  expect(transcripts[0]).toMatchObject([
    { Subscriptions: [{ Protocol: 'sqs' }, { SubscriptionArn: 'PendingConfirmation', Endpoint: 'a&b@accounts.example' }] },
    { SubscriptionArn: expect.stringMatching(/^arn:/) },
    { Subscriptions: [{ Protocol: 'sqs' }, { SubscriptionArn: expect.stringMatching(/^arn:/) }] },
    { name: 'InvalidParameterException' },
    { name: 'NotFoundException' },
  ]);
});
