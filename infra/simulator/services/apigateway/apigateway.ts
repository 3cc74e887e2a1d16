import type { World } from '../../world.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { WebRequest } from '../wafv2/request.ts';
import { type GatewayError, type GatewayResponseSettings, gatewayErrors, gatewayResponse } from './gateway-response.ts';
import { type HttpRequest, type HttpResponse, header } from './http.ts';
import { makeProxyEvent, readProxyAnswer } from './proxy.ts';
import { makeNode, matchRoute, type RouteNode } from './routes.ts';
import { makeBucket, type TokenBucket } from './token-bucket.ts';

/** Checks a token for a Cognito authorizer: its claims when one of the pools issued it and it has not expired. */
export type VerifyToken = (userPoolArns: readonly string[], token: string) => Readonly<Record<string, unknown>> | undefined;

/** With what status AWS WAF blocks a request to a stage, by its ARN; undefined where it passes. `request` is made only where the stage stands behind a web ACL. */
export type Firewall = (stageArn: string, request: () => WebRequest) => number | undefined;

/** What a method does with a request. */
export interface MethodSettings {
  /**
   * The pools of its Cognito authorizer, and the scopes of which an access token needs one; or `iam`: a request must be signed. Who signed it and whether
   * they may is not checked. @default open to everybody
   */
  readonly authorizer?: 'iam' | { readonly userPoolArns: readonly string[]; readonly scopes: readonly string[] };
  /** Parameters that must be there, as `querystring.name` or `header.name`. */
  readonly requiredParameters: readonly string[];
  readonly integration:
    | { readonly kind: 'lambda'; readonly functionArn: string; readonly timeoutMs: number }
    | { readonly kind: 'mock'; readonly answer: HttpResponse | undefined };
}

/** Limits on a stage's requests. */
export interface ThrottleSettings {
  /** Requests a second. */
  readonly rate: number;
  readonly burst: number;
}

/** One REST API. */
export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly binaryMediaTypes: readonly string[];
  readonly root: RouteNode<MethodSettings>;
  readonly gatewayResponses: Map<string, GatewayResponseSettings>;
  stage: { readonly name: string; readonly variables: Readonly<Record<string, string>> | null } | undefined;
  bucket: TokenBucket;
  /** How many requests were answered, and with a status of 500 or more. */
  readonly answers: { all: number; failed: number };
}

/** Simulated API Gateway, REST APIs only. */
export interface ApiGateway {
  createApi(settings: { readonly id: string; readonly name: string; readonly binaryMediaTypes: readonly string[] }): RestApi;
  /** Puts an API on a stage; requests are refused as by no route before. */
  createStage(api: RestApi, stage: NonNullable<RestApi['stage']>, throttle?: ThrottleSettings): void;
  /** By id, by name, or by an address such as `https://ID.execute-api.REGION.amazonaws.com/STAGE`. @throws Error when there is none or several. */
  find(reference: string): RestApi;
  /** By name; undefined where there is none. */
  named(name: string): RestApi | undefined;
  /** Answers one request. Never throws for what a client or a function does. */
  handle(api: RestApi, request: HttpRequest): Promise<HttpResponse>;
}

/** Requests a second and burst for one account and Region (Amazon API Gateway quotas). */
const accountThrottle: ThrottleSettings = { rate: 10_000, burst: 5_000 };
/** Largest request body in bytes (Amazon API Gateway quotas). */
export const largestBody = 10 * 1024 * 1024;
/** Largest answer of a synchronous invocation in characters, for which AWS counts bytes (AWS Lambda quotas). */
const largestAnswer = 6 * 1024 * 1024;

/** REST APIs with Lambda proxy and mock integrations. */
export function simulateApiGateway(
  world: World,
  lambda: Lambda,
  verifyToken: VerifyToken,
  firewall: Firewall = () => undefined,
): ApiGateway {
  const random = world.random.fork('apigateway');
  const apis: RestApi[] = [];

  const handle: ApiGateway['handle'] = async (api, request) => {
    const response = await answerTo(api, request);
    api.answers.all++;
    if (response.status >= 500) api.answers.failed++;
    return response;
  };

  const answerTo: ApiGateway['handle'] = async (api, request) => {
    const requestId = random.uuid();
    const refuse = (error: GatewayError) => gatewayResponse(error, api.gatewayResponses, requestId);
    if (bodyLength(request.body) > largestBody) return refuse(gatewayErrors.tooLarge);
    const match = matchRoute(api.root, request.path);
    const method = match?.node.methods.get(request.method) ?? match?.node.methods.get('ANY');
    if (api.stage === undefined || match === undefined || method === undefined) return refuse(gatewayErrors.noRoute);
    // Before the throttle: what the firewall blocks takes nothing of it.
    const status = firewall(stageArnOf(world, api.id, api.stage.name), () => webRequest(request, api.stage?.name ?? ''));
    if (status !== undefined) return { ...refuse(gatewayErrors.filtered), status };
    if (!api.bucket.take(world.clock.now())) return refuse(gatewayErrors.throttled);
    const claims = authorize(method, request, verifyToken);
    if ('type' in claims) return refuse(claims);
    const missing = missingParameters(method.requiredParameters, request);
    if (missing.length > 0) {
      const message = `Missing required request parameters: [${missing.join(', ')}]`;
      return refuse({ type: 'BAD_REQUEST_PARAMETERS', status: 400, message });
    }
    const { integration } = method;
    if (integration.kind === 'mock') return integration.answer ?? refuse(gatewayErrors.throttledFunction);
    const event = makeProxyEvent(world, request, {
      apiId: api.id,
      stage: api.stage.name,
      stageVariables: api.stage.variables,
      resourcePath: match.node.path,
      pathParameters: match.parameters,
      claims: claims.claims,
      requestId,
      binaryMediaTypes: api.binaryMediaTypes,
    });
    const payload = await invoke(integration, event);
    if (typeof payload === 'object' && payload !== null && 'type' in payload) return refuse(payload as GatewayError);
    const answer = readProxyAnswer(payload, api.binaryMediaTypes, header(request.headers, 'accept'));
    if (answer === undefined || answer.body.length > largestAnswer) return refuse(gatewayErrors.badAnswer);
    return { ...answer, headers: { ...answer.headers, 'x-amzn-RequestId': [requestId] } };
  };

  /** The function's answer, or why there is none. */
  const invoke = (integration: { readonly functionArn: string; readonly timeoutMs: number }, event: object): Promise<unknown> =>
    new Promise((resolve) => {
      const fn = lambda.find(integration.functionArn);
      const cancel = world.clock.schedule(integration.timeoutMs, 'apigateway', () => resolve(gatewayErrors.timeout));
      const accepted = lambda.start(fn, event, (outcome) => {
        cancel();
        resolve(outcome.error === undefined ? outcome.payload : gatewayErrors.badAnswer);
      });
      if (accepted) return;
      cancel();
      resolve(gatewayErrors.throttledFunction);
    });

  return {
    handle,
    createApi: (settings) => {
      const api: RestApi = {
        ...settings,
        root: makeNode(),
        gatewayResponses: new Map(),
        stage: undefined,
        bucket: makeBucket(accountThrottle, world.clock.now()),
        answers: { all: 0, failed: 0 },
      };
      apis.push(api);
      return api;
    },
    createStage: (api, stage, throttle = accountThrottle) => {
      api.stage = stage;
      api.bucket = makeBucket(throttle, world.clock.now());
    },
    named: (name) => apis.find((api) => api.name === name),
    find: (reference) => {
      const id = URL.parse(reference)?.hostname.split('.')[0] ?? reference;
      const found = apis.filter((api) => api.id === id || api.name === reference);
      if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} APIs are ${reference}`);
      return found[0];
    },
  };
}

/** The ARN of a stage. */
export function stageArnOf({ region }: World, apiId: string, stage: string): string {
  return `arn:aws:apigateway:${region}::/restapis/${apiId}/stages/${stage}`;
}

/** What AWS WAF is shown of a request. */
function webRequest({ method, path, headers = {}, sourceIp = '127.0.0.1' }: HttpRequest, stage: string): WebRequest {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(',')]);
  return { method, path: `/${stage}${path}`, headers: Object.fromEntries(lower), sourceIp };
}

/** Claims of the caller (none for an open method), or why the caller is refused. */
function authorize(
  { authorizer }: MethodSettings,
  request: HttpRequest,
  verifyToken: VerifyToken,
): GatewayError | { readonly claims: Readonly<Record<string, string>> | undefined } {
  if (authorizer === undefined) return { claims: undefined };
  if (authorizer === 'iam') {
    const signed = header(request.headers, 'authorization')?.startsWith('AWS4-HMAC-SHA256 ');
    return signed ? { claims: undefined } : gatewayErrors.noRoute;
  }
  const token = header(request.headers, 'authorization')?.replace(/^Bearer /i, '');
  if (token === undefined || token === '') return gatewayErrors.unauthorized;
  const claims = verifyToken(authorizer.userPoolArns, token);
  if (claims === undefined) return gatewayErrors.unauthorized;
  if (authorizer.scopes.length === 0) {
    if (claims.token_use !== 'id') return gatewayErrors.unauthorized;
  } else {
    const scopes = String(claims.scope ?? '').split(' ');
    if (claims.token_use !== 'access' || !authorizer.scopes.some((scope) => scopes.includes(scope))) return gatewayErrors.unauthorized;
  }
  return { claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)])) };
}

/** As the authorizer hands claims to a function: lists joined by commas, all else as text. */
function claimText(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function missingParameters(required: readonly string[], request: HttpRequest): readonly string[] {
  const query = new URLSearchParams(request.queryString ?? '');
  return required
    .filter((parameter) => {
      const name = parameter.slice(parameter.indexOf('.') + 1);
      return parameter.startsWith('querystring.') ? !query.has(name) : header(request.headers, name.toLowerCase()) === undefined;
    })
    .map((parameter) => parameter.slice(parameter.indexOf('.') + 1));
}

function bodyLength(body: HttpRequest['body']): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
}
