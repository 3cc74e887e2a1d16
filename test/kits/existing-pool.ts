import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  type LambdaConfigType,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { connectWire } from '#simulator/doors/wire.ts';
import type { Fault } from '#simulator/faults.ts';
import type { Fields, Operation } from '#simulator/service.ts';
import { simulateCognito } from '#simulator/services/cognito/cognito.ts';
import { everyOtherTrigger, fullPool } from '#simulator/services/cognito/full-pool.testing.ts';
import { virtualWorld } from '#simulator/world.ts';
import type { AttachOptions } from '../../infra/command/existing-pool/attach.ts';
import { attach } from '../../infra/command/existing-pool/attach.ts';
import type { DetachOptions } from '../../infra/command/existing-pool/detach.ts';
import { detach } from '../../infra/command/existing-pool/detach.ts';
import { updateRequest } from '../../infra/command/existing-pool/settings.ts';

/** The gate that tests attach. */
export const gate = 'arn:aws:lambda:eu-west-1:123456789012:function:gate';

const { PostConfirmation: _taken, ...freeTriggers } = everyOtherTrigger;

/** Every trigger that the gate leaves to others. */
export const otherTriggers = freeTriggers;

interface Options {
  /** Template properties. @default every setting filled, and every trigger that the gate does not need */
  readonly pool?: Fields;
  readonly door?: 'wire' | 'direct';
  /** What goes wrong, by operation. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Operations that answer otherwise than the simulator's. */
  readonly instead?: (operations: Readonly<Record<string, Operation>>) => Readonly<Record<string, Operation>>;
}

/** A user pool that exists, and the commands on it. */
export function existingPool(options: Options = {}) {
  const { pool = { ...fullPool, LambdaConfig: otherTriggers }, door = 'wire', faults = {}, instead = () => ({}) } = options;
  const struck = {
    at: ({ phase, operation }: { phase: string; operation: string }) => (phase === 'before' ? faults[operation] : undefined),
  };
  const world = virtualWorld({ seed: 1, faults: struck });
  const cognito = simulateCognito(world);
  const { id } = cognito.createUserPool({ name: 'accounts', properties: pool });
  const service = { ...cognito, operations: { ...cognito.operations, ...instead(cognito.operations) } };
  const services = new Map([['CognitoIdentityProviderClient', service]]);
  const connect = door === 'wire' ? connectWire : connectDirect;
  const client = connect(new CognitoIdentityProviderClient({ region: 'eu-west-1' }), world, outsideCaller, services);
  const written = new Map<string, string>();
  const files = {
    read: (path: string) => written.get(path),
    write: (path: string, text: string) => void written.set(path, text),
  };
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);

  /** The pool as it is described, without the moment of its last change. */
  const look = async () => {
    const { UserPool = {} } = await settle(client.send(new DescribeUserPoolCommand({ UserPoolId: id })));
    const { $metadata: _answer, ...factors } = await settle(client.send(new GetUserPoolMfaConfigCommand({ UserPoolId: id })));
    const { LastModifiedDate: _changed, ...settings } = UserPool;
    return { settings, factors };
  };
  return {
    id,
    written,
    files,
    look,
    /** The triggers as they are now. */
    triggers: async () => (await look()).settings.LambdaConfig,
    /** How often an operation was called. */
    calls: (operation: string) => world.meter.of('cognito', operation).calls,
    attach: (more: Partial<AttachOptions> = {}) => settle(attach({ client, files }, { userPoolId: id, gate, ...more })),
    detach: (more: Partial<DetachOptions> = {}) => settle(detach({ client, files }, { userPoolId: id, ...more })),
    /** Somebody else changes the pool. */
    change: async (more: Fields, triggers?: LambdaConfigType) => {
      const { settings } = await look();
      const request = updateRequest(settings, triggers ?? settings.LambdaConfig);
      await settle(client.send(new UpdateUserPoolCommand({ ...request, ...more })));
    },
  };
}

/** The line of a refusal, after its status; `done` where there was none. */
export function refusalOf(result: Awaited<ReturnType<typeof attach>>): string {
  return result.ok ? 'done' : `${result.error.status}: ${result.error.line}`;
}
