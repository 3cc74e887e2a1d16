import { factorAt, type Hold, type MailRate, pacedPerSecond, trustedPerSecond } from './mail-rate.ts';
import { leftOfDay } from './mail-shares.ts';
import { slotAt } from './pacing.ts';

/** What the notices of a campaign are judged by. */
interface Situation {
  readonly rate: MailRate;
  /** Why they, or all notices, are held. */
  readonly hold: Hold | undefined;
  readonly nowMs: number;
  /** Share (0 to 0.5) of rate and daily quota that is kept for the customer's other mail. */
  readonly reserve: number;
}

/** One thing that can limit notices: either a rate that somebody set or worked out, or a condition. */
interface LimitRecord {
  /** What limits them, as the end of a sentence for staff. */
  readonly text: string;
  /** What its metric counts. */
  readonly counts: string;
  /** Whether no notice goes out meanwhile. @default false */
  readonly stops?: true;
  /** Notices a second that it allows; undefined where it is not set. */
  readonly perSecond?: (rate: MailRate) => number | undefined;
  readonly applies?: (situation: Situation) => boolean;
}

/** Every limit, in the order in which they are looked at: the first that applies is the one that binds. Of the rates, only the lowest is looked at. */
export const limits = {
  paused: {
    text: 'a person, who paused them',
    counts: 'minutes in which a person had paused a live campaign',
    stops: true,
    applies: ({ rate, hold }) => (rate.pausedFor ?? hold) === 'person',
  },
  canary: {
    text: 'the first notices: the others wait until a commander lets them go on',
    counts: 'minutes in which a live campaign waited after its first notices',
    stops: true,
    applies: ({ rate, hold }) => (rate.pausedFor ?? hold) === 'canary',
  },
  guard: {
    text: 'the guard, because of bounces or complaints; somebody has to let them go on',
    counts: 'minutes in which the guard had paused a live campaign',
    stops: true,
    applies: ({ rate, hold }) => (rate.pausedFor ?? hold) !== undefined,
  },
  /** It was never read, or so long ago that it is not trusted. */
  unknown: {
    text: 'the quota of SES, which is not known',
    counts: 'minutes in which a live campaign sent nothing because the quota was not known',
    stops: true,
    applies: ({ rate, nowMs }) => trustedPerSecond(rate, nowMs) === 0,
  },
  /** Used up to less than two seconds' worth, as what is under way cannot be seen. */
  daily: {
    text: 'the daily quota of SES',
    counts: 'minutes in which the daily quota of SES held a live campaign',
    applies: ({ rate, nowMs, reserve }) => leftOfDay(rate, reserve).notices <= 2 * pacedPerSecond(rate, slotAt(nowMs)),
  },
  stopped: {
    text: 'SES, which refuses our mail',
    counts: 'minutes in which a live campaign waited because SES refuses our mail',
    stops: true,
    applies: ({ rate }) => rate.noticesStop !== undefined,
  },
  ceiling: {
    text: 'the ceiling that a commander set',
    counts: "minutes in which the commander's ceiling limited a live campaign",
    perSecond: (rate) => rate.ceiling,
  },
  recovery: {
    text: 'what Cognito carries in recoveries, going by how many holders come',
    counts: 'minutes in which the recoveries that Cognito carries limited a live campaign',
    perSecond: (rate) => rate.recoveryPerSecond,
  },
  helpdesk: {
    text: 'the calls that the helpdesk takes',
    counts: 'minutes in which the calls that the helpdesk takes limited a live campaign',
    perSecond: (rate) => rate.helpdeskPerSecond,
  },
  /** SES throttled, or its quota was read over a minute ago. */
  throttled: {
    text: 'SES, which throttles: the rate comes back by itself',
    counts: 'minutes in which SES throttled and a live campaign went slower than the rate',
    applies: ({ rate, nowMs }) => trustedPerSecond(rate, nowMs) < (rate.perSecond ?? 0) || factorAt(rate, nowMs) < 1,
  },
  rate: {
    text: 'the sending rate of SES',
    counts: 'minutes in which the SES rate limited a live campaign',
    applies: () => true,
  },
} as const satisfies Readonly<Record<string, LimitRecord>>;

/** One of {@link limits}. */
export type Limit = keyof typeof limits;

const inOrder = (): readonly (readonly [Limit, LimitRecord])[] => Object.entries(limits) as [Limit, LimitRecord][];

/** The lowest of the rates that are not those of SES, in notices a second; infinite, with `limit` undefined, where none is set. */
export function slowestOf(rate: MailRate): { readonly limit?: Limit; readonly perSecond: number } {
  return inOrder()
    .map(([limit, { perSecond }]) => ({ limit, perSecond: perSecond?.(rate) ?? Number.POSITIVE_INFINITY }))
    .reduce((slowest, each) => (each.perSecond < slowest.perSecond ? each : slowest), { perSecond: Number.POSITIVE_INFINITY });
}

/** The limit that binds the notices of a campaign now. */
export function limitOf(rate: MailRate, hold: Hold | undefined, nowMs: number, reserve: number): Limit {
  const slowest = slowestOf(rate);
  const binds = slowest.perSecond < pacedPerSecond(rate, slotAt(nowMs)) ? slowest.limit : undefined;
  const first = inOrder().find(([limit, { applies }]) => limit === binds || applies?.({ rate, hold, nowMs, reserve }));
  return first?.[0] ?? 'rate';
}

/** Whether no notice goes out while this limit binds. */
export function stops(limit: Limit): boolean {
  return 'stops' in limits[limit];
}
