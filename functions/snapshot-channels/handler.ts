import middy from '@middy/core';
import { shardPrefixes } from '#domain/plan/plan.ts';
import type { ShardMark } from '#shared/aws/account/channels.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { snapshotShard } from './shard.ts';

/** A shard is looked at once in a night: again no sooner than this after the last time, in ms. */
const restMs = 20 * 3_600_000;

/**
 * Woken every quarter of an hour in the night. Looks at the shards of the directory that are due, longest ago first, until its time runs out; the next
 * call goes on where it was left. A call that finds nothing due ends with one read.
 */
export function makeHandler(dependencies: Dependencies) {
  const { channels, clock, logger } = dependencies;
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async (_, context) => {
    const due = dueShards(await channels.marks(), clock.now());
    for (const mark of due) {
      if (!(await snapshotShard(dependencies, mark, () => context.getRemainingTimeInMillis()))) return;
    }
    if (due.length > 0) logger.log(messages.channelsSeen, { shards: due.length });
  });
}

function dueShards(marks: readonly ShardMark[], nowMs: number): readonly ShardMark[] {
  const known = new Map(marks.map((mark) => [mark.prefix, mark]));
  return shardPrefixes
    .map((prefix) => known.get(prefix) ?? { prefix, markedAt: 0, doneAt: 0 })
    .filter(({ doneAt }) => doneAt <= nowMs - restMs)
    .sort((a, b) => a.doneAt - b.doneAt);
}
