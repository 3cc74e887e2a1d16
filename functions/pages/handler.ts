import { httpHandler, type Route } from '#shared/lambda/http.ts';
import { asset } from '#shared/lambda/http-response.ts';
import { staticFiles } from '#shared/web/style.ts';
import type { Dependencies } from './dependencies.ts';
import { checkPage } from './pages/check.ts';
import { codePage } from './pages/code.ts';
import { donePage } from './pages/done.ts';
import { errorPage } from './pages/error.ts';
import { factorPage } from './pages/factor.ts';
import { identifyPage } from './pages/identify.ts';
import { passwordPage } from './pages/password.ts';
import { startPage } from './pages/start.ts';

/** The holders' pages: from what happened to a new password. They need no script. */
export function makeHandler(dependencies: Dependencies) {
  const files: readonly Route[] = staticFiles.map(({ path, contentType, body }) => ({
    method: 'GET',
    path,
    handle: () => asset(contentType, body),
  }));
  return httpHandler({
    routes: [
      ...startPage,
      ...identifyPage(dependencies),
      ...codePage(dependencies),
      ...passwordPage(dependencies),
      ...factorPage(dependencies),
      ...donePage(dependencies),
      ...checkPage(dependencies),
      ...files,
    ],
    logger: dependencies.logger,
    errorPage,
  });
}
