import { describe, expect, it } from 'vitest';
import { type SimulatorOptions, simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';
import type { Handler } from '../../lambda/sandbox.ts';
import type { TemplateBody } from '../template.ts';

/** One stack, whose functions all run `handle`. */
function stackWith(Resources: TemplateBody['Resources'], handle: Handler = async () => undefined, options: Partial<SimulatorOptions> = {}) {
  const world = virtualWorld();
  const templates = [{ stackName: 'S', body: { Resources } }];
  const simulator = simulate(world, { templates, load: () => handle, door: 'direct', ...options });
  const ref = (logicalId: string) => simulator.stacks.get('S')?.resources.get(logicalId)?.ref ?? '';
  return { world, simulator, ref };
}

const fn = (properties: object = {}) => ({
  F: { Type: 'AWS::Lambda::Function', Properties: properties as Record<string, unknown>, Metadata: { 'simulator:entry': 'f.ts' } },
});
const queue = (properties: object = {}) => ({ Q: { Type: 'AWS::SQS::Queue', Properties: properties as Record<string, unknown> } });
const queueArn = { 'Fn::GetAtt': ['Q', 'Arn'] };
const functionArn = { 'Fn::GetAtt': ['F', 'Arn'] };

describe('functions', () => {
  it('get their environment, name, timeout and memory', async () => {
    const seen: unknown[] = [];
    const variables = { QUEUE: { Ref: 'Q' }, NUMBER: 5 };
    const { world, simulator } = stackWith(
      { ...queue(), ...fn({ FunctionName: 'mine', Timeout: 7, MemorySize: '512', Environment: { Variables: variables } }) },
      undefined,
      {
        load: (entry, { QUEUE, NUMBER, AWS_REGION }) => {
          seen.push(entry, QUEUE, NUMBER, AWS_REGION);
          return async (_event, { functionName, memoryLimitInMB, getRemainingTimeInMillis }) => [
            functionName,
            memoryLimitInMB,
            getRemainingTimeInMillis(),
          ];
        },
      },
    );
    expect(await world.clock.settle(simulator.invoke('F', {}))).toStrictEqual(['mine', '512', 7_000]);
    expect(seen).toStrictEqual(['f.ts', expect.stringMatching(/^https:.*S-Q-/), '5', 'eu-west-1']);
  });

  it('send what they gave up to their dead-letter queue or their destination', async () => {
    const failing = async () => Promise.reject(new Error('no'));
    const rule = (target: object) => ({
      T: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'at(2026-11-20T13:00:10)', Target: target } },
    });
    const target = { Arn: functionArn, RoleArn: 'r', Input: '{"n":1}' };
    const dead = stackWith({ ...queue(), ...fn({ DeadLetterConfig: { TargetArn: queueArn } }), ...rule(target) }, failing);
    await dead.world.clock.run();
    const nameOf = (url: string) => url.split('/').at(-1) ?? '';
    expect(dead.simulator.services.sqs.messages(nameOf(dead.ref('Q')))).toStrictEqual(['{"n":1}']);
    const Type = 'AWS::Lambda::EventInvokeConfig';
    const DestinationConfig = { OnFailure: { Destination: queueArn } };
    const config = { Type, Properties: { FunctionName: { Ref: 'F' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0, DestinationConfig } };
    const sent = stackWith({ ...queue(), ...fn(), ...rule(target), C: config }, failing);
    await sent.world.clock.run();
    const [message] = sent.simulator.services.sqs.messages(nameOf(sent.ref('Q')));
    expect(JSON.parse(message ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: { n: 1 },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  it('are found by version and alias', () => {
    const { ref } = stackWith({
      ...fn(),
      V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'F' } } },
      A: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: { Ref: 'F' }, FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] }, Name: 'live' },
      },
      R: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: '1', Arn: { Ref: 'A' } }] } },
    });
    expect([ref('V'), ref('A')]).toStrictEqual([expect.stringMatching(/:S-F-\w+:1$/), expect.stringMatching(/:S-F-\w+:live$/)]);
  });
});

it('secrets are drawn as their templates ask', async () => {
  const generate = { SecretStringTemplate: '{"user":"u"}', GenerateStringKey: 'key', PasswordLength: 12, ExcludePunctuation: true };
  const { simulator, ref } = stackWith({
    Drawn: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: generate } },
    Given: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'given', SecretString: 'text' } },
  });
  const value = (id: string) => simulator.services.secretsmanager.operations.GetSecretValue?.({ SecretId: id });
  expect(value('given')).toMatchObject({ SecretString: 'text' });
  const { SecretString } = value(ref('Drawn')) as { readonly SecretString: string };
  expect(JSON.parse(SecretString)).toStrictEqual({ user: 'u', key: expect.stringMatching(/^[A-Za-z0-9]{12}$/) });
});

describe('an API', () => {
  const api = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'web' } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live', Variables: { COLOUR: 'blue' } } },
    Things: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'things' },
    },
    Validator: {
      Type: 'AWS::ApiGateway::RequestValidator',
      Properties: { RestApiId: { Ref: 'Api' }, ValidateRequestBody: true, ValidateRequestParameters: true },
    },
  };
  const uri = (id: string) => ({
    'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations`,
  });
  const method = (properties: object) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: { RestApiId: { Ref: 'Api' }, ResourceId: { Ref: 'Things' }, AuthorizationType: 'NONE', HttpMethod: 'GET', ...properties },
  });

  it('is found by name, id and address, and answers as its methods say', async () => {
    const answer = { ResponseParameters: { 'method.response.header.Vary': "'Origin'" }, StatusCode: '204' };
    const { world, simulator, ref } = stackWith(
      {
        ...fn(),
        ...api,
        Get: method({
          Integration: { Type: 'AWS_PROXY', Uri: uri('F'), IntegrationHttpMethod: 'POST' },
          RequestParameters: { 'method.request.querystring.q': true, 'method.request.header.X': false },
          RequestValidatorId: { Ref: 'Validator' },
        }),
        Options: method({ HttpMethod: 'OPTIONS', Integration: { Type: 'MOCK', IntegrationResponses: [answer] } }),
        Changed: {
          Type: 'AWS::ApiGateway::GatewayResponse',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResponseType: 'DEFAULT_4XX',
            ResponseParameters: { 'gatewayresponse.header.Cache-Control': "'no-store'" },
          },
        },
      },
      async (event) => ({ statusCode: 200, body: (event as { stageVariables: { COLOUR: string } }).stageVariables.COLOUR }),
    );
    const send = (name: string, method: string, queryString = '') =>
      world.clock.settle(simulator.http(name, { method, path: '/things', queryString }));
    expect(await send('web', 'GET', 'q=1')).toMatchObject({ status: 200, body: 'blue' });
    expect(await send(`https://${ref('Api')}.execute-api.eu-west-1.amazonaws.com/live`, 'OPTIONS')).toMatchObject({ status: 204 });
    expect(await send(ref('Api'), 'GET')).toMatchObject({ status: 400, headers: { 'Cache-Control': ['no-store'] } });
    expect(() => simulator.serve('other')).toThrow('0 APIs are other');
  });

  it.each<[string, TemplateBody['Resources'], string]>([
    ['bodies to validate', { M: method({ RequestValidatorId: { Ref: 'Validator' }, RequestModels: { a: 'b' } }) }, 'RequestModels'],
    ['an authorizer that is none', { M: method({ AuthorizationType: 'CUSTOM' }) }, 'AuthorizationType CUSTOM'],
    ['another integration', { M: method({ Integration: { Type: 'HTTP' } }) }, 'integration HTTP'],
    ['API keys', { M: method({ ApiKeyRequired: true, Integration: { Type: 'MOCK' } }) }, 'ApiKeyRequired true'],
    ['a second stage', { Two: { ...api.Stage, Properties: { ...api.Stage.Properties, StageName: 'two' } } }, 'a second stage'],
    [
      'limits for single methods',
      {
        Stage: {
          ...api.Stage,
          Properties: { ...api.Stage.Properties, MethodSettings: [{ ResourcePath: '/x', HttpMethod: 'GET', ThrottlingRateLimit: 1 }] },
        },
      },
      'limits for single methods',
    ],
  ])('is refused with %s', (_name, more, message) => {
    expect(() => stackWith({ ...api, ...more })).toThrow(message);
  });
});

describe('what would change behaviour and is not simulated', () => {
  const mapping = (properties: object) => ({
    M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: queueArn, FunctionName: { Ref: 'F' }, ...properties } },
  });
  const table = (properties: object, Type = 'AWS::DynamoDB::Table') => ({
    T: {
      Type,
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        ...properties,
      },
    },
  });

  it.each<[string, TemplateBody['Resources'], string]>([
    ['an unknown type', { B: { Type: 'AWS::S3::Bucket' } }, 'AWS::S3::Bucket (B)'],
    ['log lines sent on', { L: { Type: 'AWS::Logs::SubscriptionFilter' } }, 'AWS::Logs::SubscriptionFilter (L)'],
    ['a function without entry', { F: { Type: 'AWS::Lambda::Function' } }, '(F) without Metadata "simulator:entry"'],
    ['layers', fn({ Layers: ['l'] }), 'AWS::Lambda::Function (F) with Layers'],
    ['a FIFO queue', queue({ FifoQueue: true }), 'FifoQueue true'],
    ['a smaller message size', queue({ MaximumMessageSize: 1_024 }), 'MaximumMessageSize'],
    ['a batch that needs a window', { ...fn(), ...queue(), ...mapping({ BatchSize: 11 }) }, 'Maximum batch window'],
    ['one batch at a time', { ...fn(), ...queue(), ...mapping({ ScalingConfig: { MaximumConcurrency: 1 } }) }, 'MaximumConcurrency 1'],
    ['tumbling windows', { ...fn(), ...queue(), ...mapping({ TumblingWindowInSeconds: 5 }) }, 'TumblingWindowInSeconds'],
    ['another event source', { ...fn(), ...mapping({ EventSourceArn: 'arn:aws:kinesis:r:a:s' }) }, 'EventSourceArn arn:aws:kinesis'],
    ['provisioned throughput', table({ BillingMode: 'PROVISIONED' }), 'provisioned throughput'],
    ['two replicas', table({ Replicas: [{ Region: 'a' }, { Region: 'b' }] }, 'AWS::DynamoDB::GlobalTable'), '2 replicas'],
    ['a rule for events', { R: { Type: 'AWS::Events::Rule', Properties: { EventPattern: {} } } }, 'no ScheduleExpression'],
    [
      'a flexible schedule',
      {
        ...fn(),
        T: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: { ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
        },
      },
      'Mode FLEXIBLE',
    ],
    [
      'a filtered subscription',
      {
        ...queue(),
        T: { Type: 'AWS::SNS::Topic' },
        X: {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: 'T' }, Protocol: 'sqs', Endpoint: queueArn, FilterPolicy: {} },
        },
      },
      'FilterPolicy',
    ],
  ])('is refused by name: %s', (_name, resources, message) => {
    expect(() => stackWith(resources)).toThrow(message);
  });

  it('is not what has no effect here', () => {
    const { ref } = stackWith({
      Role: { Type: 'AWS::IAM::Role', Properties: { Anything: 1 } },
      Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { Metric: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    });
    expect(ref('Board')).toMatch(/^S-Board-/);
  });
});
