import { UnsupportedError } from '../../errors.ts';
import { badRequest } from './addresses.ts';

/** The parts of a mail. */
export interface Content {
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
}

/** Values for a template's variables. */
export type TemplateData = Readonly<Record<string, unknown>>;

/** Text and variable names in turn: even places are text, odd ones are names. */
type Segments = readonly string[];

/** A mail with `{{variables}}`, read once. SES does not escape values for HTML, so neither does this. */
export class Template {
  readonly content: Content;
  readonly #subject: Segments;
  readonly #html: Segments;
  readonly #text: Segments;
  readonly #names: readonly string[];

  /** @throws UnsupportedError for anything of Handlebars but `{{name}}` and `{{outer.inner}}`. */
  constructor(content: Content, read: (text: string) => Segments = segmentsOf) {
    this.content = content;
    this.#subject = read(content.subject);
    this.#html = read(content.html ?? '');
    this.#text = read(content.text ?? '');
    const all = [this.#subject, this.#html, this.#text].flatMap((segments) => segments.filter((_, index) => index % 2 === 1));
    this.#names = [...new Set(all)];
  }

  /** A mail that is taken as it stands. */
  static verbatim(content: Content): Template {
    return new Template(content, (text) => [text]);
  }

  /** The first variable that `data` has no value for; undefined when it has all. */
  missingFrom(data: TemplateData): string | undefined {
    return this.#names.find((name) => lookUp(name, data) === undefined);
  }

  /** Only the subject, with the values of `data`. */
  subject(data: TemplateData): string {
    return fill(this.#subject, data);
  }

  /** The mail with the values of `data`; a missing one is empty. */
  render(data: TemplateData): Content {
    return {
      subject: this.subject(data),
      html: this.content.html === undefined ? undefined : fill(this.#html, data),
      text: this.content.text === undefined ? undefined : fill(this.#text, data),
    };
  }
}

/** @throws AwsError when `text` is no JSON object. */
export function templateData(text: string): TemplateData {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as TemplateData;
  } catch {
    // Refused below, as JSON of another kind is.
  }
  throw badRequest('Template data is not a valid JSON object.');
}

function segmentsOf(text: string): Segments {
  return text.split(/\{\{(.*?)\}\}/s).map((part, index) => {
    if (index % 2 === 0) return part;
    const name = part.trim();
    if (!/^[\w-]+(\.[\w-]+)*$/.test(name)) throw new UnsupportedError('ses', `{{${part}}} in a template`);
    return name;
  });
}

function lookUp(name: string, data: TemplateData): unknown {
  let value: unknown = data;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as TemplateData)[key];
  }
  return value;
}

function fill(segments: Segments, data: TemplateData): string {
  return segments.map((segment, index) => (index % 2 === 0 ? segment : String(lookUp(segment, data) ?? ''))).join('');
}
