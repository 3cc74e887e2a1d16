import type { ErrorView } from '#shared/lambda/http.ts';
import { relativeLink } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { buttonLink, helpdesk, page } from '../page.ts';

/** What is shown when a request ends with a refusal or a failure. */
export function errorPage({ path, language, status }: ErrorView): string {
  const kind = kindOf(status);
  return page(
    { path, language },
    (say) => say(`error.${kind}.title`),
    (say) => html`<p class="lead">${say(`error.${kind}.text`)}</p>
${buttonLink(relativeLink(path, '/'), say('error.begin'))}
${helpdesk(say, html`${say('error.help')}`)}`,
  ).body;
}

function kindOf(status: number): 'missing' | 'step' | 'foreign' | 'request' | 'ours' {
  if (status >= 500) return 'ours';
  return ({ 403: 'foreign', 404: 'missing', 409: 'step' } as const)[status as 403] ?? 'request';
}
