import type { MailRate } from '#domain/pacing/mail-rate.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** The rate as it stands, after reading the quota where it is time for that. A quota that cannot be read grows old, and is then used less. */
export async function freshRate({ rates, mailer, logger }: Dependencies): Promise<MailRate> {
  try {
    return await rates.refreshed(mailer.quota);
  } catch (error) {
    logger.log(messages.quotaUnread, errorFields(error));
    return rates.get();
  }
}
