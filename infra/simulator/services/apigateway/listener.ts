import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApiGateway, largestBody, type RestApi } from './apigateway.ts';

/** A request listener that answers with an API; `/x` is the resource `/x`, whatever the stage. */
export function makeListener(gateway: ApiGateway, api: RestApi): RequestListener {
  return (incoming, outgoing) => {
    answer(gateway, api, incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  };
}

async function answer(gateway: ApiGateway, api: RestApi, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const [path = '/', queryString = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const headers: Record<string, string[]> = {};
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    (headers[incoming.rawHeaders[i] ?? ''] ??= []).push(incoming.rawHeaders[i + 1] ?? '');
  }
  const response = await gateway.handle(api, {
    method: incoming.method ?? 'GET',
    path,
    queryString,
    headers,
    body: await readBody(incoming),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  });
  outgoing.statusCode = response.status;
  for (const [name, values] of Object.entries(response.headers)) outgoing.setHeader(name, values);
  outgoing.end(response.body);
}

/** The body, cut off just above the largest size that an API takes. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (length <= largestBody) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}
