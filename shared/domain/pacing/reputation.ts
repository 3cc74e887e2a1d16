/** What has become of mails, as far as the reputation guard looks at it. */
export interface MailFates {
  /** Mails that SES accepted. */
  readonly sent?: number;
  /** Of them, those that bounced for good. */
  readonly bounced?: number;
  /** Of them, those that were marked as spam. */
  readonly complained?: number;
}

/** Shares (0 to 1) that the guard does not let pass. */
export interface GuardLimits {
  readonly bounces: number;
  readonly complaints: number;
}

/** What the guard has seen, and from how many on it would pause after as many mails. */
export interface GuardView extends Required<MailFates> {
  readonly pausesAt: { readonly bounces: number; readonly complaints: number };
}

/** Mails below which the guard gives no verdict: AWS, too, judges a "representative volume" (Amazon SES Developer Guide, "Reputation metrics messages"). */
export const representative = 1_000;

/** Confidence of each verdict: a share that is exactly at its limit is taken for a greater one in at most one of a hundred checks. */
export const confidence = 0.99;

/**
 * Whether the guard pauses: before AWS reviews an account, at 5 % bounces or 0.1 % complaints, and long before it stops its sending, at 10 % and 0.5 %
 * (Amazon SES Developer Guide, "Reputation metrics messages"). A limit is passed where the lower bound of the share (Clopper and Pearson's, one-sided,
 * at {@link confidence}) is above it, so one complaint among a few thousand mails says nothing yet.
 */
export function guardVerdict({ sent = 0, bounced = 0, complained = 0 }: MailFates, limits: GuardLimits): keyof GuardLimits | undefined {
  if (sent < representative) return undefined;
  if (isShareAbove(limits.bounces, bounced, sent)) return 'bounces';
  return isShareAbove(limits.complaints, complained, sent) ? 'complaints' : undefined;
}

/** What the guard has seen, and how many bounces or complaints would make it pause. Where too few mails were sent, the latter is for {@link representative} mails. */
export function guardView({ sent = 0, bounced = 0, complained = 0 }: MailFates, limits: GuardLimits): GuardView {
  const of = Math.max(sent, representative);
  const pausesAt = { bounces: fewestAbove(limits.bounces, of), complaints: fewestAbove(limits.complaints, of) };
  return { sent, bounced, complained, pausesAt };
}

/** Whether `count` of `sent` shows, at {@link confidence}, a share above this one. */
export function isShareAbove(share: number, count: number, sent: number): boolean {
  return count > share * sent && chanceOfAtLeast(count, sent, share) <= 1 - confidence;
}

/** The least count of `sent` that shows a share above this one. */
function fewestAbove(share: number, sent: number): number {
  let count = Math.floor(share * sent) + 1;
  while (!isShareAbove(share, count, sent)) count++;
  return count;
}

/** How likely `least` or more of `sent` are, where each is so with the chance `share` and `least` is more than expected: terms then only get smaller. */
function chanceOfAtLeast(least: number, sent: number, share: number): number {
  const ways = logFactorial(sent) - logFactorial(least) - logFactorial(sent - least);
  let term = Math.exp(ways + least * Math.log(share) + (sent - least) * Math.log1p(-share));
  let sum = 0;
  for (let count = least; count <= sent && term > sum * 1e-9; count++) {
    sum += term;
    term *= ((sent - count) / (count + 1)) * (share / (1 - share));
  }
  return sum;
}

/** Stirling's series, right to a thousandth for 1 and better above. */
function logFactorial(n: number): number {
  return n === 0 ? 0 : n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}
