import type { Counted } from '#shared/aws/progress.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { type StreamChange, streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';

/** Counts changes of accounts and notices: one write a lane and batch, and now and then a snapshot for the chart. */
export function makeHandler({ accountsTable, progress, snapshots, logger }: Dependencies) {
  return streamHandler(logger, async (changes) => {
    const lanes = Map.groupBy(changes, ({ table, pk }) => `${table === accountsTable ? 'accounts' : 'notices'}#${pk}`);
    await Promise.all(
      [...lanes].map(([key, ofLane]) => {
        const [counted, campaignId, lane] = key.split('#') as [Counted, string, string];
        return progress.count(campaignId, counted, lane, ofLane.map(toRowChange));
      }),
    );
    await snapshots(new Set(changes.map(({ pk }) => pk.split('#')[0] ?? '')));
    logger.log(messages.progressCounted, { changes: changes.length });
  });
}

function toRowChange({ sequence, before, after }: StreamChange) {
  return { sequence, before: before?.('state') as string | undefined, after: after?.('state') as string | undefined };
}
