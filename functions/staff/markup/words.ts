import type { AccountState, Doubt, Exemption, Unreachable } from '#domain/account/account.ts';
import { type Language, languageFacts, languages } from '#domain/account/language.ts';
import type { Wave } from '#domain/account/notice-order.ts';
import type { Predicate, Scope } from '#domain/account/scope.ts';
import type { Cohort, Primitive } from '#domain/account/sweep-plan.ts';
import type { CampaignState, ListName } from '#domain/campaign/campaign.ts';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import type { SweepOutcome } from '#domain/campaign/sweep.ts';
import type { StepOutcome, StepState } from '#domain/next-channel/next-channel.ts';
import type { FurtherKind, NoticeState } from '#domain/notice/notice.ts';
import { type Html, html } from '#shared/web/markup.ts';

/** What staff read for the state of a campaign. */
export const campaignStates: Readonly<Record<CampaignState, string>> = {
  planning: 'Counting',
  planned: 'Planned',
  empty: 'Nobody to contain',
  approved: 'Approved',
  live: 'Live',
  closed: 'Closed',
  cancelled: 'Cancelled',
  lifted: 'Lifted',
};

/** What staff read for a language. */
export const languageWords = Object.fromEntries(languages.map((code) => [code, languageFacts[code].english])) as Readonly<
  Record<Language, string>
>;

/** What staff read for the state of accounts. */
export const accountStates: Readonly<Record<AccountState, string>> = {
  contained: 'Contained',
  recovering: 'Recovering',
  recovered: 'Recovered',
  exempt: 'Exempt',
};

/** What staff read for the state of notices. */
export const noticeStates: Readonly<Record<NoticeState, string>> = {
  waiting: 'Waiting',
  claimed: 'Being sent',
  uncertain: 'Uncertain',
  sent: 'Sent, fate not known yet',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
  suppressed: 'Not to be sent',
};

/** What staff read for a further mail. */
export const furtherWords: Readonly<Record<FurtherKind, string>> = {
  reminder: 'Reminders',
  again: 'Notices sent again',
  grade: 'Notices of a worse grade',
  address: 'Notices to another address',
  organisation: 'Mails to organisation contacts',
};

/** What staff read for how the sweep of accounts ended. */
export const sweepWords: Readonly<Record<SweepOutcome, string>> = {
  left: 'To do',
  swept: 'Done',
  refused: 'Could not be done',
};

/** Why an account gets no notice or is exempt. */
export const reasons: Readonly<Record<Unreachable | Exemption, string>> = {
  disabled: 'disabled',
  unconfirmed: 'never confirmed',
  archived: 'archived',
  'no-address': 'no address',
  'unusable-address': 'unusable address',
  'unverified-address': 'unverified address',
  circular: 'the intruder reads the mail of its domain',
  listed: 'on the list of exemptions',
  federated: 'password held elsewhere',
  covered: 'held by the campaign that this one widens',
  new: 'made after the start',
  released: 'released by two people',
};

/** Why no code goes to the address of an account. */
export const doubtWords: Readonly<Record<Doubt, string>> = {
  changed: 'its address was changed since',
  unproven: 'its address may be newer',
  unverified: 'its address is not verified',
  federated: 'its password is held elsewhere',
  circular: 'the intruder reads the mail of its domain',
};

/** Whom the sweep tells apart. */
export const cohortWords: Readonly<Record<Cohort, string>> = {
  privileged: 'Privileged accounts',
  compromised: 'Accounts that were used',
  active: 'Active accounts',
  dormant: 'Dormant accounts',
};

/** What the sweep does to an account. */
export const primitiveWords: Readonly<Record<Primitive, string>> = {
  'sign-out': 'End all sessions',
  'random-password': 'Set a password that nobody knows (cannot be undone)',
  disable: 'Disable the account',
};

/** The lists that come with a plan. */
export const listWords: Readonly<Record<ListName, string>> = {
  scope: 'List',
  privileged: 'Privileged accounts',
  compromised: 'Accounts that were used',
  suspected: 'Suspected accounts',
  precaution: 'Accounts listed as a precaution',
  breached: 'Domains whose mail the intruder reads',
};

/** Next channels. */
export const channelWords: Readonly<Record<NextChannel, string>> = {
  address: 'Another address on record',
  sms: 'Text message',
  organisation: 'Contact of the organisation',
  call: 'Call',
  letter: 'Letter',
};

/** Where a step stands, or how it ended. */
export const stepWords: Readonly<Record<Exclude<StepState, 'done'> | StepOutcome, string>> = {
  planned: 'Planned',
  due: 'Due',
  'under-way': 'Mail or text under way',
  delivered: 'Mail delivered',
  bounced: 'Mail bounced',
  sent: 'Text sent',
  rejected: 'Text rejected',
  uncertain: 'Text in doubt',
  'over-ceiling': 'Over the ceiling',
  'no-channel': 'No address, contact or number',
  reached: 'Reached',
  'not-reached': 'Not reached',
  recovered: 'Recovered by themselves',
};

/** The waves of notices. */
export const waveWords: Readonly<Record<Wave, string>> = {
  again: 'again',
  confirmed: 'accounts that were used',
  suspected: 'suspected accounts',
  privileged: 'privileged accounts',
  staff: 'staff',
  active: 'active accounts',
  dormant: 'dormant accounts, last',
};

/** The words for a key, or the key itself where somebody added one. */
export function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}

/** Whom a campaign is about. */
export function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'everybody':
      return 'Everybody';
    case 'environment':
      return `Environment ${scope.environments.join(', ')}`;
    case 'organisation':
      return `Organisation ${scope.organisations.join(', ')}`;
    case 'client':
      return `Everybody, at client ${scope.clients.join(', ')}`;
    case 'attributes':
      return `Accounts with ${scope.where.map(predicateWords).join(', and ')}`;
    case 'list':
      return `A list of ${number(scope.entries)} ${scope.entries === 1 ? 'entry' : 'entries'}`;
  }
}

function predicateWords(predicate: Predicate): string {
  if ('createdBefore' in predicate) return `a date of creation before ${new Date(predicate.createdBefore).toISOString()}`;
  const words = { 'one-of': 'that is', 'begins-with': 'that begins with', 'ends-with': 'that ends with' }[predicate.is];
  return `${predicate.attribute} ${words} ${predicate.values.join(' or ')}`;
}

/** `1,234`. */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** `38` or `0.53`: what a second brings, no finer than it is known. */
export function rate(perSecond: number): string {
  return perSecond.toLocaleString('en-GB', perSecond >= 10 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 });
}

/** `1 notice`, `1,234 notices`. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : several}`;
}

/** `1 username or address`, `1,234 usernames or addresses`. */
export function entryWords(entries: number): string {
  return counted(entries, 'username or address', 'usernames or addresses');
}

/** `$1,234.50`. */
export function dollars(usd: number): string {
  return usd.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

/** A share from 0 to 1 as `12.3 %`; never 0 or 100 unless it is. */
export function percent(share: number): string {
  const shown = Math.round(share * 1000) / 10;
  if (shown === 0 && share > 0) return 'under 0.1\u00a0%';
  if (shown === 100 && share < 1) return 'over 99.9\u00a0%';
  return `${shown}\u00a0%`;
}

/** An instant, in ms since 1970, in UTC: staff may sit in several time zones. */
export function instant(ms: number): Html {
  const iso = new Date(ms).toISOString();
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(ms);
  return html`<time datetime="${iso}">${text} UTC</time>`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A time span of `ms` milliseconds in its largest unit and the next: `2 h 5 min`. */
export function span(ms: number): string {
  const first = units.findIndex(([, length]) => ms >= length);
  const counted = units.map(([unit, length], index) => [Math.floor((ms % (units[index - 1]?.[1] ?? Infinity)) / length), unit] as const);
  const shown = first < 0 ? [] : counted.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}
