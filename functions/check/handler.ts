import { candidateEpochs, judge } from '#domain/gate/gate.ts';
import { checkToken, floorsOf } from '#domain/gate/token-check.ts';
import { httpHandler, type Route } from '#shared/lambda/http.ts';
import { json } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from './dependencies.ts';
import { signInQuestion, tokenQuestion } from './questions.ts';

/**
 * The check over HTTP, for resource servers that verify tokens themselves and for log-ins that are not Cognito's. Callers show themselves with
 * AWS credentials, which API Gateway checks. Nothing is changed.
 */
export function makeHandler(dependencies: Dependencies) {
  const { epochs, accounts, recent, clock, logger, metrics } = dependencies;
  const known = async (sub: string) => {
    const holding = await epochs();
    const remembered = recent.get(sub, holding);
    const rows = remembered ?? (await accounts.getMany(holding.map(({ campaignId }) => ({ campaignId, sub }))));
    const remember = () => {
      if (remembered === undefined) recent.remember(sub, holding, rows);
    };
    return { holding, rows, remember };
  };
  const routes: readonly Route[] = [
    { method: 'GET', path: '/not-before', caller: 'program', handle: async () => json(floorsOf(await epochs())) },
    {
      method: 'POST',
      path: '/check/token',
      caller: 'program',
      handle: async ({ body }) => {
        const { sub, authTime, clientId } = requireValid(tokenQuestion, body);
        const { holding, rows, remember } = await known(sub);
        const verdict = checkToken(holding, rows, { authTime, clientId });
        if (verdict.accepted) remember();
        metrics.count(verdict.accepted ? 'Token::Accepted' : 'Token::Refused');
        return json(verdict);
      },
    },
    {
      method: 'POST',
      path: '/check/sign-in',
      caller: 'program',
      handle: async ({ body }) => {
        const { sub, clientId, environment, organisation, attributes } = requireValid(signInQuestion, body);
        const { holding, rows, remember } = await known(sub);
        const candidates = candidateEpochs(holding, clientId);
        const facts = { attributes, environment, organisation, createdAt: undefined, listed: false };
        const verdict = judge(candidates, rows, { facts, federated: false, clientId, isOurClient: false, nowMs: clock.now() });
        if (verdict.admitted) remember();
        metrics.count(verdict.admitted ? 'Gate::Admitted' : 'Gate::Refused');
        return json(verdict);
      },
    },
  ];
  return httpHandler({ routes, logger, errorPage: ({ detail }) => detail });
}
