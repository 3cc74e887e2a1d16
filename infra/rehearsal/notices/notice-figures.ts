import type { Faults } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';
import { type NoticeStage, type NoticesOptions, type SesTrace, stageNotices } from './notices.ts';

/** How well a mail rate was used. */
export interface RateFigures {
  /** Accepted recipients over what the whole SES rate allows, the reserve lent; from 3 s after the first until 95 % are sent. */
  readonly utilisation: number;
  /** Throttled recipients over all attempts. */
  readonly throttledShare: number;
  /** Most attempts to arrive in one second of the clock, over the rate. */
  readonly peakOneSecondShare: number;
  /** Notices of which SES accepted no mail. */
  readonly lost: number;
  /** Mails that SES accepted beyond one for each notice. */
  readonly duplicates: number;
}

/** Senders take this long to start, in ms, once a campaign. */
const startMs = 3_000;

/** Share of the notices until whose acceptance the rate is measured: then the last ones run out, lane by lane. */
const measuredShare = 0.95;

/** Sends all notices at one quota and says how well it was used. `onMeasured` is called when the last ones are all that is left. */
export async function useRate(options: NoticesOptions, onMeasured: () => void = () => undefined): Promise<RateFigures> {
  const { notices, quotaPerSecond } = options;
  const stage = await stageNotices(options);
  await stage.untilAccepted(Math.floor(measuredShare * notices), 4_000 * (notices / quotaPerSecond) + 600_000);
  onMeasured();
  const { accepted } = stage.trace;
  const [from, to] = [(accepted[0] ?? 0) + startMs, accepted.at(-1) ?? 0];
  const counted = accepted.filter((atMs) => atMs >= from).length;
  await stage.until(() => stage.trace.byAccount.size >= notices, 7_200_000, 1_000).catch(() => undefined);
  await stage.pass(60_000);
  stage.simulator.stop();
  const utilisation = counted / (((to - from) / 1000) * quotaPerSecond);
  return { utilisation, ...seenBySes(stage.trace, notices, quotaPerSecond) };
}

/** What one SES saw of `planned` mails at a rate. */
export function seenBySes(
  { accepted, throttled, byAccount }: SesTrace,
  planned: number,
  perSecond: number,
): Omit<RateFigures, 'utilisation'> {
  const seconds = new Map<number, number>();
  for (const atMs of [...accepted, ...throttled]) {
    const second = Math.floor(atMs / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return {
    throttledShare: throttled.length / (accepted.length + throttled.length),
    peakOneSecondShare: [...seconds.values()].reduce((most, count) => Math.max(most, count), 0) / perSecond,
    lost: planned - byAccount.size,
    duplicates: accepted.length - byAccount.size,
  };
}

/** Lets a campaign run and changes the quota at an instant that the seed draws, anywhere between two readings of it. */
async function changeQuota(from: number, to: number, options: Omit<NoticesOptions, 'notices' | 'quotaPerSecond'>): Promise<NoticeStage> {
  const { seed = 1 } = options;
  const stage = await stageNotices({ ...options, quotaPerSecond: from, notices: 20 * from + 25 * to });
  await stage.untilAccepted(3 * from, 60_000);
  await stage.pass(new Random(seed).fork('change').next() * 15_000);
  stage.simulator.services.ses.setQuota({ maxSendRate: to });
  return stage;
}

/** Doubles a quota of 60 a second; gives the seconds until 95 % of the new one is used, over two seconds. */
export async function raiseQuota(options: Omit<NoticesOptions, 'notices' | 'quotaPerSecond'>): Promise<number> {
  const to = 120;
  const stage = await changeQuota(60, to, options);
  const changedAt = stage.world.clock.now();
  const windowMs = 2_000;
  const isUsed = () => {
    const now = stage.world.clock.now();
    const recent = stage.trace.accepted.slice(-3 * to).filter((atMs) => atMs > now - windowMs).length;
    return now - changedAt >= windowMs && recent >= (0.95 * to * windowMs) / 1000;
  };
  await stage.until(isUsed, 60_000, 250);
  stage.simulator.stop();
  return (stage.world.clock.now() - changedAt) / 1000;
}

/** Halves a quota of 120 a second; gives the seconds from the first throttle to the end of the last second with more than 103 % of the new rate. */
export async function cutQuota(options: Omit<NoticesOptions, 'notices' | 'quotaPerSecond'>): Promise<number> {
  const to = 60;
  const stage = await changeQuota(120, to, options);
  await stage.pass(20_000);
  stage.simulator.stop();
  const { accepted, throttled } = stage.trace;
  const first = throttled[0];
  if (first === undefined) return 0;
  const attempts = [...accepted, ...throttled].sort((a, b) => a - b);
  const allowed = Math.floor(1.03 * to);
  const over = attempts.filter((atMs, index) => atMs > first && atMs - (attempts[index - allowed] ?? Number.NEGATIVE_INFINITY) < 1_000);
  return Math.max(0, (over.at(-1) ?? first) - first) / 1000;
}

/** What killing senders at random awaits came to. */
export interface CrashFigures extends RateFigures {
  /** Senders killed. */
  readonly killed: number;
  readonly duplicatesPerMillion: number;
}

/** Calls that one of three senders makes for a slot at 200 a second, each with a place to die before and after its effect. */
const placesPerSlot = 2 * 85;

/** Sends notices at 200 a second while of all slots that a sender claims one in a hundred is its last: it dies at one of its next awaits. The last notices are sent without. */
export async function crashSenders(options: Omit<NoticesOptions, 'quotaPerSecond' | 'faults'>, share = 0.01): Promise<CrashFigures> {
  const random = new Random(options.seed ?? 1).fork('crashes');
  const deaths = { count: 0, over: false };
  const faults: Faults = {
    at: ({ caller }) => {
      if (deaths.over || !caller.startsWith('sendnotices') || !random.chance(share / placesPerSlot)) return undefined;
      deaths.count++;
      return { kind: 'crash' };
    },
  };
  const end = () => {
    deaths.over = true;
  };
  const figures = await useRate({ ...options, quotaPerSecond: 200, faults }, end);
  return { ...figures, killed: deaths.count, duplicatesPerMillion: (figures.duplicates / options.notices) * 1e6 };
}
