import { AwsError, supportsOnly } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import type { MessageAttributes } from './sqs/message.ts';
import type { SimulatedSqs } from './sqs.ts';

/** Standard topics with queues as subscribers. Other protocols and filter policies do not exist here. */
export interface SimulatedSns extends Service {
  /** The topic of that name, made when it is not there yet. */
  createTopic(name: string): { arn: string };
  /**
   * Subscribes a queue. `rawMessageDelivery` hands over the bare message; otherwise it comes in SNS's JSON envelope.
   * @throws AwsError when there is no such topic.
   */
  subscribe(subscription: {
    readonly topicArn: string;
    readonly protocol: 'sqs';
    /** ARN of the queue. */
    readonly endpoint: string;
    /** @default false */
    readonly rawMessageDelivery?: boolean;
  }): { arn: string };
  /** Publishes from within AWS, as SES does; not metered as a call. @returns the message id. @throws AwsError when there is no such topic. */
  publish(topicArn: string, message: string): string;
}

interface Subscription {
  readonly arn: string;
  readonly queueUrl: string;
  readonly raw: boolean;
}

/** Largest message in bytes (SNS quotas: 256 KiB). */
const maxBytes = 262_144;
const parameters = new Set(['TopicArn', 'Message', 'Subject', 'MessageAttributes']);

/** SNS in front of simulated queues. Delivery is immediate and once; what a queue does with it afterwards is SQS's business. */
export function simulateSns(world: World, sqs: SimulatedSqs): SimulatedSns {
  const { clock, accountId, region } = world;
  const random = world.random.fork('sns');
  const topics = new Map<string, Subscription[]>();

  const subscriptionsOf = (topicArn: string): Subscription[] => {
    const subscriptions = topics.get(topicArn);
    if (subscriptions === undefined) throw new AwsError('NotFoundException', 'Topic does not exist', {}, 404);
    return subscriptions;
  };

  const deliver = (topicArn: string, message: string, subject?: string, attributes?: MessageAttributes): string => {
    const subscriptions = subscriptionsOf(topicArn);
    const id = random.uuid();
    for (const { arn, queueUrl, raw } of subscriptions) {
      const body: Fields = raw
        ? { MessageBody: message, MessageAttributes: attributes }
        : { MessageBody: JSON.stringify(envelope({ id, topicArn, message, subject, attributes, subscriptionArn: arn })) };
      sqs.operations.SendMessage?.({ QueueUrl: queueUrl, ...body });
    }
    return id;
  };

  /**
   * What a subscriber gets without raw delivery. Nothing is signed: `Signature` is the base64 of `simulated`, and
   * `SigningCertURL` has the form of a real one of this Region but leads nowhere.
   */
  const envelope = (notification: {
    readonly id: string;
    readonly topicArn: string;
    readonly message: string;
    readonly subject: string | undefined;
    readonly attributes: MessageAttributes | undefined;
    readonly subscriptionArn: string;
  }): Fields => ({
    Type: 'Notification',
    MessageId: notification.id,
    TopicArn: notification.topicArn,
    Subject: notification.subject,
    Message: notification.message,
    Timestamp: new Date(clock.now()).toISOString(),
    SignatureVersion: '1',
    Signature: 'c2ltdWxhdGVk',
    SigningCertURL: `https://sns.${region}.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem`,
    UnsubscribeURL: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${notification.subscriptionArn}`,
    MessageAttributes:
      notification.attributes &&
      Object.fromEntries(
        Object.entries(notification.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
          name,
          { Type: DataType, Value: BinaryValue === undefined ? StringValue : Buffer.from(BinaryValue).toString('base64') },
        ]),
      ),
  });

  return {
    name: 'sns',
    operations: {
      Publish(input) {
        supportsOnly('sns', 'Publish', input, parameters);
        const message = String(input.Message ?? '');
        if (message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
        if (Buffer.byteLength(message) > maxBytes) throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
        const attributes = input.MessageAttributes as MessageAttributes | undefined;
        return { MessageId: deliver(String(input.TopicArn), message, input.Subject as string | undefined, attributes) };
      },
    },
    createTopic(name) {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      if (!topics.has(arn)) topics.set(arn, []);
      return { arn };
    },
    subscribe({ topicArn, endpoint, rawMessageDelivery = false }) {
      const arn = `${topicArn}:${random.uuid()}`;
      const [, , , queueRegion, queueAccount, queueName] = endpoint.split(':');
      const queueUrl = `https://sqs.${queueRegion}.amazonaws.com/${queueAccount}/${queueName}`;
      subscriptionsOf(topicArn).push({ arn, queueUrl, raw: rawMessageDelivery });
      return { arn };
    },
    publish: (topicArn, message) => deliver(topicArn, message),
  };
}
