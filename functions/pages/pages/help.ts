import type { HttpResponse } from '#shared/lambda/http-response.ts';
import { html } from '#shared/web/markup.ts';
import { forgetChallenge } from '../challenge.ts';
import { helpdesk, type PageRequest, page } from '../page.ts';

/** "You need help from our helpdesk": the account stays contained until it does. */
export function helpPage(request: PageRequest): HttpResponse {
  return page(
    request,
    (say) => say('help.title'),
    (say) => html`<p class="lead">${say('help.text')}</p>
${helpdesk(say, html`${say('help.closed')}`)}`,
    { status: 409, cookies: [forgetChallenge()] },
  );
}
