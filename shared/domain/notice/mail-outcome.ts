/**
 * What SES's answers to a mail are about: one recipient, or us. Only what is proven to be about one recipient settles a mail; whatever is not known counts
 * as about us, and everything waits.
 */

/** An answer of SES that refuses a mail. */
export interface MailRefusal {
  readonly kind: 'refused';
  /** The status of a bulk entry, or the name of an exception. */
  readonly status: string;
  /**
   * `us`: identity, configuration set, account, quota, template, permission, or nothing that we know. `unclear`: a value of the request, which may be the
   * recipient's address or data, or what all mails have in common.
   */
  readonly about: 'us' | 'unclear';
}

/**
 * What became of a mail. `throttled`: the rate was exceeded, or a moment's trouble: wait less than a second; `refused`: SES did not take it;
 * `unanswered`: nobody knows.
 */
export type MailOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'throttled' | 'unanswered' }
  | MailRefusal;

/** Statuses and exceptions that name a value of the request (SESv2 API, `BulkEmailEntryResult` and the errors of `SendEmail`). */
const unclear: ReadonlySet<string> = new Set(['INVALID_PARAMETER', 'INVALID_PARAMETER_VALUE', 'BadRequestException']);

/** The outcome that the result of one bulk entry stands for. */
export function outcomeOfEntry(
  result: { readonly Status?: string | undefined; readonly MessageId?: string | undefined } = {},
): MailOutcome {
  const { Status, MessageId = '' } = result;
  if (Status === undefined) return { kind: 'unanswered' };
  if (Status === 'SUCCESS') return { kind: 'sent', messageId: MessageId };
  if (Status === 'ACCOUNT_THROTTLED' || Status === 'TRANSIENT_FAILURE') return { kind: 'throttled' };
  return refusal(Status);
}

/**
 * The outcome that an error of a call stands for. Where SES itself failed, or nothing of it was heard, nobody knows. Two limits share one exception; its
 * message tells them apart.
 */
export function outcomeOfError(error: unknown): MailOutcome {
  if (!(error instanceof Error) || !isAnswer(error)) return { kind: 'unanswered' };
  const { name, message } = error;
  if (name !== 'TooManyRequestsException' && name !== 'ThrottlingException') return refusal(name);
  return /daily/i.test(message) ? refusal('ACCOUNT_DAILY_QUOTA_EXCEEDED') : { kind: 'throttled' };
}

/** Whether an error is AWS's answer that it did not do what was asked: the SDK's exceptions say whose fault they are, errors of the network do not. */
export function isAnswer(error: Error): boolean {
  return '$fault' in error && error.$fault === 'client';
}

function refusal(status: string): MailRefusal {
  return { kind: 'refused', status, about: unclear.has(status) ? 'unclear' : 'us' };
}

/**
 * What becomes of a refused mail. `reject`: it is settled; `alone`: it is tried again in a call of its own; `compare`: it was alone, and whether others with
 * the same text went out decides; `put-aside`: it waits a while, as others went out; `stop`: it waits a while, and so does everything else.
 */
export type Verdict = 'reject' | 'alone' | 'compare' | 'put-aside' | 'stop';

/** The verdict on a refusal by its own call. @param call how many mails were in it, and how many of them SES took */
export function verdictOn({ about }: MailRefusal, call: { readonly mails: number; readonly taken: number }): Verdict {
  if (about === 'us') return call.taken > 0 ? 'put-aside' : 'stop';
  if (call.taken > 0) return 'reject';
  return call.mails > 1 ? 'alone' : 'compare';
}

/** Refusals after which a mail whose call is refused once more, while others with its text go out, is settled: for two and a half minutes it was put aside. */
const enoughRefusals = 4;

/** What the verdict on a mail that was refused alone rests on, beside the answer. */
export interface Alone {
  readonly address: string;
  /** How often it was refused before. */
  readonly refusals: number;
  /** Whether SES took a mail with the same text in the same half second. */
  readonly isTextTaken: boolean;
  /** Whether SES refuses other mail too. */
  readonly isStopped: boolean;
}

/**
 * The verdict on a mail that was refused alone. A bulk entry's status is about the entry, where its text goes out; an exception is about the call, so that
 * one says it for a while. Where no other mail had the text, an unusual address stops nobody: it is settled after some refusals, none of them while SES
 * refuses others too.
 */
export function verdictAlone({ status }: MailRefusal, { address, refusals, isTextTaken, isStopped }: Alone): Verdict {
  const isEnough = refusals >= enoughRefusals;
  if (isTextTaken) return status.startsWith('INVALID_PARAMETER') || isEnough ? 'reject' : 'put-aside';
  if (isPlainAddress(address)) return 'stop';
  return isEnough && !isStopped ? 'reject' : 'put-aside';
}

/** How long a mail that was refused so many times waits, in ms: from ten seconds on, twice as long each time, to an hour. */
export function putAsideMs(refusals: number): number {
  return Math.min(3_600_000, 10_000 * 2 ** refusals);
}

/** What is known of an address to which SES refused mails that are sent one by one, as those of recoveries are. */
export interface RefusedMail {
  readonly refusals: number;
  /** When it was refused first, in ms since 1970. */
  readonly since: number;
  /** Until when it is not tried again, in ms since 1970. */
  readonly until: number;
}

/** One refusal more. It waits for longer than the try of a stop does, so that mails to others are tried in between. */
export function refusedOnceMore(before: RefusedMail | undefined, nowMs: number): RefusedMail {
  const refusals = (before?.refusals ?? 0) + 1;
  return { refusals, since: before?.since ?? nowMs, until: nowMs + putAsideMs(refusals) };
}

/** So long after SES took a mail, a value that it refuses in the next one counts as that one's own, in ms: codes are few at times. */
const comparedMs = 60_000;

/** Whether SES took a mail of the same kind since this one was refused first, or shortly before. @param takenAt when it took the last, in ms since 1970 */
export function isOtherTaken(takenAt: number | undefined, before: RefusedMail | undefined, nowMs: number): boolean {
  return takenAt !== undefined && takenAt >= (before?.since ?? nowMs) - comparedMs;
}

/**
 * Whether every mail system takes an address as it is: letters, digits and the usual signs of 7-bit ASCII, no dot where none may stand (RFC 5321, 4.1.2; RFC
 * 1035, 2.3.4). Of any other address a refused value may well be the address.
 */
export function isPlainAddress(address: string): boolean {
  const [local = '', domain = '', ...more] = address.split('@');
  const atoms = /^[\w!#$%&'*+/=?^`{}~-]+(\.[\w!#$%&'*+/=?^`{}~-]+)*$/;
  const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i;
  const labels = domain.split('.');
  const isShort = local.length <= 64 && address.length <= 254;
  return more.length === 0 && isShort && atoms.test(local) && labels.length > 1 && labels.every((each) => label.test(each));
}
