import { type MethodSettings, type RestApi, stageArnOf } from '../../apigateway/apigateway.ts';
import type { HttpResponse } from '../../apigateway/http.ts';
import { makeNode, type RouteNode } from '../../apigateway/routes.ts';
import type { ResourceType } from '../deploy.ts';
import type { Properties } from '../properties.ts';
import type { ResourceContext } from './context.ts';

/** Longest time that an integration may take unless its method says otherwise (Amazon API Gateway quotas). */
const integrationTimeoutMs = 29_000;

interface Validator {
  readonly body: boolean;
  readonly parameters: boolean;
}

/** Makes REST APIs with their resources, methods, authorizers and stages. */
export function apiGatewayTypes({ apigateway, lambda, world }: ResourceContext): Readonly<Record<string, ResourceType>> {
  const nodes = new Map<string, RouteNode<MethodSettings>>();
  const authorizers = new Map<string, readonly string[]>();
  const validators = new Map<string, Validator>();
  const apiOf = (properties: Properties): RestApi => apigateway.find(properties.requiredText('RestApiId'));
  const nodeOf = (properties: Properties, name: string): RouteNode<MethodSettings> => {
    const node = nodes.get(properties.requiredText(name));
    if (node === undefined) throw properties.refusal(`unknown ${name}`);
    return node;
  };

  const readIntegration = (properties: Properties): MethodSettings['integration'] => {
    const integration = properties.part('Integration');
    const type = integration?.text('Type');
    if (integration === undefined || (type !== 'AWS_PROXY' && type !== 'MOCK')) throw properties.refusal(`integration ${type}`);
    const timeoutMs = integration.number('TimeoutInMillis') ?? integrationTimeoutMs;
    integration.ignore('Credentials', 'IntegrationHttpMethod', 'PassthroughBehavior', 'RequestTemplates');
    if (type === 'MOCK') return { kind: 'mock', answer: readMockAnswer(integration) };
    const uri = integration.requiredText('Uri');
    const reference = uri.slice(uri.indexOf('/functions/') + '/functions/'.length, uri.lastIndexOf('/invocations'));
    return { kind: 'lambda', functionArn: lambda.find(reference).settings.arn, timeoutMs };
  };

  const readAuthorizer = (properties: Properties): Pick<MethodSettings, 'authorizer'> => {
    const type = properties.text('AuthorizationType') ?? 'NONE';
    const scopes = properties.texts('AuthorizationScopes');
    const id = properties.text('AuthorizerId');
    if (type === 'NONE') return {};
    if (type === 'AWS_IAM') return { authorizer: 'iam' };
    const userPoolArns = authorizers.get(id ?? '');
    if (type !== 'COGNITO_USER_POOLS' || userPoolArns === undefined) throw properties.refusal(`AuthorizationType ${type}`);
    return { authorizer: { userPoolArns, scopes } };
  };

  return {
    'AWS::ApiGateway::RestApi': ({ properties, logicalId, physicalName }) => {
      const id = physicalName().slice(-10).toLowerCase();
      const name = properties.text('Name') ?? logicalId;
      const api = apigateway.createApi({ id, name, binaryMediaTypes: properties.texts('BinaryMediaTypes') });
      properties.ignore('Description', 'DisableExecuteApiEndpoint', 'EndpointConfiguration', 'MinimumCompressionSize', 'Tags');
      nodes.set(`${id}-root`, api.root);
      return { ref: id, attributes: { RestApiId: id, RootResourceId: `${id}-root` } };
    },
    'AWS::ApiGateway::Resource': ({ properties, physicalName }) => {
      const id = physicalName().slice(-6).toLowerCase();
      properties.ignore('RestApiId');
      nodes.set(id, makeNode(properties.requiredText('PathPart'), nodeOf(properties, 'ParentId')));
      return { ref: id, attributes: { ResourceId: id } };
    },
    'AWS::ApiGateway::Method': ({ properties, logicalId }) => {
      const node = nodeOf(properties, 'ResourceId');
      const validator = validators.get(properties.text('RequestValidatorId') ?? '');
      if (validator?.body && properties.raw('RequestModels') !== undefined) throw properties.refusal('RequestModels to validate against');
      properties.expect('ApiKeyRequired', 'false');
      properties.ignore('MethodResponses', 'OperationName', 'RequestModels', 'RestApiId');
      const parameters = properties.part('RequestParameters');
      const required = (parameters?.names() ?? []).filter((name) => parameters?.flag(name) && validator?.parameters);
      node.methods.set(properties.requiredText('HttpMethod'), {
        ...readAuthorizer(properties),
        integration: readIntegration(properties),
        requiredParameters: required.map((name) => name.replace('method.request.', '')).filter((name) => !name.startsWith('path.')),
      });
      return { ref: logicalId };
    },
    'AWS::ApiGateway::Authorizer': ({ properties, physicalName }) => {
      const id = physicalName().slice(-6).toLowerCase();
      properties.expect('Type', 'COGNITO_USER_POOLS');
      properties.expect('IdentitySource', 'method.request.header.Authorization');
      properties.ignore('AuthType', 'AuthorizerResultTtlInSeconds', 'Name', 'RestApiId');
      authorizers.set(id, properties.texts('ProviderARNs'));
      return { ref: id, attributes: { AuthorizerId: id } };
    },
    'AWS::ApiGateway::RequestValidator': ({ properties, physicalName }) => {
      const id = physicalName().slice(-6).toLowerCase();
      properties.ignore('Name', 'RestApiId');
      validators.set(id, { body: properties.flag('ValidateRequestBody'), parameters: properties.flag('ValidateRequestParameters') });
      return { ref: id, attributes: { RequestValidatorId: id } };
    },
    'AWS::ApiGateway::Model': ({ properties, logicalId }) => {
      properties.all();
      return { ref: logicalId };
    },
    'AWS::ApiGateway::GatewayResponse': ({ properties, logicalId }) => {
      const status = properties.number('StatusCode');
      const template = properties.part('ResponseTemplates')?.text('application/json');
      apiOf(properties).gatewayResponses.set(properties.requiredText('ResponseType'), {
        headers: readHeaders(properties.part('ResponseParameters'), 'gatewayresponse.header.'),
        ...(status === undefined ? {} : { status }),
        ...(template === undefined ? {} : { template }),
      });
      return { ref: logicalId };
    },
    'AWS::ApiGateway::Deployment': ({ properties, logicalId }) => {
      properties.ignore('Description', 'RestApiId');
      return { ref: logicalId, attributes: { DeploymentId: logicalId } };
    },
    'AWS::ApiGateway::Stage': ({ properties }) => {
      const api = apiOf(properties);
      if (api.stage !== undefined) throw properties.refusal('a second stage of one API');
      const name = properties.requiredText('StageName');
      const variables = properties.part('Variables');
      const values = variables?.names().map((variable) => [variable, variables.requiredText(variable)] as const);
      properties.expect('CacheClusterEnabled', 'false');
      properties.ignore('AccessLogSetting', 'DeploymentId', 'Description', 'Tags', 'TracingEnabled');
      apigateway.createStage(api, { name, variables: values === undefined ? null : Object.fromEntries(values) }, readThrottle(properties));
      return { ref: name, attributes: { StageArn: stageArnOf(world, api.id, name) } };
    },
  };
}

/** Limits for all methods of a stage. @throws UnsupportedError for limits of single methods, and for caching. */
function readThrottle(stage: Properties): { readonly rate: number; readonly burst: number } | undefined {
  let throttle: { rate: number; burst: number } | undefined;
  for (const settings of stage.parts('MethodSettings')) {
    const rate = settings.number('ThrottlingRateLimit');
    const burst = settings.number('ThrottlingBurstLimit');
    const isForAll = settings.text('ResourcePath') === '/*' && settings.text('HttpMethod') === '*';
    settings.expect('CachingEnabled', 'false');
    settings.ignore('CacheDataEncrypted', 'DataTraceEnabled', 'LoggingLevel', 'MetricsEnabled');
    if (rate === undefined && burst === undefined) continue;
    if (!isForAll) throw settings.refusal('limits for single methods');
    throttle = { rate: rate ?? 10_000, burst: burst ?? 5_000 };
  }
  return throttle;
}

/** What a mock integration answers; nothing where it has no response, which is an error of the API. */
function readMockAnswer(integration: Properties): HttpResponse | undefined {
  const [response, ...others] = integration.parts('IntegrationResponses');
  if (response === undefined) return undefined;
  const body = response.part('ResponseTemplates')?.text('application/json') ?? '';
  if (others.length > 0 || body.includes('$') || body.includes('#')) throw integration.refusal('a mock that computes its answer');
  const headers = readHeaders(response.part('ResponseParameters'), 'method.response.header.');
  response.expect('SelectionPattern', '');
  return {
    status: Number(response.requiredText('StatusCode')),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body,
  };
}

/** Headers with fixed values, which stand in single quotes. */
function readHeaders(parameters: Properties | undefined, prefix: string): Readonly<Record<string, string>> {
  const entries = (parameters?.names() ?? []).map((name): [string, string] => {
    const value = parameters?.requiredText(name) ?? '';
    if (!name.startsWith(prefix) || !/^'.*'$/.test(value)) throw (parameters as Properties).refusal(`${name} ${value}`);
    return [name.slice(prefix.length), value.slice(1, -1)];
  });
  return Object.fromEntries(entries);
}
