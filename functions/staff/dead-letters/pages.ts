import type { Route } from '#shared/lambda/http.ts';
import { html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { relativeLink } from '#shared/web/links.ts';
import type { Dependencies } from '../dependencies.ts';
import { valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { newRedrive } from './api.ts';
import { deadLettersPage, redrivePage } from './page.ts';
import { makeRedrive } from './redrive.ts';

/** The pages on which operators see dead-letter queues and redrive them. */
export function deadLetterRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { look, redrive } = makeRedrive(dependencies);
  return [
    {
      method: 'GET',
      path: paths.deadLetters,
      handle: inside(async ({ path }, staff) => html(deadLettersPage(path, staff, await dependencies.deadLetters.list()))),
    },
    {
      method: 'GET',
      path: paths.redrive,
      handle: inside(async ({ path, params }, staff) =>
        html(redrivePage({ path, staff, status: valueOrProblem(await look(params.queue ?? '')), key: dependencies.ids.next() })),
      ),
    },
    {
      method: 'POST',
      path: paths.redrive,
      handle: inside(async ({ path, params, body }, staff) => {
        const { key } = requireValid(newRedrive, body);
        valueOrProblem(await redrive(staff, params.queue ?? '', key));
        return redirect(relativeLink(path, paths.deadLetters));
      }),
    },
  ];
}
