import type { Language } from '#domain/account/language.ts';
import { textSize } from '#domain/campaign/text-spend.ts';
import { codePreview } from './code/preview.ts';
import type { Mail } from './frame.ts';
import { guessedPreview } from './guessed/preview.ts';
import { lintMail, lintText } from './lint.ts';
import { noticePreview } from './notice/preview.ts';
import { organisationPreview } from './organisation/preview.ts';
import { filled, type Preview } from './preview.ts';
import { recoveredPreview } from './recovered/preview.ts';
import { reminderPreview } from './reminder/preview.ts';
import { sms } from './sms/sms.ts';

/** Every message that a campaign may send: its mails, and the text message. */
export const messageNames = [
  'notice-precaution',
  'notice-suspected',
  'notice-confirmed',
  'reminder',
  'organisation',
  'code',
  'recovered',
  'guessed',
  'sms',
] as const;

/** One of {@link messageNames}. */
export type MessageName = (typeof messageNames)[number];

const previews: Readonly<Record<Exclude<MessageName, 'sms'>, Preview>> = {
  'notice-precaution': noticePreview('precaution'),
  'notice-suspected': noticePreview('suspected'),
  'notice-confirmed': noticePreview('confirmed'),
  reminder: reminderPreview,
  organisation: organisationPreview,
  code: codePreview,
  recovered: recoveredPreview,
  guessed: guessedPreview,
};

/** A message as somebody would get it, with invented values. A text message has nothing but its text. */
export interface ShownMessage extends Partial<Mail> {
  readonly name: MessageName;
  readonly language: Language;
  readonly text: string;
  /** Parts of a text message; undefined of a mail. */
  readonly parts?: number;
  /** What keeps it from being sent, one line each. */
  readonly faults: readonly string[];
}

/** A message, to look at before it is sent. */
export function showMessage(name: MessageName, language: Language, pagesOrigin: string): ShownMessage {
  const mark = `${language}: `;
  const faults = faultsOf(name, pagesOrigin).flatMap((fault) => (fault.startsWith(mark) ? [fault.slice(mark.length)] : []));
  if (name !== 'sms') return { name, language, ...filled(previews[name], language, { pagesOrigin }), faults };
  const text = sms(language, { pagesOrigin });
  return { name, language, text, parts: textSize(text).parts, faults };
}

/** What is wrong with the messages of a campaign, one line each; empty when all may be sent. */
export function campaignMailFaults(pagesOrigin: string): readonly string[] {
  return messageNames.flatMap((name) => faultsOf(name, pagesOrigin).map((fault) => `${name}, ${fault}`));
}

function faultsOf(name: MessageName, pagesOrigin: string): readonly string[] {
  if (name === 'sms') return lintText((language) => sms(language, { pagesOrigin }), { pagesOrigin });
  const { mail, values, allowed } = previews[name];
  const placeholders = Object.keys(values?.('en') ?? {});
  return lintMail((language) => mail(language, { pagesOrigin }), { pagesOrigin, placeholders, ...(allowed && { allowed }) });
}
