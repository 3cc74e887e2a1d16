import { detachedTriggers, type PoolSettings } from '#domain/pool/pool.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** The triggers of the directory that do not lead to the gate; told to operators, as whoever is contained may get in past them. */
export function findDetached({ gateArn, logger, metrics }: Dependencies, pool: PoolSettings): readonly string[] {
  const detached = detachedTriggers(pool, gateArn);
  metrics.count('Gate::Detached', detached.length);
  if (detached.length > 0) logger.log(messages.gateDetached, { triggers: detached.join(', ') });
  return detached;
}
