import { UnsupportedError } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';
import { type Caller, call } from './call.ts';

/** As much of an SDK v3 client as this door needs. */
interface SdkClient {
  readonly config: unknown;
  readonly middlewareStack: {
    add(
      middleware: (
        next: unknown,
        context: { readonly commandName?: string; readonly clientName?: string },
      ) => (args: { readonly input: object }) => Promise<{ output: object; response: unknown }>,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string; readonly override: true },
    ): void;
  };
}

/**
 * Takes the client's commands before they are serialized: 7–12 µs a call where the stock way takes 115–320 µs.
 * Under a document client the service sees plain values.
 */
export function connectDirect<C>(client: C, world: World, caller: Caller, services: ReadonlyMap<string, Service>): C {
  (client as SdkClient).middlewareStack.add(
    (_next, context) => async (args) => {
      const service = services.get(context.clientName ?? '');
      if (service === undefined) throw new UnsupportedError('AWS', `client ${context.clientName}`);
      const output = await call(world, caller, service, (context.commandName ?? '').replace(/Command$/, ''), args.input as Fields);
      return { output: { $metadata: {}, ...output }, response: undefined };
    },
    { step: 'initialize', priority: 'high', name: 'simulatedDirect', override: true },
  );
  return client;
}
