import { quietMs } from '#domain/staff/log-in-tries.ts';
import type { Route } from '#shared/lambda/http.ts';
import { HttpError, json, retryAfter } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import { makeGuardedLogIn } from './guarded-log-in.ts';
import { codeOf } from './log-in.ts';
import { credentials, session } from './log-in-schemas.ts';

/** Where a program gets the token that every other operation takes. */
export const apiLogInPath = '/api/log-in';

/** The log-in of a program. Whoever must still choose a password, or set up an authenticator app, does that in the console first. */
export function apiLogInRoute(dependencies: Pick<Dependencies, 'staffPool' | 'logInTries' | 'deviceSecret' | 'logger' | 'metrics'>): Route {
  const { logger, metrics } = dependencies;
  const guarded = makeGuardedLogIn(dependencies);
  return {
    method: 'POST',
    path: apiLogInPath,
    caller: 'program',
    handle: async ({ body }) => {
      const { username, password, code, device } = requireValid(credentials, body);
      const first = await guarded.logIn(username, password, device);
      const asksCode = first.ok && 'challenge' in first.value && first.value.challenge === 'SOFTWARE_TOKEN_MFA';
      const outcome =
        asksCode && code !== undefined ? await guarded.answer({ username, ...first.value, answer: codeOf(code) }, device) : first;
      if (!outcome.ok || !('id' in outcome.value)) {
        const reason = outcome.ok ? 'unsupported' : outcome.error;
        logger.log(messages.staffRefused, { reason });
        metrics.count('StaffLogin::Refused');
        if (reason === 'throttled' || reason === 'tries') {
          throw new HttpError(429, 'too many log-ins; try again later', retryAfter(quietMs));
        }
        throw new HttpError(
          401,
          'username, password and code do not open a session; a code is that of the authenticator app, which counts once; log in to the console to see why',
        );
      }
      logger.log(messages.staffLoggedIn);
      metrics.count('StaffLogin::Accepted');
      return json(session.parse({ token: outcome.value.id }));
    },
  };
}
