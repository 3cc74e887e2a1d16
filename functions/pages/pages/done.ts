import type { Route } from '#shared/lambda/http.ts';
import { HttpError } from '#shared/lambda/http-response.ts';
import { html, nothing } from '#shared/web/markup.ts';
import { accountsOf } from '../accounts.ts';
import type { Dependencies } from '../dependencies.ts';
import { buttonLink, page } from '../page.ts';
import { requireRecovery } from '../session.ts';

/** "Your new password works", and what is left at the address. */
export function donePage(dependencies: Dependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/done',
      handle: async (request) => {
        const recovery = await requireRecovery(dependencies, request, 'proven');
        const { out, done, worksFromMs } = await accountsOf(dependencies, recovery);
        if (done === undefined) throw new HttpError(409, 'no password was set yet; begin again');
        const count = out.length;
        const minutes = Math.ceil((worksFromMs - dependencies.clock.now()) / 60_000);
        return page(
          request,
          (say) => say('done.title'),
          (say) => html`<p class="lead">${say('done.lead', { username: done.username })}</p>
${minutes < 1 ? nothing : html`<div class="note"><p>${say('done.lingers', { count: minutes })}</p></div>`}
${
  count === 0
    ? nothing
    : html`<section class="panel"><p>${say('done.others', { count })}</p>${buttonLink('./password', say('done.next'))}</section>`
}
<ul><li>${say('done.out')}</li><li>${say('done.mail')}</li><li>${say('done.elsewhere')}</li></ul>`,
          { step: 3 },
        );
      },
    },
  ];
}
