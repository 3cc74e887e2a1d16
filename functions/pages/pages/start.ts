import type { Route } from '#shared/lambda/http.ts';
import { html } from '#shared/web/markup.ts';
import { buttonLink, helpdesk, page } from '../page.ts';

/** "Choose a new password": what happened, and how it goes. */
export const startPage: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    handle: (request) =>
      page(
        request,
        (say) => say('start.title'),
        (say) => html`<p class="lead">${say('start.lead')}</p>
<p>${say('start.old')} ${say('start.wait')}</p>
<section class="panel"><h2>${say('start.way')}</h2>
<ol><li>${say('start.way.address')}</li><li>${say('start.way.code')}</li><li>${say('start.way.password')}</li></ol>
${buttonLink('./identify', say('start.begin'))}</section>
<p><a href="./check">${say('check.title')}</a></p>
${helpdesk(say, html`${say('start.help')}`)}`,
      ),
  },
];
