/**
 * How the SES rate and its rolling 24 hours are divided. A share of the rate that is not used is lent to the others; so is one of the day, as far
 * as it cannot be wanted later.
 */

/** Notices with reminders and mails to contacts; codes with the mails that confirm a recovery; other mail of the customer's AWS account. */
export type MailUser = 'notices' | 'codes' | 'other';

/** A share for each user: 0 to 1, together 1. */
export type Shares = Readonly<Record<MailUser, number>>;

/** Codes' part of the rate that the customer's other mail leaves: two recoveries a second with their confirmations, beside notices at 14 a second. */
const codesOfRate = 1 / 3;

/** The same of the day: notices bring 9 % of their holders within a day, each with two mails. */
const codesOfDay = 2 / 9;

/** Part of the codes' day that is kept for whoever types a reference, and for confirmations. */
const referredOfCodes = 0.5;

/**
 * The shares of rate and day.
 * @param reserve what is kept for the customer's other mail, 0 to 0.5
 */
export function sharesOf(reserve: number): { readonly rate: Shares; readonly day: Shares } {
  const of = (codes: number): Shares => ({ other: reserve, codes: (1 - reserve) * codes, notices: (1 - reserve) * (1 - codes) });
  return { rate: of(codesOfRate), day: of(codesOfDay) };
}

/** Mails that the rolling day still takes, when the quota was read: 0 and above, infinite where there is no daily quota. */
export interface LeftOfDay extends Shares {
  /** Of those for codes: what is left for codes that were asked for without a reference. */
  readonly plain: number;
}

/** How much SES takes in any 24 hours, and how much of that it has taken. */
export interface DayQuota {
  /** Recipients in any 24 hours; -1 for no limit. */
  readonly perDay: number;
  /** Recipients in the last 24 hours, when the quota was read. */
  readonly sentLastDay: number;
}

/** How much of the rolling day each has used, and how much of it notices still need. */
export interface DayUse extends Partial<DayQuota> {
  /** Notices, and mails of recoveries, in the last 24 hours; of those that are older, some more until the next minute. */
  readonly noticesLastDay?: number;
  readonly codesLastDay?: number;
  /** Of those mails of recoveries: codes that were asked for without a reference. */
  readonly plainLastDay?: number;
  /** Notices that are to be sent and may go, of all campaigns, as of the last minute. */
  readonly noticesToSend?: number;
}

/**
 * What is left of the rolling day for each. Nobody takes what another one has not used of its own share; of the notices' share no more is kept than
 * there are notices to send.
 */
export function leftOfDay(used: DayUse, reserve: number): LeftOfDay {
  const { perDay = -1, sentLastDay = 0, noticesLastDay = 0, codesLastDay = 0, plainLastDay = 0, noticesToSend = 0 } = used;
  if (perDay < 0) return unlimited;
  const { day } = sharesOf(reserve);
  const unused = (share: number, used: number) => Math.max(0, Math.round(share * perDay) - used);
  const kept = {
    notices: Math.min(noticesToSend, unused(day.notices, noticesLastDay)),
    codes: unused(day.codes, codesLastDay),
    other: unused(day.other, Math.max(0, sentLastDay - noticesLastDay - codesLastDay)),
  };
  const left = (...keeping: readonly number[]) =>
    Math.max(0, Math.floor(keeping.reduce((rest, each) => rest - each, perDay - sentLastDay)));
  return {
    notices: left(kept.codes, kept.other),
    codes: left(kept.notices, kept.other),
    other: left(kept.notices, kept.codes),
    plain: left(kept.notices, kept.other, unused(referredOfCodes * day.codes, codesLastDay - plainLastDay)),
  };
}

const unlimited: LeftOfDay = {
  notices: Number.POSITIVE_INFINITY,
  codes: Number.POSITIVE_INFINITY,
  other: Number.POSITIVE_INFINITY,
  plain: Number.POSITIVE_INFINITY,
};
