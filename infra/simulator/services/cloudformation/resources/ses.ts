import { suppressionReason } from '../../ses/suppression.ts';
import type { ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes configuration sets with their event destinations, and verified identities. */
export function sesTypes({ ses, sns, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::SES::ConfigurationSet': ({ properties, physicalName }) => {
      const name = properties.text('Name') ?? physicalName(64);
      const reasons = properties.part('SuppressionOptions')?.texts('SuppressedReasons').map(suppressionReason);
      properties.part('SendingOptions')?.expect('SendingEnabled', 'true');
      properties.ignore('DeliveryOptions', 'ReputationOptions', 'Tags', 'VdmOptions');
      ses.createConfigurationSet({ name, destinations: [], ...(reasons && { suppressedReasons: reasons }) });
      return { ref: name, attributes: { Arn: `arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${name}` } };
    },
    'AWS::SES::ConfigurationSetEventDestination': ({ properties, logicalId }) => {
      const name = properties.requiredText('ConfigurationSetName');
      const destination = properties.part('EventDestination');
      const topicArn = destination?.part('SnsDestination')?.requiredText('TopicARN');
      if (destination === undefined || topicArn === undefined) throw properties.refusal('a destination other than SNS');
      const eventTypes = destination.texts('MatchingEventTypes');
      const enabled = destination.text('Enabled') !== 'false';
      ses.addEventDestination(name, { name: destination.text('Name') ?? logicalId, topicArn, eventTypes, enabled });
      // SES tries the topic, and whoever has subscribed by then gets to see it.
      const sourceArn = `arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${name}`;
      const welcome = 'Successfully validated SNS topic for Amazon SES event publishing.';
      sns.publish(topicArn, welcome, { principal: 'ses.amazonaws.com', sourceArn });
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
    'AWS::SES::EmailIdentity': ({ properties }) => {
      const identity = properties.requiredText('EmailIdentity');
      properties.ignore('DkimAttributes', 'DkimSigningAttributes', 'FeedbackAttributes', 'MailFromAttributes', 'Tags');
      const { arn } = ses.putIdentity(identity);
      return { ref: identity, attributes: (attribute) => (attribute === 'Arn' ? arn : `${attribute.toLowerCase()}.${identity}`) };
    },
  };
}
