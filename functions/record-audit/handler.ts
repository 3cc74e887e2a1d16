import { messages } from '#shared/lambda/log-messages.ts';
import { type StreamChange, streamHandler } from '#shared/lambda/stream.ts';
import type { Dependencies } from './dependencies.ts';
import { accountFact, campaignFact, stepFact } from './fact.ts';

/** Writes every change of a campaign's or an account's state, and what staff say of steps, into the audit log. */
export function makeHandler({ accountsTable, stepsTable, audit, logger }: Dependencies) {
  const factOf = (change: StreamChange) =>
    change.table === accountsTable ? accountFact(change) : change.table === stepsTable ? stepFact(change) : campaignFact(change);
  return streamHandler(logger, async (changes) => {
    const facts = changes.flatMap(factOf);
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
