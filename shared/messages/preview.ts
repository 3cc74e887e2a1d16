import type { Language } from '#domain/account/language.ts';
import type { Mail } from './frame.ts';

/** A mail, and invented values to look at it with before it is sent. */
export interface Preview {
  /** The mail as it is made; in a template with its placeholders. */
  readonly mail: (language: Language, options: { readonly pagesOrigin: string }) => Mail;
  /** A value for each of its placeholders. @default it has none */
  readonly values?: (language: Language) => Readonly<Record<string, string>>;
  /** What the linter would take for a secret. @default nothing */
  readonly allowed?: string;
}

/** Whom previews are for. Nobody: the reference is of the right form, but was never given out. */
export const invented = { username: 'zoe.dhondt', name: "Zoë d'Hondt", reference: '4K7M-12XW-D9FT' } as const;

/** A mail as somebody would get it. */
export function filled({ mail, values }: Preview, language: Language, options: { readonly pagesOrigin: string }): Mail {
  const data = values?.(language) ?? {};
  const fill = (part: string) => part.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => data[name] ?? placeholder);
  const { subject, preheader, html, text } = mail(language, options);
  return { subject, preheader, html: fill(html), text: fill(text) };
}
