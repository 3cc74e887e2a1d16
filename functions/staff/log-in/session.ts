import type { Staff } from '#domain/staff/staff.ts';
import type { StaffPool, Tokens } from '#shared/aws/directory/staff.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { cookie } from '#shared/lambda/http-response.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';

/** A log-in of the console that counts. */
export interface Session {
  readonly staff: Staff;
  /** Cookies to set: those of a renewed access token, mostly none. */
  readonly cookies: readonly string[];
}

/** Log-ins of the console, kept in two cookies that scripts cannot read and other sites cannot send. Nothing is kept on the server. */
export interface Sessions {
  /** Who is logged in. Cognito is asked on every request, so a member of the staff who is disabled or logged out elsewhere is out at once. */
  read(request: HttpRequest): Promise<Session | undefined>;
  /** Cookies that begin a session. */
  open(tokens: Tokens): readonly string[];
  /** Ends the session and gives the cookies that forget it. */
  close(request: HttpRequest): Promise<readonly string[]>;
}

const accessCookie = '__Host-staff';
const refreshCookie = '__Host-staff-renewal';

/** Sessions of this user pool. */
export function makeSessions({ staffPool, logger }: { readonly staffPool: StaffPool; readonly logger: Dependencies['logger'] }): Sessions {
  const open = ({ access, refresh }: Tokens) => [cookie(accessCookie, access), ...(refresh ? [cookie(refreshCookie, refresh)] : [])];
  return {
    open,
    read: async ({ cookies }) => {
      const access = cookies[accessCookie];
      const staff = access === undefined ? undefined : await staffPool.identify(access);
      if (staff) return { staff, cookies: [] };
      const refresh = cookies[refreshCookie];
      const tokens = refresh === undefined ? undefined : await staffPool.renew(refresh);
      const renewed = tokens && (await staffPool.identify(tokens.access));
      return renewed && { staff: renewed, cookies: open(tokens) };
    },
    close: async ({ cookies }) => {
      const refresh = cookies[refreshCookie];
      try {
        if (refresh !== undefined) await staffPool.logOut(refresh);
      } catch (error) {
        logger.log(messages.staffLogOutIncomplete, errorFields(error));
      }
      return [cookie(accessCookie, '', { maxAgeSeconds: 0 }), cookie(refreshCookie, '', { maxAgeSeconds: 0 })];
    },
  };
}
