import { checkMailSetup, type MailCheck } from '#domain/notice/mail-setup.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { campaignMailFaults } from '#shared/messages/campaign-mails.ts';
import type { Dependencies } from './dependencies.ts';
import type { Refusal } from './faces/refusal.ts';
import { mailSetupLimitMs } from './time-limits.ts';

/** Faults that a refusal names; a broken page address alone makes dozens. */
const namedFaults = 5;

/** Gives what keeps notices from going out now: mails that break a rule, and what SES is not set up for. */
export function makeCheckMail({ readMailSetup, page, logger }: Pick<Dependencies, 'readMailSetup' | 'page' | 'logger'>) {
  const checkSetup = async (): Promise<MailCheck> => {
    try {
      return checkMailSetup(await readMailSetup());
    } catch (error) {
      logger.log(messages.mailSetupUnread, errorFields(error));
      const name = error instanceof Error ? error.name : 'unknown';
      const fault = `the mail setup could not be read (${name}); allowed: an answer of SES within ${mailSetupLimitMs / 1000} s`;
      return { faults: [fault], warnings: [] };
    }
  };
  return async (): Promise<MailCheck> => {
    const { faults, warnings } = await checkSetup();
    return { faults: [...campaignMailFaults(page), ...faults], warnings };
  };
}

/** Why notices may not go out; undefined where they may. */
export function mailRefusal({ faults }: MailCheck): Refusal | undefined {
  if (faults.length === 0) return undefined;
  const more = faults.length > namedFaults ? [`and ${faults.length - namedFaults} more`] : [];
  const text = `the mails of the campaign may not be sent: ${[...faults.slice(0, namedFaults), ...more].join('; ')}`;
  return { reason: 'conflict', text };
}
