import { createHmac, timingSafeEqual } from 'node:crypto';
import { grades } from './grade.ts';

/**
 * The mails of a campaign that carry a reference: the notice in each of its texts, the reminder, the mail to a contact, and the mail with a code. A place in
 * this list is permanent.
 */
export const referredMails = [...grades, 'reminder', 'organisation', 'code'] as const;

/** One of {@link referredMails}. */
export type ReferredMail = (typeof referredMails)[number];

/** What a reference is made of. */
export interface ReferenceParts {
  readonly campaignId: string;
  readonly sub: string;
  readonly mail: ReferredMail;
  /** When the mail is sent, in ms since 1970. */
  readonly atMs: number;
}

/** What a genuine reference tells. */
export interface ReferredTo {
  readonly mail: ReferredMail;
  /** The hour in which the mail was sent: its first ms since 1970. */
  readonly atMs: number;
  /** The part for the account, as {@link accountSigns} makes it: one account in 1,024 has the same. */
  readonly account: string;
}

/** Crockford's Base32: no letter that is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const hourMs = 3_600_000;

/** Hours count from 0 again after 3.7 years. */
const hours = 32 ** 3;

/**
 * The reference of a mail, such as `4K7M-12XW-D9FT`: three signs for the hour, one for the mail, two for the account, and six that only
 * the holder of the secret can make (one guess in a billion is right). So whether it is ours shows without a look at any table. It opens nothing.
 */
export function referenceOf(secret: string, { campaignId, sub, mail, atMs }: ReferenceParts): string {
  const body = `${digits(Math.floor(atMs / hourMs) % hours, 3)}${digits(referredMails.indexOf(mail), 1)}${accountSigns(secret, campaignId, sub)}`;
  return `${body}${proof(secret, body)}`.replace(/^(.{4})(.{4})/, '$1-$2-');
}

/** The two signs of a reference that stand for an account of a campaign. */
export function accountSigns(secret: string, campaignId: string, sub: string): string {
  return signs(secret, `account\n${campaignId}\n${sub}`, 2);
}

/** A reference as somebody typed it, without what stands between its twelve signs; undefined when it cannot be one. */
export function typedReference(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(plain) ? plain : undefined;
}

/** What a reference of twelve signs tells; undefined when it is not ours. */
export function readReference(secret: string, reference: string, nowMs: number): ReferredTo | undefined {
  const body = reference.slice(0, 6);
  const genuine = timingSafeEqual(Buffer.from(reference.slice(6)), Buffer.from(proof(secret, body)));
  const mail = referredMails[numberOf(body.slice(3, 4))];
  if (!genuine || mail === undefined) return undefined;
  const latest = Math.floor(nowMs / hourMs) + 1;
  return { mail, account: body.slice(4), atMs: (latest - ((latest - numberOf(body.slice(0, 3))) % hours)) * hourMs };
}

function proof(secret: string, body: string): string {
  return signs(secret, `proof\n${body}`, 6);
}

function signs(secret: string, text: string, length: number): string {
  const hash = createHmac('sha256', secret).update(`sluis reference\n${text}`).digest();
  return digits(hash.readUInt32BE() % 32 ** length, length);
}

function digits(value: number, length: number): string {
  return Array.from({ length }, (_, place) => alphabet[Math.floor(value / 32 ** (length - 1 - place)) % 32]).join('');
}

function numberOf(written: string): number {
  return [...written].reduce((value, sign) => value * 32 + alphabet.indexOf(sign), 0);
}
