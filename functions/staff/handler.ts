import { httpHandler } from '#shared/lambda/http.ts';
import { makeFindOperations } from './accounts/api.ts';
import { makeAlarmOperations } from './alarms/api.ts';
import { makeAdditionOperations } from './compromised/api.ts';
import { consoleRoutes } from './console.ts';
import { makeContentsOperations } from './contents/api.ts';
import { makeDeadLetterOperations } from './dead-letters/api.ts';
import type { Dependencies } from './dependencies.ts';
import { apiLogInRoute, apiRoutes, makeOperations } from './faces/api.ts';
import { errorPage } from './faces/frame.ts';
import { makeMessageOperations } from './messages/api.ts';
import { makeStepOperations } from './not-reached/api.ts';
import { makeMailOperations } from './notices/api.ts';
import { makeProposalOperations } from './release/api.ts';

/** The staff's API and console. */
export function makeHandler(dependencies: Dependencies) {
  const operations = [
    ...makeOperations(dependencies),
    ...makeDeadLetterOperations(dependencies),
    ...makeAlarmOperations(dependencies),
    ...makeAdditionOperations(dependencies),
    ...makeProposalOperations(dependencies),
    ...makeContentsOperations(dependencies),
    ...makeMailOperations(dependencies),
    ...makeFindOperations(dependencies),
    ...makeStepOperations(dependencies),
    ...makeMessageOperations(dependencies),
  ];
  return httpHandler({
    routes: [apiLogInRoute(dependencies), ...apiRoutes(operations), ...consoleRoutes(dependencies, operations)],
    logger: dependencies.logger,
    errorPage,
  });
}
