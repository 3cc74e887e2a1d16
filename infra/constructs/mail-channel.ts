import { Aws } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Parameters } from '#infra/parameters.ts';

/** What mail goes out through: a verified sender, and a configuration set that reports the fate of every mail. */
export class MailChannel extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly senderAddress: string;
  /** What SES checks a call against: the identities that the sender may fall under, and the configuration set. */
  readonly arns: readonly string[];

  /** Events go to `events`. Opens and clicks are not among them: mails carry no tracker. */
  constructor(scope: Construct, id: string, events: ITopic, { senderAddress, senderDomain, senderIdentity }: Parameters) {
    super(scope, id);
    this.senderAddress = senderAddress;
    this.configurationSet = new ConfigurationSet(this, 'configuration-set', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    this.configurationSet.addEventDestination('events', {
      destination: EventDestination.snsTopic(events),
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
    this.arns = [
      ...identities.map((name) => arn(`identity/${name}`)),
      arn(`configuration-set/${this.configurationSet.configurationSetName}`),
    ];
  }
}
