import { supportsOnly, UnsupportedError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { badRequest, bareAddress } from './addresses.ts';
import type { Destination, Header, Tags } from './mails.ts';
import { type Content, Template, type TemplateData, templateData } from './template.ts';

/** Largest message, in bytes (SES quotas: 40 MB for the v2 API). */
const maxBytes = 41_943_040;
/** Recipients of one message, and entries of one SendBulkEmail call (SES quotas). */
export const maxRecipients = 50;

const known = {
  destination: new Set(['ToAddresses', 'CcAddresses', 'BccAddresses']),
  content: new Set(['Simple', 'Template']),
  simple: new Set(['Subject', 'Body', 'Headers']),
  body: new Set(['Text', 'Html']),
  template: new Set(['TemplateContent', 'TemplateData', 'Headers']),
};

/** What a mail says, before it is addressed. */
export interface ParsedContent {
  readonly template: Template;
  readonly isTemplated: boolean;
  readonly data: TemplateData;
  readonly headers: readonly Header[];
}

/**
 * To, Cc and Bcc; a single recipient as such.
 * @throws AwsError for no recipients, for more than 50, and for an address that SES does not take.
 */
export function parseDestination(input: unknown): string | Destination {
  const fields = (input ?? {}) as { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  supportsOnly('ses', 'Destination', fields, known.destination);
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = fields;
  const recipients = cc.length + bcc.length === 0 ? to : [...to, ...cc, ...bcc];
  if (recipients.length === 0) throw badRequest('The destination has no recipients.');
  if (recipients.length > maxRecipients) throw badRequest(`Recipient count exceeds ${maxRecipients}.`);
  for (const recipient of recipients) bareAddress(recipient);
  return recipients.length === 1 && to[0] !== undefined ? to[0] : { to, cc, bcc };
}

/**
 * Tags by name; undefined for none.
 * @throws AwsError when a name or value has other characters than letters, digits, `_` and `-`, or more than 256 of them.
 */
export function parseTags(input: unknown): Tags | undefined {
  const list = (input ?? []) as readonly { readonly Name: string; readonly Value: string }[];
  if (list.length === 0) return undefined;
  const tags: Record<string, string> = {};
  for (const { Name, Value } of list) {
    for (const part of [Name, Value]) {
      if (!/^[\w-]{1,256}$/.test(part))
        throw badRequest(`Invalid message tag <${part}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`);
    }
    tags[Name] = Value;
  }
  return tags;
}

/**
 * Headers in their order; undefined for none.
 * @throws AwsError for a name or value that is not printable ASCII or too long: a line break could add headers of its own.
 */
export function parseHeaders(input: unknown): readonly Header[] | undefined {
  const list = (input ?? []) as readonly { readonly Name: string; readonly Value: string }[];
  if (list.length === 0) return undefined;
  return list.map(({ Name, Value }) => {
    if (!/^[!-9;-~]{1,126}$/.test(Name)) throw badRequest(`Invalid header name <${Name}>.`);
    if (!/^[ -~]{1,995}$/.test(Value) || Name.length + Value.length > 996) throw badRequest(`Invalid value of the header <${Name}>.`);
    return { name: Name, value: Value };
  });
}

/** Reads contents, and keeps the templates that it has read: a campaign sends the same few over and over. */
export class ContentReader {
  readonly #templates = new Map<string, Template[]>();
  #count = 0;

  /** The content of SendEmail (`Simple` or an inline `Template`) or of SendBulkEmail (an inline `Template`). */
  read(input: unknown): ParsedContent {
    const content = (input ?? {}) as Fields;
    supportsOnly('ses', 'Content', content, known.content);
    if (content.Template !== undefined) return this.#templated(content.Template as Fields);
    return this.#simple((content.Simple ?? {}) as Fields);
  }

  #simple(simple: Fields): ParsedContent {
    supportsOnly('ses', 'Content.Simple', simple, known.simple);
    const body = (simple.Body ?? {}) as Record<string, { readonly Data: string } | undefined>;
    supportsOnly('ses', 'Content.Simple.Body', body, known.body);
    const subject = (simple.Subject as { readonly Data?: string } | undefined)?.Data;
    if (subject === undefined || (body.Html ?? body.Text) === undefined) throw badRequest('Content.Simple needs a subject and a body.');
    const content = checked({ subject, html: body.Html?.Data, text: body.Text?.Data });
    return { template: Template.verbatim(content), isTemplated: false, data: {}, headers: parseHeaders(simple.Headers) ?? [] };
  }

  #templated(template: Fields): ParsedContent {
    supportsOnly('ses', 'Template', template, known.template);
    const { Subject, Html, Text } = (template.TemplateContent ?? {}) as Record<string, string | undefined>;
    if (Subject === undefined || (Html ?? Text) === undefined)
      throw new UnsupportedError('ses', 'templates without inline TemplateContent of subject and body');
    const data = template.TemplateData === undefined ? {} : templateData(String(template.TemplateData));
    return {
      template: this.#template({ subject: Subject, html: Html, text: Text }),
      isTemplated: true,
      data,
      headers: parseHeaders(template.Headers) ?? [],
    };
  }

  #template(content: Content): Template {
    const key = content.html ?? content.text ?? '';
    const alike = this.#templates.get(key) ?? [];
    const found = alike.find(
      ({ content: other }) => other.subject === content.subject && other.text === content.text && other.html === content.html,
    );
    if (found !== undefined) return found;
    if (this.#count++ >= 100) {
      this.#templates.clear();
      this.#count = 0;
    }
    const made = new Template(checked(content));
    this.#templates.set(key, [...alike, made]);
    return made;
  }
}

function checked(content: Content): Content {
  const bytes = Buffer.byteLength(content.subject) + Buffer.byteLength(content.html ?? '') + Buffer.byteLength(content.text ?? '');
  if (bytes > maxBytes) throw badRequest(`Message length is more than ${maxBytes} bytes long: '${bytes}'.`);
  return content;
}
