import type { RowChange } from '#domain/progress/lane-counter.ts';
import { type Counted, countsOf } from '#domain/progress/progress.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { isByHand, type StreamChange, streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';

/** Counts changes of accounts, notices and steps: one write a lane and batch, and now and then a snapshot for the chart. */
export function makeHandler({ accountsTable, stepsTable, progress, snapshots, logger, metrics }: Dependencies) {
  const countedIn = (table: string): Counted => (table === accountsTable ? 'accounts' : table === stepsTable ? 'steps' : 'notices');
  return streamHandler(logger, async (changes) => {
    const lanes = Map.groupBy(changes, ({ table, pk }) => `${countedIn(table)}#${pk}`);
    await Promise.all(
      [...lanes].map(([key, ofLane]) => {
        const [counted, campaignId, lane] = key.split('#') as [Counted, string, string];
        return progress.count({ campaignId, counted, lane: Number(lane) }, ofLane.map(toRowChange));
      }),
    );
    for (const { table, pk } of changes.filter(isByHand)) {
      // Of the other tables the audit log has an entry.
      if (countedIn(table) !== 'notices') continue;
      const [campaignId = '', lane] = pk.split('#');
      logger.log(messages.noticeChangedByHand, { campaignId, lane: Number(lane) });
      metrics.count('Row::ChangedByHand');
    }
    await snapshots(new Set(changes.map(({ pk }) => pk.split('#')[0] ?? '')));
  });
}

function toRowChange({ id, atMs, sk, versions, before, after }: StreamChange): RowChange {
  return { id, atMs, row: sk, versions, before: before ? countsOf(before) : [], after: after ? countsOf(after) : [] };
}
