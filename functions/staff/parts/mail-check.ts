import { checkMailSetup, type MailCheck } from '#domain/notice/mail-setup.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { campaignMailFaults } from '#shared/messages/campaign-mails.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { timeLimits } from '../time-limits.ts';

/** Faults that a refusal names; a broken page address alone makes dozens. */
const namedFaults = 5;

/** What keeps notices from going out now: mails that break a rule, and what SES is not set up for. */
export async function checkMail(needs: Pick<Dependencies, 'readMailSetup' | 'page' | 'logger'>): Promise<MailCheck> {
  const { faults, warnings } = await checkSetup(needs);
  return { faults: [...campaignMailFaults(needs.page), ...faults], warnings };
}

async function checkSetup({ readMailSetup, logger }: Pick<Dependencies, 'readMailSetup' | 'logger'>): Promise<MailCheck> {
  try {
    return checkMailSetup(await readMailSetup());
  } catch (error) {
    logger.log(messages.mailSetupUnread, errorFields(error));
    const name = error instanceof Error ? error.name : 'unknown';
    const fault = `the mail setup could not be read (${name}); allowed: an answer of SES within ${timeLimits.mailSetup / 1000} s`;
    return { faults: [fault], warnings: [] };
  }
}

/** Why notices may not go out; undefined where they may. */
export function mailRefusal({ faults }: MailCheck): Refusal | undefined {
  if (faults.length === 0) return undefined;
  const more = faults.length > namedFaults ? [`and ${faults.length - namedFaults} more`] : [];
  const text = `the mails of the campaign may not be sent: ${[...faults.slice(0, namedFaults), ...more].join('; ')}`;
  return { kind: 'mail-check', text };
}
