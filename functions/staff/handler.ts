import { httpHandler } from '#shared/lambda/http.ts';
import { consoleRoutes } from './console.ts';
import type { Dependencies } from './dependencies.ts';
import { apiRoutes } from './faces/api.ts';
import { errorPage } from './faces/frame.ts';
import { apiLogInRoute } from './log-in/api-log-in.ts';
import { operations } from './operations.ts';

/** The staff's API and console. */
export function makeHandler(dependencies: Dependencies) {
  return httpHandler({
    routes: [apiLogInRoute(dependencies), ...apiRoutes(operations, dependencies), ...consoleRoutes(dependencies)],
    logger: dependencies.logger,
    errorPage,
  });
}
