import { inject } from 'vitest';
import { type StageOptions, setStage as setRehearsalStage } from '#infra/rehearsal/stage.ts';
import { Browser, type Site } from './browser.ts';
import { StaffMember } from './staff.ts';

/** Sluis on simulated AWS in virtual time, with people who use it through the doors that people have. */
export async function setStage(options: StageOptions) {
  const stage = await setRehearsalStage({ templates: inject('templates'), ...options });
  const { simulator, settle } = stage;

  const site = (api: string): Site => {
    return async ({ method, path, headers, body }) => {
      const [bare = '/', queryString = ''] = path.split(/\?(.*)/s);
      const answer = await settle(
        simulator.http(api, {
          method,
          path: bare,
          queryString,
          headers: { host: 'staff.example', ...headers },
          ...(body !== undefined && { body }),
        }),
      );
      const named = Object.entries(answer.headers).map(([name, values]) => [name.toLowerCase(), values] as const);
      return {
        status: answer.status,
        headers: Object.fromEntries(named.map(([name, values]) => [name, values.join(', ')])),
        cookies: named.flatMap(([name, values]) => (name === 'set-cookie' ? values : [])),
        body: Buffer.from(answer.body).toString(),
      };
    };
  };

  return {
    ...stage,
    cognito: simulator.services.cognito,
    ses: simulator.services.ses,
    /** Writes a row of one of Sluis's tables past all functions. */
    put: (table: string, Item: object) =>
      void simulator.services.dynamodb.operations.PutItem?.({ TableName: stage.tableName(table), Item }),
    /** A member of staff, logged in at the API. @param who a role, or a user name */
    staff: async (who: string) => new StaffMember(site('sluis-staff'), await stage.idToken(who)),
    /** A holder's browser at the public pages. */
    holder: () => new Browser(site('sluis-pages'), 'pages.example'),
    /** A browser at the console. */
    console: () => new Browser(site('sluis-staff'), 'staff.example'),
    /** A browser in which a member of staff is logged in. @param who a role, or a user name */
    consoleOf: async (who: string) =>
      new Browser(site('sluis-staff'), 'staff.example', { '__Host-staff': (await stage.logIn(who)).access }),
  };
}

/** What {@link setStage} gives. */
export type Stage = Awaited<ReturnType<typeof setStage>>;
