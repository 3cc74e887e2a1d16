import { AwsError, UnsupportedError } from '../../errors.ts';
import type { World } from '../../world.ts';
import type { Client } from './pool/client.ts';
import type { Pool } from './pool/pool.ts';

/** Runs a Lambda function with an event and gives what it returns. It rejects with what the function threw, or {@link TriggerInvocationError}. */
export type InvokeTrigger = (functionArn: string, event: object) => Promise<unknown>;

/** Thrown by {@link InvokeTrigger} when the function did not run at all: no permission, no concurrency left, no such function. */
export class TriggerInvocationError extends Error {
  override readonly name = 'TriggerInvocationError';

  /** @param reason the error's name at Lambda, such as `TooManyRequestsException` or `AccessDeniedException` */
  constructor(reason: string) {
    super(reason);
  }
}

/** What a trigger is told and may answer, without the parts that all events share. */
interface TriggerEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** The triggers that run here. */
type TriggerName =
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'PreTokenGeneration'
  | 'PostConfirmation'
  | 'DefineAuthChallenge'
  | 'CreateAuthChallenge'
  | 'VerifyAuthChallengeResponse';

/** "It must respond within 5 seconds" (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html). */
const triggerTimeoutMs = 5000;
/** The same page: a call that takes longer may be retried; three calls are what users saw (github.com/aws-amplify/amplify-js/issues/4805). */
const triggerAttempts = 3;

const timedOut = Symbol('timed out');

/**
 * Runs a trigger of a pool where it has one, and gives the `response` part of its answer. `event` is asked anew for each attempt.
 * @throws AwsError `UserLambdaValidationException` with what the function threw; `UnexpectedLambdaException` when it did not answer in time
 * or did not run; `InvalidLambdaResponseException` for an answer without `request` and `response`.
 */
export async function runTrigger(
  world: World,
  invoke: InvokeTrigger | undefined,
  client: Pick<Client, 'id' | 'pool'>,
  name: TriggerName,
  event: () => TriggerEvent,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { pool } = client;
  const functionArn = functionOf(pool, name);
  if (functionArn === undefined) return undefined;
  if (invoke === undefined) throw new UnsupportedError('cognito', `the ${name} trigger of ${pool.id} without invokeTrigger`);
  for (let attempt = 1; attempt <= triggerAttempts; attempt++) {
    const whole = {
      version: '1',
      region: world.region,
      userPoolId: pool.id,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
      ...event(),
    };
    const answer = await answerInTime(world, name, invoke(functionArn, whole));
    if (answer !== timedOut) return responseOf(answer);
  }
  throw unexpected(name, 'Socket timeout while invoking Lambda function');
}

function functionOf({ triggers }: Pool, name: TriggerName): string | undefined {
  const version = triggers.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0';
  if (name === 'PreTokenGeneration' && version !== 'V1_0') {
    throw new UnsupportedError('cognito', `PreTokenGenerationConfig with LambdaVersion ${version}`);
  }
  return triggers[name];
}

/** To be called where a code is sent. @throws UnsupportedError where the pool has a trigger for that */
export function refuseSenders(pool: Pool, channel: 'email' | 'phone_number'): void {
  refuseTriggers(pool, channel === 'email' ? 'CustomEmailSender' : 'CustomSMSSender', 'CustomMessage');
}

/** To be called where these triggers would run. @throws UnsupportedError where the pool has one of them, as they are not simulated. */
export function refuseTriggers(
  { triggers }: Pool,
  ...names: readonly ('PreSignUp' | 'CustomMessage' | 'CustomEmailSender' | 'CustomSMSSender' | 'UserMigration' | 'InboundFederation')[]
): void {
  const found = names.find((name) => triggers[name] !== undefined);
  if (found !== undefined) throw new UnsupportedError('cognito', `the trigger ${found}`);
}

function answerInTime(world: World, name: TriggerName, running: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = world.clock.schedule(triggerTimeoutMs, `Cognito waits for ${name}`, () => resolve(timedOut));
    running.then(
      (answer) => {
        cancel();
        resolve(answer);
      },
      (error: unknown) => {
        cancel();
        reject(refusal(name, error));
      },
    );
  });
}

function refusal(name: TriggerName, error: unknown): AwsError {
  if (error instanceof TriggerInvocationError) return unexpected(name, error.message);
  const text = error instanceof Error ? error.message : String(error);
  return new AwsError('UserLambdaValidationException', `${name} failed with error ${text}.`);
}

function unexpected(name: TriggerName, reason: string): AwsError {
  return new AwsError('UnexpectedLambdaException', `${name} invocation failed due to error ${reason}.`);
}

function responseOf(answer: unknown): Readonly<Record<string, unknown>> {
  const { request, response } = (answer ?? {}) as { request?: unknown; response?: unknown };
  if (typeof request === 'object' && request !== null && typeof response === 'object' && response !== null) {
    return response as Readonly<Record<string, unknown>>;
  }
  throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}
