import { Aws, type Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';

/** Settings of a mail channel. */
export interface MailChannelProps {
  readonly parameters: Parameters;
  /** Encrypts what SES reports on its way to the queue. */
  readonly key: IKey;
  /** Timeout of the function that records what SES reports. */
  readonly recorderTimeout: Duration;
  /** Where alarms go. */
  readonly operators: ITopic;
}

/** What mail goes out through: a verified sender, a configuration set, and the way on which the fate of every mail comes back. */
export class MailChannel extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly senderAddress: string;
  /** What SES checks a call against: the identities that the sender may fall under, and the configuration set. */
  readonly arns: readonly string[];
  /** The identity that mails go out under: the domain where one is verified, else the address itself. */
  readonly senderIdentity: string;
  /** What SES checks a look at the identity and at the configuration set against. */
  readonly setupArns: { readonly identity: string; readonly configurationSet: string };
  /** What SES reports of mails. Opens and clicks are not among it: mails carry no tracker. */
  readonly events: WorkQueue;
  /** The topic on which SES reports, and which signs what comes to {@link events}. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { parameters, key, recorderTimeout, operators }: MailChannelProps) {
    super(scope, id);
    const { senderAddress, senderDomain, senderIdentity } = parameters;
    this.senderAddress = senderAddress;
    this.configurationSet = new ConfigurationSet(this, 'configuration-set', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    this.events = new WorkQueue(this, 'event', { consumerTimeout: recorderTimeout, tries: 10, operators });
    this.topic = new Topic(this, 'events', { masterKey: key, enforceSSL: true, signatureVersion: '2' });
    this.topic.addSubscription(new SqsSubscription(this.events.queue, { deadLetterQueue: this.events.deadLetters }));
    this.configurationSet.addEventDestination('events', {
      destination: EventDestination.snsTopic(this.topic),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });
    if (senderIdentity === 'create') {
      new EmailIdentity(this, 'identity', { identity: senderDomain ? Identity.domain(senderDomain) : Identity.email(senderAddress) });
    }
    const arn = (resource: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
    const identities = [senderAddress, ...(senderDomain ? [senderDomain] : [])];
    this.senderIdentity = senderDomain || senderAddress;
    this.setupArns = {
      identity: arn(`identity/${this.senderIdentity}`),
      configurationSet: arn(`configuration-set/${this.configurationSet.configurationSetName}`),
    };
    this.arns = [...identities.map((name) => arn(`identity/${name}`)), this.setupArns.configurationSet];
  }
}
