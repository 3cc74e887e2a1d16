import { inEveryLanguage, type Plural } from './texts.ts';

/** A heading and what stands under it. */
interface Section {
  readonly heading: string;
  readonly points: readonly string[];
}

/** What the list of a mail program shows: every mail has them. */
interface Inbox {
  readonly subject: string;
  readonly preheader: string;
}

/** What a notice says. `{origin}` is the address of the pages, `{reference}` the mail's reference. */
export interface NoticeTexts extends Inbox {
  readonly happened: string;
  readonly meaning: Section;
  readonly steps: Section & { readonly elsewhere: string };
  readonly genuine: Section;
}

/** What a notice of a grade says otherwise than the notice by way of precaution. */
export interface GradeTexts {
  readonly preheader: string;
  readonly happened: string;
  /** Stands before the other points of what it means. */
  readonly means: readonly string[];
}

/** What the mail to a contact says. Its placeholders are those of the notice. */
export interface OrganisationTexts extends Inbox {
  readonly greeting: string;
  readonly happened: string;
  readonly organisation: string;
  readonly unreached: string;
  /** `{count}` is the number of accounts that are not listed. */
  readonly more: Plural;
  readonly steps: Section;
  readonly genuine: Section;
}

/** What a mail with a code says; `{origin}` is the address of the pages, `{reference}` the mail's reference. */
export interface CodeTexts extends Inbox {
  /** Without the code: subjects come back in SES's events, and so would lie in queues and logs. */
  readonly subject: string;
  readonly asked: string;
  readonly use: string;
  readonly newest: string;
  readonly secret: string;
  /** How the next code comes first. */
  readonly another: string;
  readonly notYou: string;
}

/** What a mail about something that happened to an account says; `{time}` is when. */
export interface AccountTexts extends Inbox {
  readonly happened: string;
  readonly now: string;
}

/** What mails and text messages say in one language. */
export interface MailTexts {
  /** `{name}` is the holder's. */
  readonly greeting: { readonly named: string; readonly unnamed: string };
  /** Stands before a user name. */
  readonly username: string;
  /** The notice by way of precaution: the password was among those that may have been taken. */
  readonly notice: NoticeTexts;
  readonly suspected: GradeTexts;
  readonly confirmed: GradeTexts;
  /** What a reminder says otherwise than the notice. */
  readonly reminder: Pick<NoticeTexts, 'subject' | 'preheader' | 'happened' | 'meaning'>;
  readonly organisation: OrganisationTexts;
  readonly code: CodeTexts;
  readonly recovered: AccountTexts;
  /** The second factor was guessed at; `{time}` is the moment of the last wrong code. */
  readonly guessed: AccountTexts;
  /** Ends the mails about something that happened to an account. */
  readonly notYou: { readonly heading: string; readonly text: string };
  /**
   * The text message. It says what every grade of the notice says, and names neither the account nor its holder, as a number may have a new owner. Only
   * characters of GSM's alphabet: one other, such as ç or a fixed blank, more than halves what goes into a part.
   */
  readonly sms: string;
}

/** What mails and text messages say in every language. */
export const mailTexts = await inEveryLanguage<MailTexts>(async (language) => (await import(`./${language}/mails.ts`)).mails);
