import type { Route } from '#shared/lambda/http.ts';
import { html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { relativeLink } from '#shared/web/links.ts';
import type { Dependencies } from '../dependencies.ts';
import { valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { makeAlarms } from './alarms.ts';
import { newTest } from './api.ts';
import { alarmsPage } from './page.ts';

/** The page on which staff see who hears the alarms, and test them. */
export function alarmRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const alarms = makeAlarms(dependencies);
  return [
    {
      method: 'GET',
      path: paths.alarms,
      handle: inside(async ({ path }, staff) => {
        const { clock, ids } = dependencies;
        return html(alarmsPage({ path, staff, status: await alarms.status(), key: ids.next(), nowMs: clock.now() }));
      }),
    },
    {
      method: 'POST',
      path: paths.testAlarms,
      handle: inside(async ({ path, body }, staff) => {
        valueOrProblem(await alarms.test(staff, requireValid(newTest, body).key));
        return redirect(relativeLink(path, paths.alarms));
      }),
    },
  ];
}
