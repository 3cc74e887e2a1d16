import type { Route } from '#shared/lambda/http.ts';
import { HttpError } from '#shared/lambda/http-response.ts';
import type { Say } from '#shared/languages/pages.ts';
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
        const waitMs = worksFromMs - dependencies.clock.now();
        return page(
          request,
          (say) => say('done.title'),
          (say) => html`<p class="lead">${say('done.lead', { username: done.username })}</p>
${waitMs > 0 ? html`<div class="note"><p>${untilThen(say, waitMs)}</p></div>` : nothing}
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

/** For how long an app may still refuse, in minutes, from two hours on in hours. */
function untilThen(say: Say, waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  return minutes < 120 ? say('done.lingers', { count: minutes }) : say('done.lingersLong', { count: Math.ceil(minutes / 60) });
}
