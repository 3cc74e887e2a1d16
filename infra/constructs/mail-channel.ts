import { Aws } from 'aws-cdk-lib';
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
  /** Where alarms go. */
  readonly operators: ITopic;
}

const arn = (resource: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/**
 * What mails are for. `notices`: all that we send of our own accord; not to who marked one as spam. `codes`: codes and confirmations, which a holder asked for,
 * so they go to those too; not to addresses that bounce, as strangers can ask for codes and every bounce counts against the AWS account.
 */
export type MailPurpose = 'notices' | 'codes';

/** What mail goes out through: a verified sender, a configuration set for each purpose, and the way on which the fate of every mail comes back. */
export class MailChannel extends Construct {
  /** What mails go out through, by what they are for. */
  readonly configurationSets: Readonly<Record<MailPurpose, ConfigurationSet>>;
  readonly senderAddress: string;
  /** The identities that the sender may fall under; SES checks a call against them and its configuration set. */
  readonly identityArns: readonly string[];
  /** The identity that mails go out under: the domain where one is verified, else the address itself. */
  readonly senderIdentity: string;
  /** What SES checks a look at the identity against. */
  readonly senderIdentityArn: string;
  /** What SES reports of mails. Opens and clicks are not among it: mails carry no tracker. */
  readonly events: WorkQueue;
  /** The topic on which SES reports, and which signs what comes to {@link events}. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { parameters, key, operators }: MailChannelProps) {
    super(scope, id);
    const { senderAddress, senderDomain, senderIdentity } = parameters;
    this.senderAddress = senderAddress;
    this.events = new WorkQueue(this, 'event', operators);
    this.topic = new Topic(this, 'events', { masterKey: key, enforceSSL: true, signatureVersion: '2' });
    this.topic.addSubscription(new SqsSubscription(this.events.queue, { deadLetterQueue: this.events.deadLetters }));
    this.configurationSets = {
      notices: this.#configurationSet('configuration-set', SuppressionReasons.BOUNCES_AND_COMPLAINTS),
      codes: this.#configurationSet('codes', SuppressionReasons.BOUNCES_ONLY),
    };
    if (senderIdentity === 'create') {
      new EmailIdentity(this, 'identity', { identity: senderDomain ? Identity.domain(senderDomain) : Identity.email(senderAddress) });
    }
    const identities = [senderAddress, ...(senderDomain ? [senderDomain] : [])];
    this.senderIdentity = senderDomain || senderAddress;
    this.senderIdentityArn = arn(`identity/${this.senderIdentity}`);
    this.identityArns = identities.map((name) => arn(`identity/${name}`));
  }

  /** ARN of one of {@link configurationSets}. */
  configurationSetArn(purpose: MailPurpose): string {
    return arn(`configuration-set/${this.configurationSets[purpose].configurationSetName}`);
  }

  /**
   * A configuration set that reports to the topic. Its reasons take the place of those of the AWS account: an address that is on the account's
   * suppression list for another reason gets its mails (https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html).
   */
  #configurationSet(id: string, suppressionReasons: SuppressionReasons): ConfigurationSet {
    const set = new ConfigurationSet(this, id, {
      reputationMetrics: true,
      suppressionReasons,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    set.addEventDestination('events', {
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
    return set;
  }
}
