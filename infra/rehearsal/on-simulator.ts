import { pathToFileURL } from 'node:url';
import type { Environment, Platform } from '#shared/platform.ts';
import type { Template } from '#simulator/services/cloudformation/template.ts';
import type { DynamoDbOptions } from '#simulator/services/dynamodb/storage/settings.ts';
import type { Handler } from '#simulator/services/lambda/sandbox.ts';
import type { SesOptions } from '#simulator/services/ses/ses.ts';
import type { SmsOptions } from '#simulator/services/sms.ts';
import type { SqsOptions } from '#simulator/services/sqs.ts';
import { readAssembly, type Simulator, simulate } from '#simulator/simulator.ts';
import type { World } from '#simulator/world.ts';
import { type Bytes, simulatedPlatform } from './simulated-platform.ts';
import { synthesize } from './synthesize.ts';

/** What `dependencies.ts` and `handler.ts` of a function export. */
interface FunctionModules {
  makeDependencies(environment: Environment, platform: Platform): unknown;
  makeHandler(dependencies: unknown): Handler;
}

/** Parameters of a sender of text messages, of which simulated AWS has every one, and its rate. */
export const simulatedSender = {
  textSender: 'arn:aws:sms-voice:eu-west-1:123456789012:sender-id/SLUIS/NL',
  textPartsPerSecond: '10',
} as const;

/** How to put Sluis on the simulator. */
export interface OnSimulatorOptions {
  /** How SDK clients reach the simulated services. */
  readonly door: 'direct' | 'wire';
  /** Randomness of secrets; the world's own makes a run repeatable. @default the world's */
  readonly bytes?: Bytes;
  /** Parameters of the stacks. @default their defaults */
  readonly context?: Readonly<Record<string, string>>;
  /** Folder with the stacks' templates, for several worlds of one run. @default synthesized anew */
  readonly templates?: string;
  readonly ses?: Omit<SesOptions, 'publish'>;
  readonly sms?: SmsOptions;
  /** Throughput and weaknesses of tables. @default throughput as published, no weaknesses */
  readonly dynamodb?: DynamoDbOptions;
  /** Weaknesses of queues. @default none */
  readonly sqs?: SqsOptions;
  /** Sees every log line. @default nobody */
  readonly onLine?: (functionId: string, line: string) => void;
}

/** Sluis with all its stacks on simulated AWS. */
export interface OnSimulator {
  readonly simulator: Simulator;
  /** An output of a stack, such as `AccountsPoolId`. @throws Error when no stack has it */
  output(name: string): string;
}

/** Deploys the synthesized stacks to the simulator and wires them to the handlers in `functions/`. */
export async function deployOnSimulator(world: World, options: OnSimulatorOptions): Promise<OnSimulator> {
  const templates = readAssembly(options.templates ?? (await synthesize(options.context ?? {})));
  const modules = await importFunctions(templates);
  const random = world.random.fork('functions');
  const bytes = options.bytes ?? ((length) => random.bytes(length));
  const simulator = simulate(world, {
    templates,
    door: options.door,
    ...(options.ses && { ses: options.ses }),
    ...(options.sms && { sms: options.sms }),
    ...(options.dynamodb && { dynamodb: options.dynamodb }),
    ...(options.sqs && { sqs: options.sqs }),
    ...(options.onLine && { cloudwatch: { onLine: options.onLine } }),
    load: (entry, environment, sandbox) => {
      const { makeDependencies, makeHandler } = modules.get(entry) as FunctionModules;
      return makeHandler(makeDependencies(environment, simulatedPlatform(sandbox, random, bytes)));
    },
  });
  const outputs = new Map([...simulator.stacks.values()].flatMap((stack) => Object.entries(stack.outputs)));
  return {
    simulator,
    output: (name) => {
      const value = outputs.get(name);
      if (value === undefined) throw new Error(`no stack has an output ${name}`);
      return value;
    },
  };
}

/** Sandboxes are made within one instant, so all sources are imported before. */
async function importFunctions(templates: readonly Template[]): Promise<ReadonlyMap<string, FunctionModules>> {
  const entries = templates.flatMap(({ body }) =>
    Object.values(body.Resources).flatMap(({ Metadata }) => Metadata?.['simulator:entry'] ?? []),
  );
  const root = pathToFileURL(`${import.meta.dirname}/../../`);
  const imported = entries.map(async (entry) => {
    const folder = new URL(`${entry}/../`, root);
    const [dependencies, handler] = await Promise.all([
      import(new URL('dependencies.ts', folder).href),
      import(new URL('handler.ts', folder).href),
    ]);
    return [String(entry), { ...dependencies, ...handler } as FunctionModules] as const;
  });
  return new Map(await Promise.all(imported));
}
