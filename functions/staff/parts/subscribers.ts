import type { Subscriber } from '#domain/staff/alarm-topic.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';

/** Who is subscribed to the topic of the alarms; undefined where SNS does not say. */
export async function readSubscribers({
  readSubscribers: read,
  logger,
}: Pick<Dependencies, 'readSubscribers' | 'logger'>): Promise<readonly Subscriber[] | undefined> {
  try {
    return await read();
  } catch (error) {
    logger.log(messages.subscribersUnread, errorFields(error));
    return undefined;
  }
}
