import { type Content, type Template, type TemplateData, templateData } from './template.ts';

/** A header that the sender added. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Everybody a mail goes to; bare addresses or with display names, as the sender gave them. */
export interface Destination {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
}

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** What all mails of one call have in common. */
export interface Sending {
  readonly operation: 'SendEmail' | 'SendBulkEmail';
  readonly from: string;
  /** The verified identity that covers `from`. */
  readonly identity: string;
  readonly replyTo: readonly string[];
  readonly configurationSet: string | undefined;
  readonly template: Template;
  /** Whether the sender gave a template; otherwise `template` is a mail without variables. */
  readonly isTemplated: boolean;
  readonly data: TemplateData;
  readonly tags: Tags;
  readonly headers: readonly Header[];
}

/** What is kept of one accepted mail: about 300 bytes beside its data. */
export interface StoredMail {
  readonly sending: Sending;
  readonly acceptedAtMs: number;
  /** A single recipient as such. */
  readonly destination: string | Destination;
  /** JSON of the values that replace or add to those of the call. */
  readonly data: string | undefined;
  /** JSON of the tags that replace or add to those of the call. */
  readonly tags: string | undefined;
  readonly headers: readonly Header[] | undefined;
}

/** An accepted mail without its content. */
export interface AcceptedMail {
  readonly messageId: string;
  readonly from: string;
  /** All recipients. */
  readonly to: readonly string[];
  readonly tags: Tags;
  readonly acceptedAtMs: number;
}

/** An accepted mail as its recipient would see it. */
export interface Mail extends AcceptedMail, Content {
  readonly headers: readonly Header[];
}

/** To, Cc and Bcc of a stored mail. */
export function destinationOf(mail: StoredMail): Destination {
  return typeof mail.destination === 'string' ? { to: [mail.destination], cc: [], bcc: [] } : mail.destination;
}

/** All recipients of a stored mail. */
export function recipientsOf(mail: StoredMail): readonly string[] {
  const { to, cc, bcc } = destinationOf(mail);
  return cc.length + bcc.length === 0 ? to : [...to, ...cc, ...bcc];
}

/** The values for the variables of a stored mail. */
export function dataOf(mail: StoredMail): TemplateData {
  return mail.data === undefined ? mail.sending.data : { ...mail.sending.data, ...templateData(mail.data) };
}

/** The tags of a stored mail. */
export function tagsOf(mail: StoredMail): Tags {
  return mail.tags === undefined ? mail.sending.tags : { ...mail.sending.tags, ...(JSON.parse(mail.tags) as Tags) };
}

/** The headers that the sender added to a stored mail; the mail's own replace those of the call. */
export function headersOf({ headers, sending }: StoredMail): readonly Header[] {
  if (headers === undefined) return sending.headers;
  const own = new Set(headers.map((header) => header.name.toLowerCase()));
  return [...sending.headers.filter((header) => !own.has(header.name.toLowerCase())), ...headers];
}

/**
 * The accepted mails in the order of acceptance. A message id is computed from a mail's number, so that a million mails
 * need neither a million stored ids nor an index.
 */
export class MailStore {
  readonly #mails: StoredMail[] = [];
  readonly #salt: number;

  /** `salt`: a whole number that makes this store's ids unlike another's. */
  constructor(salt: number) {
    this.#salt = salt;
  }

  get count(): number {
    return this.#mails.length;
  }

  /** Keeps a mail. @returns its number. */
  add(mail: StoredMail): number {
    return this.#mails.push(mail) - 1;
  }

  /** The stored mail with that number. */
  at(sequence: number): StoredMail {
    return this.#mails[sequence] as StoredMail;
  }

  /** The message id of the mail with that number, in SES's form. */
  idOf(sequence: number): string {
    const time = Math.floor(this.at(sequence).acceptedAtMs).toString(16).padStart(12, '0');
    const mixed = hex(Math.imul(sequence + 1, 0x9e3779b1) ^ this.#salt);
    return `0102${time}-${hex(sequence)}-${mixed.slice(0, 4)}-4${mixed.slice(5)}-8000-${hex(this.#salt)}${mixed.slice(0, 4)}-000000`;
  }

  /** The number of the mail with that message id; undefined when there is none. */
  sequenceOf(messageId: string): number | undefined {
    const sequence = Number.parseInt(messageId.slice(17, 25), 16);
    return sequence < this.#mails.length && this.idOf(sequence) === messageId ? sequence : undefined;
  }

  /** A mail without its content. */
  accepted(sequence: number): AcceptedMail {
    const mail = this.at(sequence);
    return {
      messageId: this.idOf(sequence),
      from: mail.sending.from,
      to: recipientsOf(mail),
      tags: tagsOf(mail),
      acceptedAtMs: mail.acceptedAtMs,
    };
  }

  /** A mail as its recipient would see it. */
  render(sequence: number): Mail {
    const mail = this.at(sequence);
    return { ...this.accepted(sequence), ...mail.sending.template.render(dataOf(mail)), headers: headersOf(mail) };
  }

  /**
   * Mails, newest first: `limit` of them after the first `offset`, of those to an address that contains `recipient`
   * (upper and lower case alike) where it is given. `total` counts all that match.
   */
  list(query: { readonly offset?: number; readonly limit?: number; readonly recipient?: string } = {}): {
    readonly mails: readonly Mail[];
    readonly total: number;
  } {
    const { offset = 0, limit = 50, recipient = '' } = query;
    const wanted = recipient.toLowerCase();
    const mails: Mail[] = [];
    let total = 0;
    for (let sequence = this.#mails.length - 1; sequence >= 0; sequence--) {
      const matches = wanted === '' || recipientsOf(this.at(sequence)).some((address) => address.toLowerCase().includes(wanted));
      if (!matches) continue;
      if (total >= offset && mails.length < limit) mails.push(this.render(sequence));
      total++;
    }
    return { mails, total };
  }
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
