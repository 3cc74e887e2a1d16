import type { Route } from '#shared/lambda/http.ts';
import { asset, html, json, redirect } from '#shared/lambda/http-response.ts';
import { relativeLink } from '#shared/web/links.ts';
import { staticFiles } from '#shared/web/style.ts';
import { accountPages } from './accounts/pages.ts';
import { alarmPages } from './alarms/pages.ts';
import { campaignPages } from './campaign/pages.ts';
import { compromisedPages } from './compromised/pages.ts';
import { contentsPages } from './contents/pages.ts';
import { deadLetterPages } from './dead-letters/pages.ts';
import type { Dependencies } from './dependencies.ts';
import { doorPages } from './doors/pages.ts';
import { apiDescriptionPage } from './faces/api-page.ts';
import { actRoutes } from './faces/ask.ts';
import { describeOnce } from './faces/openapi.ts';
import { paths } from './faces/paths.ts';
import { rolesPage } from './faces/roles-page.ts';
import { type AnyPage, makeInside, pageRoutes } from './faces/visits.ts';
import { devicePages } from './log-in/device.ts';
import { logInRoutes } from './log-in/log-in.ts';
import { makeSessions } from './log-in/session.ts';
import { messagePages } from './messages/pages.ts';
import { notReachedPages } from './not-reached/pages.ts';
import { acts, subjects } from './operations.ts';
import { planPages } from './plan/pages.ts';
import { releasePages } from './release/pages.ts';

/** The pages that are written by hand; those that ask before an act are made from it. */
const pages: readonly AnyPage[] = [
  ...campaignPages,
  ...planPages,
  ...alarmPages,
  ...releasePages,
  ...compromisedPages,
  ...contentsPages,
  ...devicePages,
  rolesPage(subjects),
  ...notReachedPages,
  ...accountPages,
  ...messagePages,
  ...doorPages,
  ...deadLetterPages,
];

/** The console: pages for people, which do what the API does. */
export function consoleRoutes(dependencies: Dependencies): readonly Route[] {
  const sessions = makeSessions(dependencies);
  const inside = makeInside(sessions, acts);
  const describe = describeOnce();
  return [
    ...staticFiles.map(({ path, contentType, body }): Route => ({ method: 'GET', path, handle: () => asset(contentType, body) })),
    ...[paths.root, paths.console].map(
      (path): Route => ({ method: 'GET', path, handle: (request) => redirect(relativeLink(request.path, paths.campaigns)) }),
    ),
    ...logInRoutes(dependencies, sessions),
    ...pageRoutes(pages, inside, dependencies),
    ...actRoutes(acts, inside, dependencies),
    { method: 'GET', path: paths.apiDescription, handle: ({ path }) => html(apiDescriptionPage(path, describe())) },
    { method: 'GET', path: paths.openApi, handle: () => json(describe()) },
  ];
}
