import type { World } from '#simulator/world.ts';
import type { ResourceType } from '../deploy.ts';

/** Types that change nothing in the simulator, which checks no permissions but those to publish to a topic, and encrypts nothing. */
const typesWithoutEffect = [
  'AWS::ApiGateway::Account',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SQS::QueuePolicy',
  'AWS::WAFv2::IPSet',
  'AWS::WAFv2::LoggingConfiguration',
] as const;

/** Names these resources and nothing more: `Ref` gives a name, `Arn` an ARN, any other attribute a text that is told apart. */
export function typesOfNoEffect(world: World): Readonly<Record<string, ResourceType>> {
  const create: ResourceType = ({ type, properties, physicalName }) => {
    properties.all();
    const name = properties.text('RoleName') ?? properties.text('LogGroupName') ?? properties.text('Name') ?? physicalName();
    const [, service = '', kind = ''] = type.split('::');
    const arn = `arn:aws:${service.toLowerCase()}:${world.region}:${world.accountId}:${kind.toLowerCase()}/${name}`;
    return { ref: name, attributes: (attribute) => (attribute === 'Arn' ? arn : `${name}.${attribute}`) };
  };
  return Object.fromEntries(typesWithoutEffect.map((type) => [type, create]));
}
