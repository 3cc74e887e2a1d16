import { messages } from '#shared/lambda/log-messages.ts';
import { streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';
import { accountFact, campaignFact, type LaneFact } from './fact.ts';

/** Writes every change of a campaign's or an account's state into the audit log. */
export function makeHandler({ accountsTable, audit, logger }: Dependencies) {
  return streamHandler(logger, async (changes) => {
    const facts = changes.flatMap((change): readonly LaneFact[] =>
      change.table === accountsTable ? accountFact(change) : campaignFact(change),
    );
    const lanes = Map.groupBy(facts, ({ lane }) => lane);
    await Promise.all(
      [...lanes].map(([lane, ofLane]) =>
        audit.append(
          lane,
          ofLane.map(({ fact }) => fact),
        ),
      ),
    );
    logger.log(messages.auditAppended, { changes: facts.length });
  });
}
