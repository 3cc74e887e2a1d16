import type { PolicyDocument } from '../../policy.ts';
import type { ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import { nameInArn, type ResourceContext } from './context.ts';

/** Makes queues, topics and subscriptions, and the keys that encrypt topics. */
export function messagingTypes({ kms, sqs, sns, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  const subscribe = (topicArn: string, properties: Properties): string => {
    const endpoint = properties.requiredText('Endpoint');
    const protocol = properties.requiredText('Protocol');
    const rawMessageDelivery = properties.flag('RawMessageDelivery');
    // Deliveries to simulated queues do not fail.
    properties.ignore('RedrivePolicy');
    if (protocol !== 'sqs' && protocol !== 'email') throw properties.refusal(`Protocol ${protocol}`);
    return sns.subscribe({ topicArn, protocol, endpoint, rawMessageDelivery }).arn;
  };
  return {
    'AWS::SQS::Queue': ({ properties, physicalName }) => {
      const name = properties.text('QueueName') ?? physicalName();
      const redrive = properties.part('RedrivePolicy');
      const maxReceiveCount = redrive?.number('maxReceiveCount');
      properties.expect('FifoQueue', 'false');
      properties.ignore('KmsDataKeyReusePeriodSeconds', 'KmsMasterKeyId', 'ReceiveMessageWaitTimeSeconds', 'RedriveAllowPolicy');
      properties.ignore('SqsManagedSseEnabled', 'Tags');
      const { url, arn } = sqs.createQueue({
        name,
        ...defined('visibilityTimeoutSeconds', properties.number('VisibilityTimeout')),
        ...defined('delaySeconds', properties.number('DelaySeconds')),
        ...defined('retentionSeconds', properties.number('MessageRetentionPeriod')),
        ...(redrive === undefined || maxReceiveCount === undefined
          ? {}
          : { deadLetter: { queueName: nameInArn(redrive.requiredText('deadLetterTargetArn')), maxReceiveCount } }),
      });
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
    'AWS::SNS::Topic': ({ properties, physicalName }) => {
      const name = properties.text('TopicName') ?? physicalName();
      properties.expect('FifoTopic', 'false');
      properties.ignore('DisplayName', 'Tags', 'TracingConfig');
      const version = properties.text('SignatureVersion') ?? '1';
      if (version !== '1' && version !== '2') throw properties.refusal(`SignatureVersion ${version}`);
      const { arn } = sns.createTopic(name, version, properties.text('KmsMasterKeyId'));
      for (const subscription of properties.parts('Subscription')) subscribe(arn, subscription);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
    'AWS::SNS::TopicPolicy': ({ properties, logicalId }) => {
      const policy = properties.raw('PolicyDocument') as PolicyDocument;
      for (const topicArn of properties.texts('Topics')) sns.setPolicy(topicArn, policy);
      return { ref: logicalId };
    },
    'AWS::KMS::Key': ({ properties, physicalName }) => {
      const id = physicalName();
      const arn = `arn:aws:kms:${world.region}:${world.accountId}:key/${id}`;
      properties.ignore('Description', 'EnableKeyRotation', 'PendingWindowInDays', 'RotationPeriodInDays', 'Tags');
      kms.createKey(arn, properties.raw('KeyPolicy') as PolicyDocument);
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
    'AWS::SNS::Subscription': ({ properties }) => {
      const arn = subscribe(properties.requiredText('TopicArn'), properties);
      return { ref: arn, attributes: { Arn: arn } };
    },
  };
}

/** `{ [name]: value }`, or nothing where there is no value. */
function defined<N extends string>(name: N, value: number | undefined): { readonly [K in N]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in N]: number });
}
