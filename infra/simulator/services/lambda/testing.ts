import type { World } from '../../world.ts';
import { type Lambda, type LambdaOptions, simulateLambda } from './lambda.ts';
import type { Handler, Sandbox } from './sandbox.ts';

/** A handler for each new sandbox of a function under test. */
export type MakeHandler = (sandbox: Sandbox) => Handler;

/** Simulated Lambda with functions by id: timeout 3 s and 128 MB unless `settings` say otherwise. */
export function lambdaWith(
  world: World,
  handlers: Readonly<Record<string, MakeHandler>>,
  settings: Partial<Parameters<Lambda['createFunction']>[0]> = {},
  options: Partial<LambdaOptions> = {},
): Lambda {
  const lambda = simulateLambda(world, {
    load: (entry, _environment, sandbox) => {
      const make = handlers[entry];
      if (make === undefined) throw new Error(`no handler for ${entry}`);
      return make(sandbox);
    },
    connect: (client) => client,
    web: { name: 'web', operations: {} },
    log: () => undefined,
    ...options,
  });
  for (const id of Object.keys(handlers)) {
    const arn = `arn:aws:lambda:eu-west-1:123456789012:function:the-${id}`;
    lambda.createFunction({ id, name: `the-${id}`, arn, entry: id, environment: {}, timeoutMs: 3_000, memoryMb: 128, ...settings });
  }
  return lambda;
}
