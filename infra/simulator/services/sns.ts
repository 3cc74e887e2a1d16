import { AwsError, supportsOnly } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import { makeSnsSigner, type SignatureVersion } from './sns-signing.ts';
import type { MessageAttributes } from './sqs/message.ts';
import type { SimulatedSqs } from './sqs.ts';

/** Standard topics with queues as subscribers. Other protocols and filter policies do not exist here. */
export interface SimulatedSns extends Service {
  /** SNS's web server, with the certificate of its signatures. */
  readonly web: Service;
  /**
   * The topic of that name, made when it is not there yet.
   * @param signatureVersion how its notifications are signed, default `1`, as AWS's
   */
  createTopic(name: string, signatureVersion?: SignatureVersion): { arn: string };
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

interface TopicState {
  readonly signatureVersion: SignatureVersion;
  readonly subscriptions: Subscription[];
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
  const signer = makeSnsSigner(world);
  const topics = new Map<string, TopicState>();

  const find = (topicArn: string): TopicState => {
    const topic = topics.get(topicArn);
    if (topic === undefined) throw new AwsError('NotFoundException', 'Topic does not exist', {}, 404);
    return topic;
  };

  const deliver = (topicArn: string, message: string, subject?: string, attributes?: MessageAttributes): string => {
    const { subscriptions, signatureVersion } = find(topicArn);
    const id = random.uuid();
    let signed: Fields | undefined;
    for (const { arn, queueUrl, raw } of subscriptions) {
      if (!raw) signed ??= notification({ id, topicArn, message, subject, signatureVersion });
      const body: Fields = raw
        ? { MessageBody: message, MessageAttributes: attributes }
        : { MessageBody: JSON.stringify({ ...signed, UnsubscribeURL: unsubscribeUrl(arn), MessageAttributes: enveloped(attributes) }) };
      sqs.operations.SendMessage?.({ QueueUrl: queueUrl, ...body });
    }
    return id;
  };

  /** What a subscriber gets without raw delivery, up to what differs from one to the next. */
  const notification = (published: {
    readonly id: string;
    readonly topicArn: string;
    readonly message: string;
    readonly subject: string | undefined;
    readonly signatureVersion: SignatureVersion;
  }): Fields => {
    const fields = {
      Type: 'Notification',
      MessageId: published.id,
      TopicArn: published.topicArn,
      Subject: published.subject,
      Message: published.message,
      Timestamp: new Date(clock.now()).toISOString(),
    };
    return { ...fields, ...signer.sign(fields, published.signatureVersion) };
  };

  const unsubscribeUrl = (arn: string) => `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`;

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
    web: signer.web,
    createTopic(name, signatureVersion = '1') {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      if (!topics.has(arn)) topics.set(arn, { signatureVersion, subscriptions: [] });
      return { arn };
    },
    subscribe({ topicArn, endpoint, rawMessageDelivery = false }) {
      const arn = `${topicArn}:${random.uuid()}`;
      const [, , , queueRegion, queueAccount, queueName] = endpoint.split(':');
      const queueUrl = `https://sqs.${queueRegion}.amazonaws.com/${queueAccount}/${queueName}`;
      find(topicArn).subscriptions.push({ arn, queueUrl, raw: rawMessageDelivery });
      return { arn };
    },
    publish: (topicArn, message) => deliver(topicArn, message),
  };
}

/** Attributes as an envelope has them. */
function enveloped(attributes: MessageAttributes | undefined): Fields | undefined {
  return (
    attributes &&
    Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { Type: DataType, Value: BinaryValue === undefined ? StringValue : Buffer.from(BinaryValue).toString('base64') },
      ]),
    )
  );
}
