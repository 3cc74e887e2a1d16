import { AwsError, supportsOnly, UnsupportedError } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import type { SimulatedKms } from './kms.ts';
import { isAllowed, type PolicyDocument } from './policy.ts';
import { type EmailSubscription, makeSnsMail, type SnsMail } from './sns-email.ts';
import { makeSnsSigner, type SignatureVersion } from './sns-signing.ts';
import type { MessageAttributes } from './sqs/message.ts';
import type { SimulatedSqs } from './sqs.ts';

/** An AWS service that publishes, on behalf of a resource of the account. */
export interface Publisher {
  /** Such as `ses.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn: string;
  readonly subject?: string;
}

/** Standard topics with queues and mail addresses as subscribers. Other protocols and filter policies do not exist here. */
export interface SimulatedSns extends Service {
  /** SNS's web server, with the certificate of its signatures. */
  readonly web: Service;
  /**
   * The topic of that name, made when it is not there yet.
   * @param signatureVersion how its notifications are signed, default `1`, as AWS's
   * @param keyArn of the key that encrypts it; default none
   */
  createTopic(name: string, signatureVersion?: SignatureVersion, keyArn?: string): { arn: string };
  /** Gives a topic a policy of its own, which takes the place of the default one: that lets the account's services publish. */
  setPolicy(topicArn: string, policy: PolicyDocument): void;
  /**
   * Subscribes a queue, or a mail address, which has to be confirmed. `rawMessageDelivery` hands a queue the bare message; otherwise it comes in SNS's
   * JSON envelope.
   * @throws AwsError when there is no such topic.
   */
  subscribe(subscription: {
    readonly topicArn: string;
    readonly protocol: 'sqs' | 'email';
    /** ARN of the queue, or the address. */
    readonly endpoint: string;
    /** @default false */
    readonly rawMessageDelivery?: boolean;
  }): { arn: string };
  /**
   * Publishes from within AWS; not metered as a call. Without a publisher it is the account itself that does.
   * @returns the message id. @throws AwsError when there is no such topic, or where its policy or its key does not let the publisher.
   */
  publish(topicArn: string, message: string, publisher?: Publisher): string;
  /** Every mail that SNS sent, oldest first. */
  readonly mails: readonly SnsMail[];
}

interface TopicState {
  readonly signatureVersion: SignatureVersion;
  readonly keyArn: string | undefined;
  readonly subscriptions: Subscription[];
  emails: EmailSubscription[];
  policy: PolicyDocument | undefined;
  /** Who was let or not, as SES asks for every event. */
  readonly known: Map<string, string | undefined>;
}

interface Subscription {
  readonly arn: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly raw: boolean;
}

/** Largest message in bytes (SNS quotas: 256 KiB). */
const maxBytes = 262_144;
const parameters = new Set(['TopicArn', 'Message', 'Subject', 'MessageAttributes']);

/** SNS in front of simulated queues. Delivery is immediate and once; what a queue does with it afterwards is SQS's business. */
export function simulateSns(world: World, sqs: SimulatedSqs, kms: SimulatedKms): SimulatedSns {
  const { clock, accountId, region } = world;
  const random = world.random.fork('sns');
  const signer = makeSnsSigner(world);
  const topics = new Map<string, TopicState>();
  const mail = makeSnsMail(world);

  const find = (topicArn: string): TopicState => {
    const topic = topics.get(topicArn);
    if (topic === undefined) throw new AwsError('NotFoundException', 'Topic does not exist', {}, 404);
    return topic;
  };

  const deliver = (topicArn: string, message: string, subject?: string, attributes?: MessageAttributes): string => {
    const { subscriptions, emails, signatureVersion } = find(topicArn);
    const id = random.uuid();
    let signed: Fields | undefined;
    for (const { arn, queueUrl, raw } of subscriptions) {
      if (!raw) signed ??= notification({ id, topicArn, message, subject, signatureVersion });
      const body: Fields = raw
        ? { MessageBody: message, MessageAttributes: attributes }
        : { MessageBody: JSON.stringify({ ...signed, UnsubscribeURL: unsubscribeUrl(arn), MessageAttributes: enveloped(attributes) }) };
      sqs.operations.SendMessage?.({ QueueUrl: queueUrl, ...body });
    }
    mail.notify(emails, subject ?? 'AWS Notification Message', message);
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

  /** Why a service may not publish to a topic; undefined where it may. */
  const refusal = (topicArn: string, { principal, sourceArn }: Publisher): string | undefined => {
    const { policy, keyArn } = find(topicArn);
    const request = { principal, sourceArn, sourceAccount: accountId };
    if (policy !== undefined && !isAllowed([policy], { ...request, action: 'sns:Publish', resource: topicArn })) {
      return `Resource: ${sourceArn} is not authorized to perform: SNS:Publish on resource: ${topicArn}`;
    }
    if (keyArn !== undefined && !kms.mayUse(keyArn, request))
      return `${principal} does not have authorization to access the SNS topic encryption key.`;
    return undefined;
  };

  const requireAllowed = (topicArn: string, publisher: Publisher): void => {
    const { known } = find(topicArn);
    const who = `${publisher.principal} ${publisher.sourceArn}`;
    if (!known.has(who)) known.set(who, refusal(topicArn, publisher));
    const refused = known.get(who);
    if (refused !== undefined) throw new AwsError('AuthorizationErrorException', refused, {}, 403);
  };

  const unsubscribeUrl = (arn: string) => `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`;

  return {
    name: 'sns',
    operations: {
      ConfirmSubscription(input) {
        supportsOnly('sns', 'ConfirmSubscription', input, new Set(['TopicArn', 'Token']));
        return { SubscriptionArn: mail.confirm(find(String(input.TopicArn)).emails, String(input.Token)).arn };
      },
      ListSubscriptionsByTopic(input) {
        supportsOnly('sns', 'ListSubscriptionsByTopic', input, new Set(['TopicArn']));
        const TopicArn = String(input.TopicArn);
        const topic = find(TopicArn);
        topic.emails = topic.emails.filter((each) => mail.isThere(each));
        const common = { TopicArn, Owner: accountId };
        const all = [
          ...topic.subscriptions.map(({ arn, queueArn }) => ({ ...common, SubscriptionArn: arn, Protocol: 'sqs', Endpoint: queueArn })),
          ...topic.emails.map(({ arn, token, endpoint }) => ({
            ...common,
            SubscriptionArn: token === undefined ? arn : 'PendingConfirmation',
            Protocol: 'email',
            Endpoint: endpoint,
          })),
        ];
        if (all.length > 100) throw new UnsupportedError('sns', 'a second page of subscriptions');
        return { Subscriptions: all };
      },
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
    createTopic(name, signatureVersion = '1', keyArn) {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      const made = { signatureVersion, keyArn, subscriptions: [], emails: [], policy: undefined, known: new Map() };
      if (!topics.has(arn)) topics.set(arn, made);
      return { arn };
    },
    setPolicy(topicArn, policy) {
      const topic = find(topicArn);
      topic.policy = policy;
      topic.known.clear();
    },
    subscribe({ topicArn, protocol, endpoint, rawMessageDelivery = false }) {
      const arn = `${topicArn}:${random.uuid()}`;
      if (protocol === 'email') {
        find(topicArn).emails.push(mail.ask(topicArn, endpoint, arn));
        return { arn };
      }
      const [, , , queueRegion, queueAccount, queueName] = endpoint.split(':');
      const queueUrl = `https://sqs.${queueRegion}.amazonaws.com/${queueAccount}/${queueName}`;
      find(topicArn).subscriptions.push({ arn, queueUrl, queueArn: endpoint, raw: rawMessageDelivery });
      return { arn };
    },
    publish: (topicArn, message, publisher) => {
      if (publisher !== undefined) requireAllowed(topicArn, publisher);
      return deliver(topicArn, message, publisher?.subject);
    },
    mails: mail.mails,
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
