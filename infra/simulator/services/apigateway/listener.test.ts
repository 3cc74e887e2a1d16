import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { realWorld } from '../../world.ts';
import { lambdaWith } from '../lambda/testing.ts';
import { simulateApiGateway } from './apigateway.ts';
import { makeListener } from './listener.ts';
import { makeNode } from './routes.ts';

it('answers HTTP requests with an API', async () => {
  const world = realWorld();
  const lambda = lambdaWith(world, {
    web: () => async (event) => {
      const { body, headers, path, queryStringParameters } = event as APIGatewayProxyEvent;
      const content = JSON.stringify({ body, name: headers['X-Custom-Name'], path, queryStringParameters });
      return { statusCode: 201, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: content };
    },
  });
  const gateway = simulateApiGateway(world, lambda, () => undefined);
  const api = gateway.createApi({ id: 'api1', name: 'Web', binaryMediaTypes: [] });
  const integration = { kind: 'lambda', functionArn: 'web', timeoutMs: 29_000 } as const;
  makeNode('users', api.root).methods.set('POST', { requiredParameters: [], integration });
  gateway.createStage(api, { name: 'live', variables: null });
  const server = createServer(makeListener(gateway, api)).listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    const send = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: { 'X-Custom-Name': 'x' } });
    const answer = await send('/users?q=1?2', 'héllo');
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toStrictEqual(['a=1', 'b=2']);
    expect(await answer.json()).toStrictEqual({ body: 'héllo', name: 'x', path: '/users', queryStringParameters: { q: '1?2' } });
    expect((await send('/users', new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send('/other', '')).status).toBe(403);
  } finally {
    server.close();
  }
});
