import type { TableDefinition } from '../../dynamodb/storage/table-definition.ts';
import type { Created, Resource, ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import type { ResourceContext } from './context.ts';

/** Makes tables: single ones, and global ones with one replica, which is what CDK's `TableV2` is. */
export function dynamoDbTypes(context: ResourceContext): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::DynamoDB::Table': (resource) => {
      const { properties } = resource;
      properties.ignore('ContributorInsightsSpecification', 'DeletionProtectionEnabled', 'PointInTimeRecoverySpecification');
      properties.ignore('ResourcePolicy', 'TableClass', 'Tags');
      return createTable(context, resource, properties);
    },
    'AWS::DynamoDB::GlobalTable': (resource) => {
      const { properties } = resource;
      const replicas = properties.parts('Replicas');
      if (replicas.length !== 1) throw properties.refusal(`${replicas.length} replicas`);
      for (const replica of replicas) {
        replica.ignore(
          'ContributorInsightsSpecification',
          'DeletionProtectionEnabled',
          'GlobalSecondaryIndexes',
          'KinesisStreamSpecification',
        );
        replica.ignore('PointInTimeRecoverySpecification', 'Region', 'ResourcePolicy', 'SSESpecification', 'TableClass', 'Tags');
      }
      return createTable(context, resource, properties);
    },
  };
}

function createTable({ dynamodb, world }: ResourceContext, { physicalName }: Resource, properties: Properties): Created {
  const name = properties.text('TableName') ?? physicalName();
  if (properties.requiredText('BillingMode') !== 'PAY_PER_REQUEST') throw properties.refusal('provisioned throughput');
  properties.ignore('SSESpecification', 'WarmThroughput');
  const definition = {
    TableName: name,
    AttributeDefinitions: properties.raw('AttributeDefinitions'),
    KeySchema: properties.raw('KeySchema'),
    GlobalSecondaryIndexes: readIndexes(properties, 'GlobalSecondaryIndexes'),
    LocalSecondaryIndexes: readIndexes(properties, 'LocalSecondaryIndexes'),
    StreamSpecification: properties.raw('StreamSpecification'),
    TimeToLiveSpecification: properties.raw('TimeToLiveSpecification'),
  } as TableDefinition;
  dynamodb.createTable(definition);
  const streamArn = dynamodb.stream(name)?.arn;
  const arn = `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${name}`;
  return { ref: name, attributes: { Arn: arn, ...(streamArn === undefined ? {} : { StreamArn: streamArn }) } };
}

function readIndexes(properties: Properties, name: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes') {
  if (properties.raw(name) === undefined) return undefined;
  return properties.parts(name).map((index) => {
    index.ignore('ContributorInsightsSpecification', 'WarmThroughput');
    return { IndexName: index.requiredText('IndexName'), KeySchema: index.raw('KeySchema'), Projection: index.raw('Projection') };
  });
}
