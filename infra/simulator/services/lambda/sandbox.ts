import { type Clock, freezable } from '../../clock.ts';
import { type Caller, call } from '../../doors/call.ts';
import type { Random } from '../../random.ts';
import type { Service } from '../../service.ts';
import type { World } from '../../world.ts';
import type { SimulatedCertificate } from '../sns-signing.ts';

/** What a handler learns about its invocation, as `nodejs24.x` gives it. */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  /** Megabytes, as text. */
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  /** Milliseconds until the invocation times out. */
  getRemainingTimeInMillis(): number;
}

/** A Lambda handler. */
export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/** What the code of one sandbox gets from its surroundings. Nothing of it does anything once the sandbox is dead. */
export interface Sandbox {
  /** Logical id of the function. */
  readonly name: string;
  /** The world's time. A sandbox that waits for anything else in virtual time is reported as hidden asynchrony. */
  readonly clock: Clock;
  /** Connects an AWS SDK v3 client to the simulated services, and gives it back. */
  connect<C>(client: C): C;
  /** Fetches a certificate from the web, which has those of simulated SNS only. @throws AwsError where there is none. */
  fetchCertificate(url: string): Promise<SimulatedCertificate>;
  /** False once it crashed or timed out. */
  alive(): boolean;
  /** Takes one line of the function's log. */
  log(line: string): void;
}

/**
 * Builds the handler of one new sandbox from the function's source entry; what it needs is imported before, as sandboxes are made in the
 * middle of virtual time. What it throws fails the invocation that needed the sandbox.
 */
export type Load = (entry: string, environment: Readonly<Record<string, string>>, sandbox: Sandbox) => Handler;

/** Connects a client for a caller in a world, through one of the doors. */
export type Connect = <C>(client: C, world: World, caller: Caller) => C;

/** What a sandbox has around it. */
export interface Surroundings {
  readonly connect: Connect;
  /** What answers the operation `GET`. */
  readonly web: Service;
  /** Takes a line of the log. */
  readonly log: (line: string) => void;
}

/** A sandbox as its function keeps it. */
export interface LiveSandbox extends Sandbox, Caller {
  handler: Handler | undefined;
  /** How many sleeps and calls of this sandbox wait for the clock. */
  waiting(): number;
}

/** A new sandbox of a function, without its handler. */
export function makeSandbox(world: World, name: string, surroundings: Surroundings): LiveSandbox {
  const { connect, web, log } = surroundings;
  let alive = true;
  let waiting = 0;
  const outer = freezable(world.clock);
  const schedule: Clock['schedule'] = (delayMs, label, run) => {
    let pending = true;
    waiting++;
    const end = () => {
      if (!pending) return false;
      pending = false;
      waiting--;
      return true;
    };
    const cancel = outer.schedule(delayMs, label, () => {
      if (end() && alive) run();
    });
    return () => {
      if (end()) cancel();
    };
  };
  const clock: Clock = {
    now: () => world.clock.now(),
    schedule,
    sleep: (delayMs) => new Promise((resolve) => schedule(delayMs, name, resolve)),
  };
  const inside: World = { ...world, clock };
  const sandbox: LiveSandbox = {
    name,
    clock,
    handler: undefined,
    alive: () => alive,
    crash: () => {
      alive = false;
    },
    freeze: (ms) => outer.freeze(ms),
    waiting: () => waiting,
    connect: (client) => connect(client, inside, sandbox),
    fetchCertificate: async (url) => (await call(inside, sandbox, web, 'GET', { url })).certificate as SimulatedCertificate,
    log: (line) => {
      if (alive) log(line);
    },
  };
  return sandbox;
}

/** The context of one invocation that began at `startedMs` (epoch ms). */
export function makeContext(
  world: World,
  random: Random,
  settings: { readonly name: string; readonly arn: string; readonly memoryMb: number; readonly timeoutMs: number },
  startedMs: number,
): LambdaContext {
  let requestId: string | undefined;
  return {
    // Drawn when first read: most invocations in virtual time never ask, and a draw costs a fifth of an invocation.
    get awsRequestId() {
      return (requestId ??= random.uuid());
    },
    functionName: settings.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.arn,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: `/aws/lambda/${settings.name}`,
    logStreamName: '$LATEST',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, startedMs + settings.timeoutMs - world.clock.now()),
  };
}
