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

/** A message that a campaign may send. */
interface MessageRecord {
  /** How staff call it. */
  readonly title: string;
  /** When it goes out, and to whom. */
  readonly when: string;
  /** The mail with invented values. @default it is a text message */
  readonly preview?: Preview;
}

/** Every message that a campaign may send: its mails, and the text message. Console, API and docs read these. */
export const messages = {
  'notice-precaution': {
    title: 'Notice: precaution',
    when: 'First, to those whose password may have been taken.',
    preview: noticePreview('precaution'),
  },
  'notice-suspected': {
    title: 'Notice: suspected',
    when: 'First, to those of whom there are signs that somebody has their password.',
    preview: noticePreview('suspected'),
  },
  'notice-confirmed': {
    title: 'Notice: used',
    when: 'First, to those whose password somebody used.',
    preview: noticePreview('confirmed'),
  },
  reminder: {
    title: 'Reminder',
    when: 'On the days of the plan or when a commander orders it, to those who have not recovered.',
    preview: reminderPreview,
  },
  organisation: {
    title: 'To an organisation',
    when: 'To its contact, where the plan says so, with users whom no notice reached.',
    preview: organisationPreview,
  },
  code: { title: 'Code', when: 'When a holder asks for it on the pages.', preview: codePreview },
  recovered: { title: 'Recovered', when: 'After a holder has set a new password.', preview: recoveredPreview },
  guessed: {
    title: 'Second factor guessed at',
    when: 'After ten wrong codes of a second factor within a day.',
    preview: guessedPreview,
  },
  sms: { title: 'Text message', when: 'To holders whom no mail reaches, as a text.' },
} as const satisfies Readonly<Record<string, MessageRecord>>;

/** One of {@link messages}. */
export type MessageName = keyof typeof messages;

/** Names of all messages. */
export const messageNames = Object.keys(messages) as readonly MessageName[];

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
  if (name !== 'sms') return { name, language, ...filled(messages[name].preview, language, { pagesOrigin }), faults };
  const text = sms(language, { pagesOrigin });
  return { name, language, text, parts: textSize(text).parts, faults };
}

/** What is wrong with the messages of a campaign, one line each; empty when all may be sent. */
export function campaignMailFaults(pagesOrigin: string): readonly string[] {
  return messageNames.flatMap((name) => faultsOf(name, pagesOrigin).map((fault) => `${name}, ${fault}`));
}

function faultsOf(name: MessageName, pagesOrigin: string): readonly string[] {
  if (name === 'sms') return lintText((language) => sms(language, { pagesOrigin }), { pagesOrigin });
  const { mail, values, allowed }: Preview = messages[name].preview;
  const placeholders = Object.keys(values?.('en') ?? {});
  return lintMail((language) => mail(language, { pagesOrigin }), { pagesOrigin, placeholders, ...(allowed && { allowed }) });
}
