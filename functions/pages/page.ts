import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, html as htmlResponse, type ResponseOptions } from '#shared/lambda/http-response.ts';
import { pageTexts, type Say } from '#shared/languages/pages.ts';
import { layout } from '#shared/web/layout.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { steps } from '#shared/web/steps.ts';

/** Where a page stands on the holder's way. */
export interface PageOptions extends ResponseOptions {
  /** The step of the way, from 0; 3 when all are done. @default no way is shown */
  readonly step?: number;
  /** Seconds after which trying again makes sense. @default nothing is said */
  readonly retryAfterSeconds?: number;
}

/** Who asks for a page, and where. */
export type PageRequest = Pick<HttpRequest, 'path' | 'language'>;

/** One page: its title as heading, what `body` makes of the texts, and the way. */
export function page(
  { path, language }: PageRequest,
  title: (say: Say) => string,
  body: (say: Say) => Html,
  { step, retryAfterSeconds, ...options }: PageOptions = {},
): HttpResponse {
  const say = pageTexts[language];
  const names = [say('steps.address'), say('steps.code'), say('steps.password')];
  const way = step === undefined ? nothing : steps({ label: say('steps.label'), names, current: step });
  const markup = layout({
    path,
    language,
    title: title(say),
    home: '/',
    width: 'narrow',
    foot: say('foot.asking'),
    offerLanguages: true,
    body: html`${way}<h1>${title(say)}</h1>${body(say)}`,
  });
  const retry = retryAfterSeconds === undefined ? {} : { headers: { 'Retry-After': String(retryAfterSeconds) } };
  return { ...htmlResponse(markup, options), ...retry };
}

/** A link that looks like a button. */
export function buttonLink(href: string, label: string): Html {
  return html`<p><a class="button" href="${href}">${label}</a></p>`;
}

/** Who helps when the pages cannot. */
export function helpdesk(say: Say, question: Html): Html {
  return html`<div class="note"><p>${question} ${say('helpdesk.call')}</p></div>`;
}
