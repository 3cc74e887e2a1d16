import { type Language, languages } from '#domain/account/language.ts';
import { charactersOutsideGsm } from '#domain/campaign/text-spend.ts';
import { type Mail, pagesAddress } from './frame.ts';

/** What a mail may hold. */
export interface LintOptions {
  /** The only address that it may name. */
  readonly pagesOrigin: string;
  /** Names of its placeholders: those ending in `Html` stand in the HTML alone, the others in the text alone. @default none */
  readonly placeholders?: readonly string[];
  /** What looks like a secret and may stand in it, such as the code in the mail that brings it. @default nothing */
  readonly allowed?: string;
}

/** Most bytes that the HTML may have: Gmail cuts off what is longer than about 102 KB. */
export const maxHtmlBytes = 100_000;

/** Most characters that a subject may have (RFC 5322, 2.1.1: a line should have 78 at most). */
const maxSubject = 78;

/** Most characters that a preheader may have: few inboxes show more behind a subject. */
const maxPreheader = 90;

/**
 * What is wrong with a mail in its languages, one line each; empty when it may be sent. It must hold the same placeholders in every
 * language, no address but the configured origin, nothing that tells whether it was read, and no secret.
 */
export function lintMail(mail: (language: Language) => Mail | undefined, options: LintOptions): readonly string[] {
  return languages.flatMap((language) => {
    const content = mail(language);
    if (content === undefined) return [`${language}: the mail is missing`];
    const { subject, preheader, html, text } = content;
    return [
      ...(html.trim() === '' || text.trim() === '' ? ['the HTML or the text is empty'] : []),
      ...placeholderFaults('html', html, options.placeholders?.filter((name) => name.endsWith('Html')) ?? []),
      ...placeholderFaults('text', text, options.placeholders?.filter((name) => !name.endsWith('Html')) ?? []),
      ...lineFaults('subject', subject, maxSubject),
      ...lineFaults('preheader', preheader, maxPreheader),
      ...markupFaults(html),
      ...linkFaults(html, pagesAddress(options.pagesOrigin)),
      ...[subject, html, text].flatMap((part) => [
        ...addressFaults(part, pagesAddress(options.pagesOrigin)),
        ...secretFaults(part, options.allowed),
      ]),
      ...(Buffer.byteLength(html) > maxHtmlBytes ? [`the HTML has ${Buffer.byteLength(html)} bytes; allowed: ${maxHtmlBytes}`] : []),
    ].map((fault) => `${language}: ${fault}`);
  });
}

/**
 * What is wrong with a text message in its languages, one line each. The rules are those of a mail's text, and it must fit into GSM's alphabet, as it
 * would cost double otherwise.
 */
export function lintText(text: (language: Language) => string, { pagesOrigin }: Pick<LintOptions, 'pagesOrigin'>): readonly string[] {
  return languages.flatMap((language) => {
    const content = text(language);
    const dear = charactersOutsideGsm(content);
    return [
      ...(content.trim() === '' ? ['the text is empty'] : []),
      ...placeholderFaults('text', content, []),
      ...addressFaults(content, pagesAddress(pagesOrigin)),
      ...secretFaults(content),
      ...(dear.length > 0 ? [`the text has ${dear.join(' ')}; allowed: GSM's alphabet`] : []),
    ].map((fault) => `${language}: ${fault}`);
  });
}

function lineFaults(part: string, content: string, most: number): string[] {
  if (content !== '' && content.length <= most && !/[\r\n]|\{\{/.test(content)) return [];
  return [`the ${part} has ${content.length} characters; allowed: 1 to ${most} on one line, without placeholders`];
}

function placeholderFaults(part: string, content: string, wanted: readonly string[]): string[] {
  const given = [...new Set([...content.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name ?? ''))];
  const missing = wanted.filter((name) => !given.includes(name)).map((name) => `the ${part} lacks {{${name}}}`);
  return [...missing, ...given.filter((name) => !wanted.includes(name)).map((name) => `the ${part} has an unknown {{${name}}}`)];
}

/** Elements and attributes that load, run or submit something: whatever loads tells somebody that the mail was opened. */
const active =
  /<(img|picture|video|audio|script|link|iframe|object|embed|form|input|button|svg|base|style)\b|\s(src|srcset|background|on\w+)\s*=|url\(|@import|http-equiv/gi;

function markupFaults(html: string): string[] {
  return [...html.matchAll(active)].map(([found]) => `the HTML has ${found.trim()}, which loads, runs or submits something`);
}

/** An address is anything with a scheme, a link's target, or a host name written out. */
const address = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+|href="([^"]*)"|\bwww\.[^\s"'<>)]+|\bmailto:[^\s"'<>)]+/gi;

function addressFaults(content: string, origin: string): string[] {
  return [...content.matchAll(address)]
    .map(([found, target]) => target ?? found)
    .filter((found) => found !== origin)
    .map((found) => `it names ${found}; allowed: ${origin}`);
}

/** A link may say where it leads only if that is where it leads: another host name in its text deceives. */
function linkFaults(html: string, origin: string): string[] {
  const { host } = new URL(origin);
  return [...html.matchAll(/<a\b[^>]*>(.*?)<\/a>/gis)]
    .flatMap(([, inner = '']) => inner.replaceAll(/<[^>]*>/g, '').match(/(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/gi) ?? [])
    .filter((named) => named.toLowerCase() !== host)
    .map((named) => `the text of a link names ${named}; allowed: ${host}`);
}

/** Codes and tokens: four digits and more, or twenty characters of Base64 or hex with a digit in them. Styles are no text. */
function secretFaults(content: string, allowed = ''): string[] {
  const words = (allowed === '' ? content : content.replaceAll(allowed, ''))
    .replaceAll(/\sstyle="[^"]*"/g, '')
    .replaceAll(/https?:\/\/[^\s"'<>]+/g, '');
  const found = words.match(/\d[\d -]{2,}\d|(?=[\w+/=-]*\d)[\w+/=-]{20,}/g) ?? [];
  return found.map((secret) => `it holds what looks like a secret: ${secret.slice(0, 4)}…`);
}
