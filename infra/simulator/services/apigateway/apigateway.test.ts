import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { lambdaWith, type MakeHandler } from '../lambda/testing.ts';
import { type MethodSettings, simulateApiGateway, type ThrottleSettings } from './apigateway.ts';
import type { HttpRequest } from './http.ts';
import { makeNode } from './routes.ts';

const toFunction: MethodSettings = {
  requiredParameters: [],
  integration: { kind: 'lambda', functionArn: 'web', timeoutMs: 29_000 },
};

/** An API with `/`, `/users/{id}`, `/files/{path+}`, `/mock`, `/required`, and `/staff` behind a user pool. */
function apiWorld(
  handle: MakeHandler,
  options: { readonly throttle?: ThrottleSettings; readonly binary?: string[]; readonly accountConcurrency?: number } = {},
) {
  const world = virtualWorld();
  const { accountConcurrency = 1_000 } = options;
  const lambda = lambdaWith(world, { web: handle }, { timeoutMs: 60_000 }, { accountConcurrency });
  const gateway = simulateApiGateway(world, lambda, (userPoolArns, token) => {
    const [pool, use] = token.split(' ');
    return userPoolArns.includes(pool ?? '')
      ? { sub: 's', token_use: use, scope: 'openid staff/read', 'cognito:groups': ['a', 'b'], exp: 5 }
      : undefined;
  });
  const api = gateway.createApi({ id: 'api1', name: 'Web', binaryMediaTypes: options.binary ?? [] });
  const add = (path: string, methods: Readonly<Record<string, MethodSettings>>) => {
    let node = api.root;
    for (const part of path.split('/').filter((one) => one !== ''))
      node = node.children.find((child) => child.part === part) ?? makeNode(part, node);
    for (const [method, settings] of Object.entries(methods)) node.methods.set(method, settings);
  };
  add('/', { GET: toFunction });
  add('/users/{id}', { ANY: toFunction });
  add('/files/{path+}', { GET: toFunction });
  add('/mock', {
    OPTIONS: { requiredParameters: [], integration: { kind: 'mock', answer: { status: 204, headers: { Vary: ['Origin'] }, body: '' } } },
  });
  add('/required', { GET: { ...toFunction, requiredParameters: ['querystring.q', 'header.X-Key'] } });
  add('/staff', { GET: { ...toFunction, authorizer: { userPoolArns: ['pool'], scopes: [] } } });
  add('/signed', { GET: { ...toFunction, authorizer: 'iam' } });
  add('/scoped', { GET: { ...toFunction, authorizer: { userPoolArns: ['pool'], scopes: ['staff/read', 'x'] } } });
  gateway.createStage(api, { name: 'live', variables: null }, options.throttle);
  return { world, gateway, api };
}

const echo: MakeHandler = () => async (event) => ({ statusCode: 200, body: JSON.stringify(event) });

async function call(given: ReturnType<typeof apiWorld>, request: HttpRequest) {
  return given.world.clock.settle(given.gateway.handle(given.api, request));
}

describe('a proxy integration', () => {
  it('hands the request over in the shape of a REST API', async () => {
    const answer = await call(apiWorld(echo), {
      method: 'POST',
      path: '/users/a%40b',
      queryString: 'x=1&x=2&y=%C3%A9',
      headers: { 'Content-Type': 'text/plain', Cookie: ['a=1', 'b=2'], 'User-Agent': 'test', 'X-Forwarded-For': '9.9.9.9' },
      body: 'text',
      sourceIp: '1.2.3.4',
    });
    const event = JSON.parse(String(answer.body)) as APIGatewayProxyEvent;
    expect(event).toMatchObject({
      resource: '/users/{id}',
      path: '/users/a%40b',
      httpMethod: 'POST',
      headers: { 'Content-Type': 'text/plain', Cookie: 'b=2', 'X-Forwarded-For': '9.9.9.9, 1.2.3.4' },
      multiValueHeaders: { Cookie: ['a=1', 'b=2'] },
      queryStringParameters: { x: '2', y: 'é' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['é'] },
      pathParameters: { id: 'a%40b' },
      stageVariables: null,
      body: 'text',
      isBase64Encoded: false,
    });
    expect(event.requestContext).toMatchObject({
      path: '/live/users/a%40b',
      stage: 'live',
      resourcePath: '/users/{id}',
      identity: { sourceIp: '1.2.3.4', userAgent: 'test' },
      authorizer: null,
      requestTime: '20/Nov/2026:13:00:00 +0000',
    });
    expect(event.requestContext.requestId).toBe(answer.headers['x-amzn-RequestId']?.[0]);
  });

  it('has null for what is not there', async () => {
    const answer = await call(apiWorld(echo), { method: 'GET', path: '/' });
    expect(JSON.parse(String(answer.body))).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: null,
    });
  });

  it('takes bytes in both directions where the API has their media type', async () => {
    const given = apiWorld(
      () => async (event) => {
        const { body, isBase64Encoded } = event as APIGatewayProxyEvent;
        return { statusCode: 200, headers: { 'content-type': 'image/png' }, body, isBase64Encoded };
      },
      { binary: ['image/png'] },
    );
    const request = {
      method: 'PUT',
      path: '/users/1',
      headers: { 'content-type': 'image/png', accept: 'image/png' },
      body: Uint8Array.of(0, 255),
    };
    const answer = await call(given, request);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': ['image/png'] } });
    expect([...(answer.body as Uint8Array)]).toStrictEqual([0, 255]);
  });

  it('merges headers of both kinds', async () => {
    const answer = await call(
      apiWorld(() => async () => ({
        statusCode: '201',
        headers: { 'set-cookie': 'a=1', 'X-Count': 2, 'Content-Type': 'text/html' },
        multiValueHeaders: { 'Set-Cookie': ['b=2', 'c=3'] },
      })),
      { method: 'GET', path: '/' },
    );
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'Set-Cookie': ['b=2', 'c=3', 'a=1'], 'X-Count': ['2'], 'Content-Type': ['text/html'] },
      body: '',
    });
  });

  it.each([
    ['no status', {}],
    ['text', 'ok'],
    ['nothing', undefined],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
    ['too much', { statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024 + 1) }],
  ])('answers 502 when the function answers with %s', async (_name, payload) => {
    const answer = await call(
      apiWorld(() => async () => payload),
      { method: 'GET', path: '/' },
    );
    expect([answer.status, answer.body]).toStrictEqual([502, '{"message":"Internal server error"}']);
  });

  it('answers 502 when the function fails, 500 when it is throttled, 504 after 29 seconds', async () => {
    const failing = apiWorld(() => () => Promise.reject(new Error('no')));
    expect((await call(failing, { method: 'GET', path: '/' })).status).toBe(502);
    const slow = apiWorld((sandbox) => () => sandbox.clock.sleep(40_000));
    const startMs = slow.world.clock.now();
    const answer = await call(slow, { method: 'GET', path: '/' });
    expect([answer.status, answer.body]).toStrictEqual([504, '{"message":"Endpoint request timed out"}']);
    expect(slow.world.clock.now() - startMs).toBe(29_000);
    const none = apiWorld(echo, { accountConcurrency: 0 });
    expect((await call(none, { method: 'GET', path: '/' })).status).toBe(500);
  });
});

describe('routes', () => {
  it.each([
    ['GET', '/nowhere'],
    ['POST', '/'],
    ['GET', '/files'],
    ['GET', '/users/7/more'],
  ])('do not lead %s %s anywhere', async (method, path) => {
    const answer = await call(apiWorld(echo), { method, path });
    expect([answer.status, answer.body]).toStrictEqual([403, '{"message":"Missing Authentication Token"}']);
  });

  it('answer from a mock, and ask for required parameters', async () => {
    expect(await call(apiWorld(echo), { method: 'OPTIONS', path: '/mock' })).toMatchObject({
      status: 204,
      headers: { Vary: ['Origin'] },
    });
    const refused = await call(apiWorld(echo), { method: 'GET', path: '/required' });
    expect([refused.status, refused.body]).toStrictEqual([400, '{"message":"Missing required request parameters: [q, X-Key]"}']);
    expect((await call(apiWorld(echo), { method: 'GET', path: '/required', queryString: 'q=', headers: { 'x-key': '1' } })).status).toBe(
      200,
    );
  });

  it('refuse bodies above 10 MB, and requests above the stage’s rate', async () => {
    const large = await call(apiWorld(echo), { method: 'POST', path: '/users/1', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect([large.status, large.body]).toStrictEqual([413, '{"message":"Request Too Long"}']);
    const limited = apiWorld(echo, { throttle: { rate: 1, burst: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await call(limited, { method: 'GET', path: '/' })).status);
    expect(statuses).toStrictEqual([200, 200, 429]);
    limited.world.clock.schedule(1_000, 'test', () => undefined);
    await limited.world.clock.run();
    expect((await call(limited, { method: 'GET', path: '/' })).status).toBe(200);
  });
});

describe('a Cognito authorizer', () => {
  it.each([
    ['/staff', undefined, 401],
    ['/staff', 'elsewhere id', 401],
    ['/staff', 'pool access', 401],
    ['/staff', 'pool id', 200],
    ['/staff', 'Bearer pool id', 200],
    ['/scoped', 'pool id', 401],
    ['/scoped', 'pool access', 200],
  ])('of %s answers the token %s with %i', async (path, token, status) => {
    const answer = await call(apiWorld(echo), {
      method: 'GET',
      path,
      ...(token === undefined ? {} : { headers: { authorization: token } }),
    });
    expect(answer.status).toBe(status);
    if (status === 401) expect(answer.body).toBe('{"message":"Unauthorized"}');
  });

  it.each([
    [undefined, 403],
    ['pool id', 403],
    ['AWS4-HMAC-SHA256 Credential=AKID/20261126/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0', 200],
  ])('of IAM wants a signature: %s gives %i', async (authorization, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await call(apiWorld(echo), { method: 'GET', path: '/signed', headers });
    expect(answer.status).toBe(status);
  });

  it('hands the claims over as text', async () => {
    const answer = await call(apiWorld(echo), { method: 'GET', path: '/staff', headers: { Authorization: 'pool id' } });
    const { claims } = (JSON.parse(String(answer.body)) as APIGatewayProxyEvent).requestContext.authorizer ?? {};
    expect(claims).toStrictEqual({ sub: 's', token_use: 'id', scope: 'openid staff/read', 'cognito:groups': 'a,b', exp: '5' });
  });
});

it('changes its own answers as the stack says', async () => {
  const given = apiWorld(echo);
  given.api.gatewayResponses.set('DEFAULT_4XX', {
    headers: { 'Cache-Control': 'no-store' },
    status: 404,
    template: '{"error":"$context.error.message"}',
  });
  const answer = await call(given, { method: 'GET', path: '/nowhere' });
  expect(answer).toMatchObject({
    status: 404,
    headers: { 'Cache-Control': ['no-store'] },
    body: '{"error":"Missing Authentication Token"}',
  });
});
