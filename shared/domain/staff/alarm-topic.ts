/** Somebody, or something, that the alarms are subscribed for. */
export interface Subscriber {
  /** As SNS names it: `email`, `sms`, `https`, `lambda`, … */
  readonly protocol: string;
  /** A mail address, or where else it goes. */
  readonly endpoint: string;
  /** Whether whoever reads there said yes. Until then SNS sends nothing. */
  readonly confirmed: boolean;
}

/** Whether somebody hears the alarms. */
export type Hearing =
  | 'heard'
  /** Some are confirmed, others are not. */
  | 'partly'
  /** There are subscribers, of whom none is confirmed. */
  | 'unconfirmed'
  | 'nobody'
  /** SNS did not say. */
  | 'unknown';

/** Whether these hear the alarms; `undefined`: they could not be read. */
export function hearingOf(subscribers: readonly Subscriber[] | undefined): Hearing {
  if (subscribers === undefined) return 'unknown';
  if (subscribers.length === 0) return 'nobody';
  const confirmed = subscribers.filter((each) => each.confirmed).length;
  if (confirmed === 0) return 'unconfirmed';
  return confirmed === subscribers.length ? 'heard' : 'partly';
}

/** How long after a test of the alarms the next one is possible, in ms: until then the alarm may still be on, and would tell nobody again. */
export const testApartMs = 10 * 60_000;

/** Number of the ten minutes that a test is given in. Two people can order one test in it, whoever comes first. */
export function testSlot(nowMs: number): number {
  return Math.floor(nowMs / testApartMs);
}
