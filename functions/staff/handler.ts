import { httpHandler } from '#shared/lambda/http.ts';
import { makeAdditionOperations } from './addition-api.ts';
import { makeAlarmOperations } from './alarm-api.ts';
import { apiLogInRoute, apiRoutes, makeOperations } from './api.ts';
import { consoleRoutes } from './console.ts';
import { makeContentsOperations } from './contents-api.ts';
import { makeDeadLetterOperations } from './dead-letter-api.ts';
import type { Dependencies } from './dependencies.ts';
import { makeFindOperations } from './find-api.ts';
import { makeMailOperations } from './mail-api.ts';
import { makeMessageOperations } from './message-api.ts';
import { errorPage } from './pages/frame.ts';
import { makeProposalOperations } from './proposal-api.ts';
import { makeStepOperations } from './step-api.ts';

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
