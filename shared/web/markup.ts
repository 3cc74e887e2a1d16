import { raw, html as template } from 'hono/html';

/** Markup that is safe to send: made by {@link html}, never from a plain text. */
export type Html = ReturnType<typeof raw>;

/** A template whose values are escaped, but for other markup and lists of markup. Nothing asynchronous may stand in it. */
export const html = template as (strings: TemplateStringsArray, ...values: unknown[]) => Html;

/** No markup, for parts that are not there. */
export const nothing: Html = raw('');
