import { UnsupportedError } from '#simulator/errors.ts';
import type { AsynchronousFailure } from '../../lambda/asynchronous.ts';
import type { Created, Resource, ResourceType } from '../deploy.ts';
import { nameInArn, type ResourceContext } from './context.ts';

/** Makes functions, and what says how they are invoked asynchronously. */
export function lambdaTypes(context: ResourceContext): Readonly<Record<string, ResourceType>> {
  const { lambda, asynchronous } = context;
  return {
    'AWS::Lambda::Function': (resource) => createFunction(context, resource),
    'AWS::Lambda::EventInvokeConfig': ({ properties, logicalId }) => {
      const retries = properties.number('MaximumRetryAttempts');
      const ageSeconds = properties.number('MaximumEventAgeInSeconds');
      const destination = properties.part('DestinationConfig')?.part('OnFailure')?.requiredText('Destination');
      properties.ignore('Qualifier');
      asynchronous.configure(properties.requiredText('FunctionName'), {
        ...(retries === undefined ? {} : { retries }),
        ...(ageSeconds === undefined ? {} : { maximumAgeMs: ageSeconds * 1_000 }),
        ...(destination === undefined
          ? {}
          : { onFailure: (failure) => sendTo(context, destination, destinationRecord(failure, context.world.clock.now())) }),
      });
      return { ref: logicalId };
    },
    'AWS::Lambda::Version': ({ properties }) => {
      const { arn } = lambda.find(properties.requiredText('FunctionName')).settings;
      properties.ignore('CodeSha256', 'Description', 'ProvisionedConcurrencyConfig', 'RuntimePolicy');
      return { ref: `${arn}:1`, attributes: { Version: '1', FunctionArn: `${arn}:1` } };
    },
    'AWS::Lambda::Alias': ({ properties }) => {
      const { arn } = lambda.find(properties.requiredText('FunctionName')).settings;
      const ref = `${arn}:${properties.requiredText('Name')}`;
      properties.ignore('Description', 'FunctionVersion', 'ProvisionedConcurrencyConfig');
      return { ref, attributes: { AliasArn: ref } };
    },
  };
}

function createFunction(context: ResourceContext, { type, logicalId, properties, metadata, physicalName }: Resource): Created {
  const { region, accountId } = context.world;
  const entry = metadata['simulator:entry'];
  if (typeof entry !== 'string') throw new UnsupportedError('CloudFormation', `${type} (${logicalId}) without Metadata "simulator:entry"`);
  const name = properties.text('FunctionName') ?? physicalName(64);
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const memoryMb = properties.number('MemorySize') ?? 128;
  const reservedConcurrency = properties.number('ReservedConcurrentExecutions');
  const variables = properties.part('Environment')?.part('Variables');
  const deadLetters = properties.part('DeadLetterConfig')?.requiredText('TargetArn');
  properties.ignore('Architectures', 'Code', 'Description', 'EphemeralStorage', 'Handler', 'KmsKeyArn', 'LoggingConfig', 'PackageType');
  properties.ignore('RecursiveLoop', 'Role', 'Runtime', 'RuntimeManagementConfig', 'SnapStart', 'Tags', 'TracingConfig', 'VpcConfig');
  context.lambda.createFunction({
    id: logicalId,
    name,
    arn,
    entry,
    environment: {
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      ...Object.fromEntries((variables?.names() ?? []).map((variable) => [variable, variables?.text(variable) ?? ''])),
    },
    timeoutMs: (properties.number('Timeout') ?? 3) * 1_000,
    memoryMb,
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
  });
  if (deadLetters !== undefined) {
    context.asynchronous.configure(logicalId, { onFailure: ({ event }) => sendTo(context, deadLetters, event) });
  }
  return { ref: name, attributes: { Arn: arn } };
}

/** What Lambda sends to a destination for an event that it gave up. */
function destinationRecord({ event, functionArn, condition, attempts, error }: AsynchronousFailure, nowMs: number): object {
  return {
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: { functionArn: `${functionArn}:$LATEST`, condition, approximateInvokeCount: attempts },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: error?.name, errorMessage: error?.message },
  };
}

/**
 * Sends something as JSON to a queue or topic, as Lambda does with what it gave up.
 * @throws UnsupportedError for any other destination.
 */
export function sendTo({ sqs, sns, world }: ResourceContext, destinationArn: string, content: unknown): void {
  const service = destinationArn.split(':')[2];
  if (service === 'sns') sns.publish(destinationArn, JSON.stringify(content));
  else if (service === 'sqs') {
    const url = `https://sqs.${world.region}.amazonaws.com/${world.accountId}/${nameInArn(destinationArn)}`;
    sqs.operations.SendMessage?.({ QueueUrl: url, MessageBody: JSON.stringify(content) });
  } else throw new UnsupportedError('Lambda', `the destination ${destinationArn}`);
}
