import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Platform, Random } from '#shared/platform.ts';
import { isConditionFailure } from '../table/transition.ts';
import { failureOf } from './failures.ts';
import { conditionalWrite, withRequestToken } from './own-write.ts';
import { limitTime } from './time-limit.ts';

/** How the calls of a client are made and repeated. */
export interface CallPolicy {
  /** How long one try may take, connecting included, in ms. Shorter than the time-out of every function that uses it. */
  readonly tryMs: number;
  /**
   * Bounds of the waits before the second try, the third and so on, in ms: each wait is drawn evenly between 0 and its bound, so that callers which failed
   * together do not come back together ("full jitter": https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
   */
  readonly waitsMs: readonly number[];
  /** Whether throttled calls are made again here; otherwise the caller paces them. */
  readonly repeatsThrottled: boolean;
  /** Operations that must not happen twice: made again only where they never reached AWS. @default none */
  readonly once?: ReadonlySet<string>;
}

/**
 * Connections that nobody used for so long are not used again, in ms: a sandbox that was frozen wakes up with connections that the other side has closed, and
 * a call over one of them fails (https://github.com/aws/aws-sdk-js-v3/issues/1196).
 */
export const idleMs = 5_000;

interface Client {
  readonly send: unknown;
  destroy(): void;
}

interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

type Send = (command: unknown, options?: CallOptions) => Promise<unknown>;

/** The client with the calls of a policy. Gives the same client back. */
export function withPolicy<C extends Client>(client: C, platform: Platform, policy: CallPolicy): C {
  const { clock, random, ids } = platform;
  const attempt = freshConnections(client, clock, limitTime(client, platform, policy.tryMs).send as Send);

  const send: Send = async (given, options = {}) => {
    const command = withRequestToken(given, () => ids.next());
    let isDoubtful = false;
    for (let tries = 0; ; tries++) {
      try {
        return await attempt(command, options);
      } catch (error) {
        const own = isDoubtful && isConditionFailure(error) ? await ownWrite(command, attempt) : undefined;
        if (own !== undefined) return own;
        const bound = policy.waitsMs[tries];
        if (bound === undefined || options.abortSignal?.aborted || !isRepeated(policy, command, error)) throw error;
        if (failureOf(error) === 'unknown') isDoubtful = true;
        await clock.sleep(jitter(random, bound));
      }
    }
  };
  return Object.assign(client, { send });
}

/** Sends over new connections where the last call ended too long ago. */
function freshConnections(client: Client, clock: Platform['clock'], send: Send): Send {
  let underWay = 0;
  let endedAt = clock.now();
  return async (command, options) => {
    if (underWay === 0 && clock.now() - endedAt >= idleMs) client.destroy();
    underWay++;
    try {
      return await send(command, options);
    } finally {
      underWay--;
      endedAt = clock.now();
    }
  };
}

function isRepeated({ repeatsThrottled, once }: CallPolicy, command: unknown, error: unknown): boolean {
  switch (failureOf(error)) {
    case 'throttled':
      return repeatsThrottled;
    case 'unsent':
      return true;
    case 'unknown':
      return !once?.has((command as object).constructor.name.replace(/Command$/, ''));
    case 'answered':
      return false;
  }
}

/** The answer to a write that its own first try has made impossible; undefined where the row is not as this write leaves it. */
async function ownWrite(command: unknown, attempt: Send): Promise<unknown> {
  const write = conditionalWrite(command);
  if (write === undefined) return undefined;
  const { Item } = (await attempt(new GetCommand({ TableName: write.table, Key: { ...write.key }, ConsistentRead: true }))) as Awaited<
    ReturnType<DynamoDBDocumentClient['send']>
  > & { readonly Item?: Record<string, unknown> };
  return write.isIn(Item) ? { $metadata: {}, Attributes: Item } : undefined;
}

/** A wait between 0 and `bound` ms, each as likely. */
export function jitter(random: Random, bound: number): number {
  const drawn = Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32;
  return drawn * bound;
}
