import middy from '@middy/core';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEventV2, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { checkToken, type TokenVerdict } from '#domain/gate/token-check.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { isMachine, readToken, type VerifiedToken } from './token.ts';

/** What API Gateway asks: a REST API's TOKEN authorizer, or an HTTP API's with payload format 2.0 and simple responses. */
export type AuthorizerEvent = APIGatewayTokenAuthorizerEvent | APIGatewayRequestAuthorizerEventV2;

/** What it is answered: a policy, or yes or no. */
export type AuthorizerAnswer = APIGatewayAuthorizerResult | { readonly isAuthorized: boolean; readonly context: Record<string, string> };

/**
 * Authorizes requests of a product's own APIs by the pool's tokens, and refuses those from before an epoch or from before the account's own
 * recovery. When a table cannot be read the request fails: whether the token is good is then not known.
 */
export function makeHandler(dependencies: Dependencies) {
  const { verifier, epochs, accounts, recent, logger, metrics } = dependencies;

  const judge = async (token: VerifiedToken): Promise<TokenVerdict> => {
    if (isMachine(token)) return { accepted: true };
    const holding = await epochs();
    const remembered = recent.get(token.sub, holding);
    const rows = remembered ?? (await accounts.getMany(holding.map(({ campaignId }) => ({ campaignId, sub: token.sub }))));
    const verdict = checkToken(holding, rows, token);
    if (verdict.accepted && remembered === undefined) recent.remember(token.sub, holding, rows);
    return verdict;
  };

  return middy<AuthorizerEvent, AuthorizerAnswer>({ timeoutEarlyInMillis: 0 }).handler(async (event) => {
    const simple = 'version' in event;
    const token = await readToken(verifier, simple ? (event.headers?.authorization ?? '') : event.authorizationToken);
    if (token === undefined) {
      metrics.count('Token::Invalid');
      if (simple) return { isAuthorized: false, context: {} };
      // API Gateway answers 401 to exactly this text (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
      throw new Error('Unauthorized');
    }
    const verdict = await judge(token);
    if (!verdict.accepted) {
      logger.log(messages.tokenRefused, { reason: verdict.reason });
      metrics.count('Token::Refused');
    } else metrics.count('Token::Accepted');
    const context = { sub: token.sub, ...(!verdict.accepted && { reason: verdict.reason }) };
    if (simple) return { isAuthorized: verdict.accepted, context };
    return {
      principalId: token.sub,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Action: 'execute-api:Invoke', Effect: verdict.accepted ? 'Allow' : 'Deny', Resource: everyMethodOf(event.methodArn) },
        ],
      },
      context,
    };
  });
}

/** The whole stage: API Gateway keeps the answer for the token and asks it for other methods too. */
function everyMethodOf(methodArn: string): string {
  return `${methodArn.split('/').slice(0, 2).join('/')}/*`;
}
