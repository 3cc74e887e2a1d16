import { AwsError, UnsupportedError } from '../errors.ts';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';
import { type Caller, call } from './call.ts';
import { Connections } from './connections.ts';
import type { WireRequest, WireResponse } from './wire-messages.ts';
import { readCall } from './wire-protocols.ts';

/**
 * Puts simulated AWS behind the client in place of the network: the client serializes, signs and parses as it always
 * does. `services` is by the client's name, as for `connectDirect`.
 *
 * The client gets the world's Region and made-up credentials, and everything that it would read from the shared
 * configuration files is settled, so that a call waits for nothing but promises: no timer, file or socket. Nothing is
 * retried, as if the client had been made with `maxAttempts: 1`.
 */
export function connectWire<C>(client: C, world: World, caller: Caller, services: ReadonlyMap<string, Service>): C {
  const { config } = client as { readonly config: object };
  const connections = new Connections();
  const give = (value: unknown) => async () => value;
  Object.assign(config, {
    region: give(world.region),
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    useFipsEndpoint: give(false),
    useDualstackEndpoint: give(false),
    ignoreConfiguredEndpointUrls: true,
    accountIdEndpointMode: give('disabled'),
    authSchemePreference: give([]),
    userAgentAppId: give(undefined),
    disableClockSkewCorrection: give(true),
    maxAttempts: give(1),
    retryStrategy: give(oneAttempt),
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async (request: WireRequest) => ({ response: await answer(request, world, caller, services, connections) }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
      destroy: () => connections.close(),
    },
  });
  return client;
}

/** The SDK's retry interface, with the outcome of its standard strategy at one attempt. */
const oneAttempt = {
  mode: 'standard',
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async () => {
    throw new Error('No retry token available');
  },
  recordSuccess: () => undefined,
};

/** What simulated AWS answers to a request. @throws UnsupportedError for what it does not have */
export async function answer(
  request: WireRequest,
  world: World,
  caller: Caller,
  services: ReadonlyMap<string, Service>,
  connections: Connections,
): Promise<WireResponse> {
  const wireCall = readCall(request);
  const service = services.get(wireCall.clientName);
  if (service === undefined) throw new UnsupportedError('AWS', `client ${wireCall.clientName}`);
  try {
    return wireCall.success(await call(world, caller, service, wireCall.operation, wireCall.input, connections, request.headers));
  } catch (error) {
    if (error instanceof AwsError) return wireCall.failure(error);
    throw error;
  }
}
