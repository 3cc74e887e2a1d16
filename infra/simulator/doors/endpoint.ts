import type { IncomingMessage, RequestListener } from 'node:http';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';
import { outsideCaller } from './call.ts';
import { Connections } from './connections.ts';
import { answer } from './wire.ts';

/** Simulated AWS as an endpoint for SDK clients in other processes, by HTTP. It checks no signature, so it is for the loopback interface alone. */
export function awsEndpoint(world: World, services: ReadonlyMap<string, Service>): RequestListener {
  return async (request, response) => {
    try {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const wire = { method: request.method ?? 'POST', path: request.url ?? '/', headers, body: await bodyOf(request) };
      const { statusCode, headers: named, body } = await answer(wire, world, outsideCaller, services, new Connections());
      response.writeHead(statusCode, named).end(body);
    } catch (error) {
      response.writeHead(501, { 'content-type': 'text/plain' }).end(`${error instanceof Error ? error.message : error}\n`);
    }
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
