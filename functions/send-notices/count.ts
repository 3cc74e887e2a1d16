import type { Dependencies } from './dependencies.ts';
import type { SenderState } from './state.ts';

/** Notices to one domain between two counts from which on they are counted by domain: to a smaller one three delays are many. */
const largeDomain = 10;

/** Counts what SES accepted since the last time: for the guard, and for the rolling day. What a crash leaves uncounted makes the guard stricter. */
export async function countSent({ controls, hours, backOff }: Dependencies, state: SenderState): Promise<void> {
  const { uncounted, toDomains, lease } = state;
  if (uncounted === 0) return;
  state.uncounted = 0;
  await controls.countSent(lease.campaignId, uncounted);
  await hours.countSent(uncounted);
  const large = [...toDomains].filter(([, notices]) => notices >= largeDomain);
  toDomains.clear();
  await Promise.all(large.map(([domain, notices]) => backOff.countSent(domain, notices)));
}
