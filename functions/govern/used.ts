import { codeWay, unaskedCodes } from '#domain/recovery/code-limit.ts';
import { unaskedKey } from '#shared/aws/mail/code-way.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Keeps what notices and codes used of the last 24 hours, and tells where codes are not given out to everybody as usual. */
export async function keepUsed(dependencies: Dependencies, noticesToSend: number): Promise<void> {
  const { rates, hours, buckets, reserve, clock, metrics, logger } = dependencies;
  const counted = await hours.last();
  const sum = (name: 'sent' | 'codes' | 'plain') => counted.reduce((total, hour) => total + hour[name], 0);
  await rates.setUsed({ noticesLastDay: sum('sent'), codesLastDay: sum('codes'), plainLastDay: sum('plain'), noticesToSend });
  const [rate, refilledAt] = await Promise.all([rates.get(), buckets.refilledAt(unaskedKey)]);
  const way = codeWay(rate, refilledAt, reserve, clock.now());
  if (way === 'open') return;
  logger.log(messages.floodSeen, { way, unasked: unaskedCodes(rate, refilledAt, reserve, clock.now()) });
  metrics.count('Flood::Seen');
}
