import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type AccountRow, isOut, isTaken } from '../account/account.ts';
import type { Language } from '../account/language.ts';
import type { EpochRow } from '../campaign/campaign.ts';
import { spreadMs } from '../gate/gate.ts';
import type { Transition } from '../transition.ts';

/** The tag `mail` of codes and confirmations, which comes back with SES's events about them. */
export const recoveryMailTag = 'recovery';

/**
 * Where a recovery stands. `asked`: somebody typed an address; a code may be on its way. `proven`: the right code was typed, so the
 * mailbox is theirs; passwords of its accounts may be set until the recovery ends. `spent`: too many wrong codes of a second factor; the mailbox
 * has to be proven anew.
 */
export type RecoveryState = 'asked' | 'proven' | 'spent';

/** One recovery: what the server keeps of somebody who is on the way to a new password. Gone an hour after it began. */
export interface RecoveryRow {
  /** Hash of the secret in the browser's cookie. */
  readonly id: string;
  readonly state: RecoveryState;
  /** The address as typed, normalized; whether an account has it is looked up where a mail is sent and where a password is set. */
  readonly address: string;
  readonly language: Language;
  /** The network it was begun from, as {@link sourceOf} hides it. */
  readonly source: string;
  /** The part for the account of the reference that was typed with the address, and what uses of the reference are counted under. @default none was typed */
  readonly referred?: string;
  readonly reference?: string;
  /** Number of the newest code that was asked for, from 1. */
  readonly code: number;
  /** When that was, in ms since 1970. */
  readonly askedAt: number;
  /** When another one is possible, in ms since 1970. @default at once */
  readonly nextAt?: number;
  /** Wrong codes typed since the newest was asked for. */
  readonly tries: number;
  /** Number of the code that was made for a mail; a code that was never made cannot be guessed. */
  readonly minted?: number;
  /** When that was, in ms since 1970. */
  readonly mintedAt?: number;
  /** Number of the code whose mail SES accepted. */
  readonly mailed?: number;
  /** When the right code was typed, in ms since 1970. */
  readonly provenAt?: number;
  /** Subject of the account whose password this recovery is setting, or set last. */
  readonly account?: string;
  /** Wrong codes of a second factor, over all accounts of the recovery. @default 0 */
  readonly factorTries?: number;
  /** When it ends, in seconds since 1970. */
  readonly expiresAt: number;
}

/** How long a recovery lasts, in ms. */
export const recoveryMs = 3_600_000;

/** How long a code is valid, in ms (OWASP ASVS 5, 6.5.5: ten minutes at most). */
export const codeMs = 600_000;

/** Wrong codes after which a code is void. With 8 digits: one chance in 20 million. */
export const maxTries = 5;

/** Wrong codes of a second factor after which a recovery is spent: with 6 digits, of which an app takes a few, about one chance in 60,000. */
export const maxFactorTries = 5;

/** Codes that one recovery may ask for. */
export const maxCodes = 3;

/** How long setting a password keeps everybody else from the account, in ms: longer than an invocation of the pages lasts. */
export const accountLeaseMs = 30_000;

/** The changes of a recovery's state. */
export const recoveryTransitions = {
  /** A new code is asked for; it makes the older ones void. */
  resend: {
    name: 'resend',
    from: ['asked'],
    to: 'asked',
    guard: [{ attribute: 'code', is: 'equal', value: 'before' }],
    sets: ['code', 'tries', 'askedAt', 'nextAt'],
  },
  /** The code is about to be mailed. */
  mint: {
    name: 'mint',
    from: ['asked'],
    to: 'asked',
    guard: [{ attribute: 'code', is: 'equal', value: 'minted' }],
    sets: ['minted', 'mintedAt'],
  },
  /** SES accepted the mail with the code. */
  mailed: { name: 'mailed', from: ['asked'], to: 'asked', sets: ['mailed'] },
  /** A wrong code was typed. Only one of several that come at once counts, and only that one was looked at. */
  miss: {
    name: 'miss',
    from: ['asked'],
    to: 'asked',
    guard: [
      { attribute: 'code', is: 'equal', value: 'code' },
      { attribute: 'tries', is: 'equal', value: 'before' },
    ],
    // What only this guess leaves behind: after a time-out it tells whether the count is its own or that of another one.
    sets: ['tries', 'missedBy'],
  },
  /** The right code was typed. */
  prove: {
    name: 'prove',
    from: ['asked'],
    to: 'proven',
    guard: [
      { attribute: 'code', is: 'equal', value: 'code' },
      { attribute: 'tries', is: 'equal', value: 'before' },
    ],
    sets: ['provenAt'],
  },
  /** The password of one of the mailbox's accounts is about to be set. */
  choose: { name: 'choose', from: ['proven'], to: 'proven', sets: ['account'] },
  /** A wrong code of a second factor was typed. */
  missFactor: {
    name: 'missFactor',
    from: ['proven'],
    to: 'proven',
    guard: [{ attribute: 'factorTries', is: 'below', value: 'factorTries' }],
    sets: ['factorTries'],
  },
  /** The last wrong code of a second factor that is allowed was typed. */
  exhaust: { name: 'exhaust', from: ['proven'], to: 'spent', sets: ['factorTries'] },
} as const satisfies Record<string, Transition<RecoveryState>>;

/** The id of the recovery whose secret a browser holds. */
export function recoveryIdOf(token: string): string {
  return createHash('sha256').update(`sluis recovery\n${token}`).digest('base64url');
}

/** What a recovery begins with. */
export type NewRecovery = Pick<RecoveryRow, 'id' | 'address' | 'language' | 'source' | 'referred' | 'reference' | 'nextAt'>;

/** A recovery that begins at `nowMs`. */
export function newRecovery(begun: NewRecovery, nowMs: number): RecoveryRow {
  return { ...begun, state: 'asked', code: 1, tries: 0, askedAt: nowMs, expiresAt: Math.floor((nowMs + recoveryMs) / 1000) };
}

/** HMAC of the network that a request came from: the /24 of an IPv4 address, the /64 of an IPv6 address. */
export function sourceOf(secret: string, ip: string): string {
  return createHmac('sha256', secret)
    .update(`sluis source\n${networkOf(ip)}`)
    .digest('base64url');
}

/** API Gateway vouches for the address, so its form needs no checking. */
function networkOf(ip: string): string {
  const mapped = ip.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (/^\d+(\.\d+){3}$/.test(mapped)) return mapped.split('.').slice(0, 3).join('.');
  if (!ip.includes(':')) return ip;
  const [head = [], tail = []] = ip.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

/** Whether a recovery has ended. */
export function isOver(row: RecoveryRow, nowMs: number): boolean {
  return nowMs >= row.expiresAt * 1000;
}

/** The newest code of a recovery: 8 digits that follow from the secret, this recovery and the number, so nobody needs to keep them. */
export function codeOf(secret: string, { id, code }: Pick<RecoveryRow, 'id' | 'code'>): string {
  const hash = createHmac('sha256', secret).update(`sluis code\n${id}\n${code}`).digest();
  return String(hash.readUIntBE(0, 6) % 100_000_000).padStart(8, '0');
}

/** Whether this is the newest code, was mailed, and is still valid. Does the same work for every row. */
export function isRightCode(row: RecoveryRow, given: string, secret: string, nowMs: number): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const same = timingSafeEqual(digest(codeOf(secret, row)), digest(given));
  const valid = row.minted === row.code && nowMs < (row.mintedAt ?? 0) + codeMs;
  return same && valid && row.tries < maxTries;
}

/** The digits of a code as somebody typed or pasted it, with blanks or dashes anywhere; undefined when there are not as many as there may be. */
export function readCode(typed: string, lengths: readonly number[] = [8]): string | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/[\s\p{Dash}]/gu, '');
  return /^[0-9]+$/.test(digits) && lengths.includes(digits.length) ? digits : undefined;
}

/** An account that its holder can recover, with the rows that it needs a new password by: those of {@link keptOut}. */
export interface RecoverableAccount {
  readonly sub: string;
  readonly username: string;
  readonly rows: readonly [AccountRow, ...AccountRow[]];
}

/** The rows of accounts that cannot sign in: those not recovered, of campaigns whose epoch holds. */
export function stillOut(rows: readonly AccountRow[], epochs: readonly EpochRow[]): readonly AccountRow[] {
  const live = new Set(epochs.map(({ campaignId }) => campaignId));
  return rows.filter((row) => live.has(row.campaignId) && isOut(row));
}

/**
 * The rows by which an account needs a new password: where some campaign contains it, those. Else those in which the sweep took its password or switched
 * it off before the campaign was lifted or the account released, unless its holder has recovered since.
 * @param rows of one account
 */
export function keptOut(rows: readonly AccountRow[], epochs: readonly EpochRow[]): readonly AccountRow[] {
  const out = stillOut(rows, epochs);
  if (out.length > 0) return out;
  const recoveredAt = Math.max(...rows.map((row) => row.recoveredAt ?? Number.NEGATIVE_INFINITY));
  return rows.filter((row) => isTaken(row) && row.state !== 'recovered' && (row.sweptAt ?? 0) > recoveredAt);
}

/**
 * The accounts that whoever reads the mail of an address can recover, ordered by user name: every row that keeps them out has
 * this address, and a code may go to it. An older campaign may know an address that is no longer the holder's.
 * @param rows all rows of the accounts in campaigns whose epoch holds, and in others those that are known
 * @param epochs those that hold
 */
export function recoverable(rows: readonly AccountRow[], epochs: readonly EpochRow[], address: string): readonly RecoverableAccount[] {
  const accounts = [...Map.groupBy(rows, ({ sub }) => sub)].flatMap(([sub, own]) => {
    const [first, ...others] = keptOut(own, epochs);
    if (first === undefined || ![first, ...others].every((row) => row.trusted && row.address === address)) return [];
    return [{ sub, username: first.username, rows: [first, ...others] } as const];
  });
  return accounts.sort((a, b) => (a.username < b.username ? -1 : 1));
}

/** Whether a campaign that an account is out in began after this moment (ms since 1970): a proof from before it is worth nothing there. */
export function outSince({ rows }: RecoverableAccount, epochs: readonly EpochRow[], momentMs: number): boolean {
  return epochs.some(({ campaignId, epoch }) => epoch > momentMs && rows.some((row) => row.campaignId === campaignId));
}

/** A row of an account whose new password is set and whose older sessions are dead. */
export type RenewedRow = AccountRow & Required<Pick<AccountRow, 'passwordAt'>>;

/** The rows of an account whose new password is set in every campaign that keeps it out; undefined when it is not. */
export function renewed(rows: readonly AccountRow[]): readonly RenewedRow[] | undefined {
  const done = rows.filter((row): row is RenewedRow => row.passwordAt !== undefined);
  return done.length === rows.length ? done : undefined;
}

/** The longest that a question of a sign-in can be open, in ms (`AuthSessionValidity`: 3 to 15 minutes). */
const longestQuestionMs = 900_000;

/**
 * Until when somebody who began to sign in with a first password before the start could still answer Cognito's question for a new one, which would
 * replace the holder's; in ms since 1970. A new password is set only after it.
 */
export function questionsEndAt({ rows }: RecoverableAccount, epochs: readonly EpochRow[]): number {
  const campaigns = new Set(rows.filter(({ temporary }) => temporary === true).map(({ campaignId }) => campaignId));
  const starts = epochs.filter(({ campaignId }) => campaigns.has(campaignId)).map(({ startedAt }) => startedAt);
  return Math.max(Number.NEGATIVE_INFINITY, ...starts.map((startedAt) => startedAt + spreadMs + longestQuestionMs));
}
