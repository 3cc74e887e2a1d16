import { AwsError, UnsupportedError } from '../errors.ts';
import type { Fields, Headers, Service } from '../service.ts';
import type { World } from '../world.ts';
import { Connections } from './connections.ts';

/** Who calls: a Lambda sandbox that can die, or a client outside. */
export interface Caller {
  /** Logical id of the function, or `client`. */
  readonly name: string;
  /** False once the sandbox has crashed: its calls are never answered. */
  alive(): boolean;
  /** Kills the sandbox. */
  crash(): void;
  /** Stops the sandbox for `ms`: what waits for its clock waits that much longer. Absent where nothing can. */
  freeze?(ms: number): void;
}

/** A caller outside Lambda, which no fault kills. */
export const outsideCaller: Caller = { name: 'client', alive: () => true, crash: () => undefined };

const never = new Promise<never>(() => undefined);

/**
 * One call of a simulated service, with its time, its faults and its meter: the one way in, which both doors use.
 * The effect happens half-way through the call's time.
 * @param connections those of the client. @default a new one for this call
 * @param headers what the caller sent. @default none
 * @throws AwsError as the service refuses; an error named `TimeoutError` where a fault says so.
 */
export async function call(
  world: World,
  caller: Caller,
  service: Service,
  operation: string,
  input: Fields,
  connections = new Connections(),
  headers: Headers = {},
): Promise<Fields> {
  const run = service.operations[operation];
  if (run === undefined) throw new UnsupportedError(service.name, operation);
  if (!caller.alive()) return never;
  const usage = world.meter.of(service.name, operation);
  usage.calls++;
  const latency = world.latency(service.name, operation);
  const idleMs = connections.take(world.clock.now());
  const point = { service: service.name, operation, caller: caller.name, idleMs };
  try {
    if (latency > 0) await world.clock.sleep(latency / 2);
    await strike(world, caller, { ...point, phase: 'before' });
    const output = await run(input, headers);
    const edit = await strike(world, caller, { ...point, phase: 'after' });
    if (latency > 0) await world.clock.sleep(latency / 2);
    connections.giveBack(world.clock.now());
    return caller.alive() ? (edit?.(output) ?? output) : never;
  } catch (error) {
    if (!caller.alive()) return never;
    usage.errors++;
    if (error instanceof AwsError) connections.giveBack(world.clock.now());
    if (error instanceof AwsError && throttles.has(error.name)) usage.throttles++;
    throw error;
  }
}

const throttles = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'RequestThrottled',
]);

/** @returns what is to be made of the answer, where the fault says so. */
async function strike(
  world: World,
  caller: Caller,
  point: Parameters<World['faults']['at']>[0],
): Promise<((output: Fields) => Fields) | undefined> {
  if (!caller.alive()) return never;
  const fault = world.faults.at(point);
  if (fault === undefined) return undefined;
  if (fault.kind === 'answer') return fault.edit;
  if (fault.kind === 'crash') {
    caller.crash();
    return never;
  }
  if (fault.kind === 'freeze') {
    if (caller.freeze === undefined) throw new Error(`${caller.name} cannot be frozen`);
    caller.freeze(fault.ms);
  }
  if (fault.kind === 'delay' || fault.kind === 'freeze') {
    await world.clock.sleep(fault.kind === 'delay' ? fault.ms : 0);
    return undefined;
  }
  if (fault.kind === 'error') throw fault.error;
  const [message, code] = fault.kind === 'reset' ? ['read ECONNRESET', 'ECONNRESET'] : ['connection timed out', 'ETIMEDOUT'];
  // The SDK's HTTP handler gives both this name.
  throw Object.assign(new Error(`${message}: ${point.service} ${point.operation}`), { name: 'TimeoutError', code });
}
