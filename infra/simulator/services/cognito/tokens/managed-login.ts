import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Cognito } from '../context.ts';
import { passPage } from '../firewall.ts';
import type { Client } from '../pool/client.ts';
import { markActive } from '../pool/pool.ts';
import type { QuotaCategory } from '../quotas.ts';
import { incorrectPassword, notFound } from '../refusals.ts';
import { acceptCode } from '../self-service/factors.ts';
import { confirmReset, requestReset } from '../self-service/forgot-password.ts';
import { federatedUser } from '../sign-in/federation.ts';
import { postAuthentication, secondFactor } from '../sign-in/finish.ts';
import { announce, prove, refuseMigration } from '../sign-in/password-flow.ts';
import { checkPassword } from '../users/passwords.ts';
import type { User } from '../users/user.ts';
import { allowsFlow, type TokenEndpoint, tokenEndpoint } from './token-endpoint.ts';

/** What a browser takes from a sign-in. */
interface Visit {
  /** Of the pool's domain: every client of the pool takes it in the place of a password, for 60 minutes or what is set for it. */
  readonly cookie: string;
  /** Authorization code: 5 minutes, one exchange, this client. */
  readonly code: string;
}

/** The pages of an app client's managed login, as a browser uses them; PKCE, state and redirects have no part in it. */
interface LoginPages {
  /**
   * `/login` with a password, and the page for a code of an authenticator app where one is due. PreAuthentication runs; AWS documents no
   * PostAuthentication here, users see it.
   * @throws AwsError as a sign-in by the API; `CodeMismatchException` for an app code that is wrong or missing
   * @throws UnsupportedError for the pages that ask for a new password or a first authenticator app
   */
  signIn(username: string, password: string, appCode?: string): Promise<Visit>;
  /**
   * `/oauth2/authorize` with a cookie: a code without a password, and without PreAuthentication ("renewal of an existing authentication session also
   * doesn't activate this trigger", https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html).
   * @throws AwsError `login_required`
   */
  reuse(cookie: string): string;
  /**
   * The return from an identity provider, of the user `Provider_id` or of one who is linked. The first time it makes the user and runs PostConfirmation,
   * later PreAuthentication and PostAuthentication (documented, and that PreTokenGeneration runs both times).
   */
  federated(username: string, attributes?: Readonly<Record<string, string>>): Promise<Visit>;
  /** `/logout`: ends the session of a cookie. Tokens live on. */
  signOut(cookie: string): void;
  /** `/forgotPassword`: mails a code, on the quota of the API's ForgotPassword. */
  forgotPassword(username: string): void;
  /** `/confirmForgotPassword`: sets a new password by a code. */
  confirmForgotPassword(username: string, code: string, password: string): Promise<void>;
}

/** Managed login of an app client: pages and token endpoint. */
export type ManagedLogin = LoginPages & TokenEndpoint;

/** What a request for a page draws on (quotas page). */
const categories = {
  '/login': 'UserAuthentication',
  '/mfa': 'UserAuthentication',
  '/oauth2/idpresponse': 'UserFederation',
  '/forgotPassword': 'UserAccountRecovery',
  '/confirmForgotPassword': 'UserAccountRecovery',
} as const satisfies Readonly<Record<string, QuotaCategory>>;

/**
 * Managed login of a client. PreTokenGeneration does not run at the pages but at the exchange of the code: believed, as that is where tokens come to be;
 * AWS says only that it runs. The sign-in pages refuse a client without the code grant of OAuth with `unauthorized_client`.
 * @throws AwsError `ResourceNotFoundException` for a pool without a domain: nothing answers there
 */
export function managedLogin(cognito: Cognito, client: Client): ManagedLogin {
  const { pool } = client;
  if (pool.domain === undefined) throw notFound(`User pool ${pool.id} has no domain.`);
  const now = () => cognito.world.clock.now();
  const visit = (page: keyof typeof categories) => {
    passPage(cognito, client, page);
    cognito.quotas.take(categories[page]);
  };
  const authorize = () => {
    if (!allowsFlow(client, 'code')) throw new AwsError('unauthorized_client', `Client ${client.id} may not use the code grant.`);
  };
  const welcome = (user: User): Visit => {
    markActive(pool, user, now());
    const session = { user, pool, authTimeMs: now() };
    return { cookie: cognito.hosted.openCookie(session), code: cognito.hosted.grant(session, client, now()) };
  };
  return {
    ...tokenEndpoint(cognito, client),
    async signIn(username, password, appCode) {
      authorize();
      visit('/login');
      refuseMigration(pool, username);
      const user = await announce(cognito, client, username, undefined);
      if (user === undefined) throw incorrectPassword();
      prove(cognito, client, user, (nowMs) => checkPassword(pool, user, password, nowMs));
      if (user.status === 'FORCE_CHANGE_PASSWORD') throw new UnsupportedError('cognito', 'the page for a new password of managed login');
      const factor = secondFactor(pool, user);
      if (factor === 'MFA_SETUP') throw new UnsupportedError('cognito', 'the page for a first authenticator app of managed login');
      if (factor !== undefined) {
        visit('/mfa');
        if (!acceptCode(pool, user, appCode ?? '', now())) throw new AwsError('CodeMismatchException', 'Invalid code received for user');
      }
      await postAuthentication(cognito, client, user, undefined);
      return welcome(user);
    },
    reuse(cookie) {
      passPage(cognito, client, '/oauth2/authorize');
      authorize();
      return cognito.hosted.grant(cognito.hosted.find(cookie, client, now()), client, now());
    },
    async federated(username, attributes = {}) {
      authorize();
      visit('/oauth2/idpresponse');
      return welcome(await federatedUser(cognito, client, username, attributes));
    },
    signOut(cookie) {
      passPage(cognito, client, '/logout');
      cognito.hosted.clear(cookie);
    },
    forgotPassword(username) {
      visit('/forgotPassword');
      requestReset(cognito, client, username);
    },
    async confirmForgotPassword(username, code, password) {
      visit('/confirmForgotPassword');
      await confirmReset(cognito, client, { username, code, password, metadata: undefined });
    },
  };
}
