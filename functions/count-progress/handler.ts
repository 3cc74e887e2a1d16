import { stepCounter } from '#domain/next-channel.ts';
import { noticeCounter, type RowChange } from '#domain/progress.ts';
import { sweepCounter } from '#domain/sweep.ts';
import type { Counted } from '#shared/aws/progress.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { type Image, type StreamChange, streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';

/** Counts changes of accounts, notices and steps: one write a lane and batch, and now and then a snapshot for the chart. */
export function makeHandler({ accountsTable, stepsTable, progress, snapshots, logger }: Dependencies) {
  const countedIn = (table: string): Counted => (table === accountsTable ? 'accounts' : table === stepsTable ? 'steps' : 'notices');
  return streamHandler(logger, async (changes) => {
    const lanes = Map.groupBy(changes, ({ table, pk }) => `${countedIn(table)}#${pk}`);
    await Promise.all(
      [...lanes].map(([key, ofLane]) => {
        const [counted, campaignId, lane] = key.split('#') as [Counted, string, string];
        return progress.count(campaignId, counted, lane, ofLane.flatMap(toRowChanges));
      }),
    );
    await snapshots(new Set(changes.map(({ pk }) => pk.split('#')[0] ?? '')));
    logger.log(messages.progressCounted, { changes: changes.length });
  });
}

/** A row counts by its state and, where the sweep is for it, by how far that is. */
function toRowChanges({ sequence, before, after }: StreamChange): readonly RowChange[] {
  return [stateOf, sweepOf].map((counts) => ({ sequence, before: before && counts(before), after: after && counts(after) }));
}

function stateOf(row: Image): string | undefined {
  const state = row('state') as string | undefined;
  const channel = row('channel');
  if (state !== undefined && typeof channel === 'string') return stepCounter(channel, state, row('outcome') as string | undefined);
  return state && noticeCounter(state, row('mail') as string | undefined);
}

function sweepOf(row: Image): string | undefined {
  const names = ['cohort', 'sweep', 'swept', 'sweepRefused'];
  return row('cohort') === undefined ? undefined : sweepCounter(Object.fromEntries(names.map((name) => [name, row(name)])));
}
