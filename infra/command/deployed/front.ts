import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/** Something that listens. */
export interface Front {
  /** On this machine only. */
  readonly port: number;
  close(): void;
}

/** Operations that the emulator lacks, with the answer that its users would get: it has no passkeys and no redrives, so there are none. */
const answeredHere: Readonly<Record<string, string>> = {
  'AWSCognitoIdentityProviderService.ListWebAuthnCredentials': '{"Credentials":[]}',
  'AmazonSQS.ListMessageMoveTasks': '{"Results":[]}',
};

/** Where an identity is read. The emulator looks for DKIM records in no DNS, so it never finds any. */
const identityPath = /^\/v2\/email\/identities\/[^/]+$/;

/**
 * Passes requests on to another port of this machine and says that they came over TLS, as a load balancer does. Queues, topics and buckets
 * refuse everything else.
 */
export async function startFront(target: number): Promise<Front> {
  const server = createServer((incoming, answer) => {
    const known = answeredHere[String(incoming.headers['x-amz-target'])];
    if (known !== undefined) {
      incoming.resume();
      answer.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(known);
      return;
    }
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
    const outgoing = request(
      { host: '127.0.0.1', port: target, agent: false, method: incoming.method, path: incoming.url, headers },
      (response) => {
        if (incoming.method === 'GET' && identityPath.test(incoming.url ?? '') && response.statusCode === 200) {
          void signed(response, answer);
          return;
        }
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.pipe(answer);
      },
    );
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  // Longer than clients keep a connection: closing one in their hands loses a request.
  server.keepAliveTimeout = 600_000;
  const port = await listen(server);
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Passes an identity on as one whose DKIM records were found. */
async function signed(response: IncomingMessage, answer: ServerResponse): Promise<void> {
  const identity = (await json(response)) as object;
  const DkimAttributes = { SigningEnabled: true, Status: 'SUCCESS', SigningAttributesOrigin: 'AWS_SES' };
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...identity, DkimAttributes }));
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
