import * as messages from '#shared/lambda/log-messages.ts';
import { streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';
import { factsOf } from './fact.ts';

/** Writes every change of a campaign's or an account's state, and what staff say of steps, into the audit log. */
export function makeHandler({ audit, logger, metrics, ...tables }: Dependencies) {
  return streamHandler(logger, async (changes) => {
    const facts = changes.flatMap((change) => factsOf(tables, change));
    const lanes = Map.groupBy(facts, ({ lane }) => lane);
    await Promise.all(
      [...lanes].map(async ([lane, ofLane]) => {
        const appended = await audit.append(
          lane,
          ofLane.map(({ fact }) => fact),
        );
        for (const { byHand, subject, campaignId } of appended) {
          if (byHand !== true) continue;
          logger.log(messages.changedByHand, { subject, campaignId });
          metrics.count('Row::ChangedByHand');
        }
      }),
    );
  });
}
