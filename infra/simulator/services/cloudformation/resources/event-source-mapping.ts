import { AwsError } from '#simulator/errors.ts';
import { compilePattern, type Matcher } from '../../lambda/pattern.ts';
import { mapQueue } from '../../lambda/queue-mapping.ts';
import { mapStream } from '../../lambda/stream-mapping.ts';
import type { Created, Resource, ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import { nameInArn, type ResourceContext } from './context.ts';
import { sendTo } from './lambda.ts';

/** Makes event source mappings from queues and from tables' streams. */
export function eventSourceMappingTypes(context: ResourceContext): Readonly<Record<string, ResourceType>> {
  return { 'AWS::Lambda::EventSourceMapping': (resource) => createMapping(context, resource) };
}

function createMapping(context: ResourceContext, { properties, physicalName }: Resource): Created {
  const { world, lambda, sqs, dynamodb } = context;
  const sourceArn = properties.requiredText('EventSourceArn');
  const service = sourceArn.split(':')[2];
  const functionReference = properties.requiredText('FunctionName');
  const isEnabled = properties.text('Enabled') !== 'false';
  const windowMs = (properties.number('MaximumBatchingWindowInSeconds') ?? 0) * 1_000;
  const responseTypes = properties.texts('FunctionResponseTypes');
  const common = { functionReference, windowMs, reportsFailures: responseTypes.includes('ReportBatchItemFailures') };
  properties.ignore('KmsKeyArn', 'MetricsConfig', 'Tags');
  const created = { ref: physicalName(36), attributes: { Id: physicalName(36) } };
  if (service === 'sqs') {
    const batchSize = inRange(properties, 'BatchSize', 1, 10_000) ?? 10;
    if (batchSize > 10 && windowMs === 0) {
      throw new AwsError(
        'InvalidParameterValueException',
        'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
      );
    }
    const scaling = properties.part('ScalingConfig');
    const maximumConcurrency = scaling && inRange(scaling, 'MaximumConcurrency', 2, 1_000);
    const filters = readFilters(properties, true);
    const settings = { ...common, queueName: nameInArn(sourceArn), batchSize, filters };
    if (isEnabled) mapQueue(world, lambda, sqs, { ...settings, ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }) });
    return created;
  }
  if (service !== 'dynamodb') throw properties.refusal(`EventSourceArn ${sourceArn}`);
  const position = properties.requiredText('StartingPosition');
  if (position !== 'TRIM_HORIZON' && position !== 'LATEST') throw properties.refusal(`StartingPosition ${position}`);
  const destination = properties.part('DestinationConfig')?.part('OnFailure')?.requiredText('Destination');
  const retries = inRange(properties, 'MaximumRetryAttempts', -1, 10_000) ?? -1;
  const ageSeconds = inRange(properties, 'MaximumRecordAgeInSeconds', -1, 604_800) ?? -1;
  const settings = {
    ...common,
    batchSize: inRange(properties, 'BatchSize', 1, 10_000) ?? 100,
    startingPosition: position,
    parallelizationFactor: inRange(properties, 'ParallelizationFactor', 1, 10) ?? 1,
    bisects: properties.flag('BisectBatchOnFunctionError'),
    filters: readFilters(properties, false),
    ...(retries === -1 ? {} : { maximumRetries: retries }),
    ...(ageSeconds === -1 ? {} : { maximumAgeMs: ageSeconds * 1_000 }),
    ...(destination === undefined ? {} : { onFailure: (record: object) => sendTo(context, destination, record) }),
  } as const;
  // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/TIME
  const stream = dynamodb.stream(sourceArn.split('/')[1] ?? '');
  if (stream === undefined) throw properties.refusal(`EventSourceArn ${sourceArn}`);
  if (isEnabled) mapStream(world, lambda, stream, settings);
  return created;
}

function readFilters(properties: Properties, numeric: boolean): readonly Matcher[] {
  const filters = properties.part('FilterCriteria')?.parts('Filters') ?? [];
  return filters.map((filter) => compilePattern(JSON.parse(filter.requiredText('Pattern')), { numeric }));
}

function inRange(properties: Properties, name: string, low: number, high: number): number | undefined {
  const value = properties.number(name);
  if (value !== undefined && !(value >= low && value <= high)) throw properties.refusal(`${name} ${value}, allowed: ${low} to ${high}`);
  return value;
}
