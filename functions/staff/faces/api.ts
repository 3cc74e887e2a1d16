import type * as z from 'zod';
import { type CampaignRow, maskAddress } from '#domain/campaign/campaign.ts';
import { shownEntries } from '#domain/plan/proposal.ts';
import type { Result } from '#domain/result.ts';
import { may, type Staff, staffFromClaims } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, type HttpResponse, json } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { listStillOut } from '../accounts/find.ts';
import { bodyOf, campaignOnly } from '../campaign/change-schemas.ts';
import { type Change, makeCommands } from '../campaign/changes.ts';
import { campaignHistory, campaignWithProgress } from '../campaign/progress-schemas.ts';
import * as schemas from '../campaign/schemas.ts';
import { readPlan } from '../contents/contents.ts';
import type { Dependencies } from '../dependencies.ts';
import { readDoors } from '../doors/doors.ts';
import { newCampaign } from '../plan/new-campaign.ts';
import { makeGuardedLogIn } from './guarded-log-in.ts';
import { codeOf } from './log-in.ts';
import { credentials, session } from './log-in-schemas.ts';
import type { Refusal } from './refusal.ts';

/** One operation of the API: its route and its description are made of the same. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Below the API's own address; `{id}` is a campaign's. */
  readonly path: `/api/${string}`;
  /** Permanent. */
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** Schema of the JSON body. @default an empty object */
  readonly body?: z.ZodType;
  /** Schema of the query. @default none is allowed */
  readonly query?: z.ZodObject;
  /** Schema of the JSON answer, or that it is a CSV file. */
  readonly answer: z.ZodType | 'csv';
  /** Statuses of refusals, beside 401, which API Gateway gives. */
  readonly refusals: readonly number[];
  /** Gives what the answer is made of; of a file, the whole answer. */
  run(staff: Staff, request: HttpRequest): Promise<unknown>;
}

/** Most bytes of a plan with a list. */
export const maxPlanBytes = 5_000_000;

const statuses = { invalid: 400, forbidden: 403, unknown: 404, conflict: 409, limited: 429 } as const satisfies Record<
  Refusal['reason'],
  number
>;

/** The value of a command's outcome. @throws HttpError where it was refused */
export function valueOrProblem<T>(outcome: Result<T, Refusal>): T {
  if (outcome.ok) return outcome.value;
  throw new HttpError(statuses[outcome.error.reason], outcome.error.text);
}

/** The campaign of a request's `{id}`. @throws HttpError 404 */
export async function requireCampaign(campaigns: Dependencies['campaigns'], { params }: HttpRequest): Promise<CampaignRow> {
  const id = schemas.campaignId.safeParse(params.id);
  const row = id.success ? await campaigns.get(id.data) : undefined;
  if (row === undefined) throw new HttpError(404, `there is no campaign ${(params.id ?? '').slice(0, 40)}`);
  return row;
}

/** The operations, in the order of the description. */
export function makeOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns, progress } = dependencies;
  const commands = makeCommands(dependencies);
  const change = (name: Change, summary: string, description: string): Operation => ({
    method: 'POST',
    path: `/api/campaigns/{id}/${dashed(name)}`,
    id: `${name}Campaign`,
    summary,
    description: `${description} Repeating it changes nothing.`,
    ...((name === 'start' || name === 'approve') && { body: bodyOf(name) }),
    answer: campaignOnly,
    refusals: [400, 403, 404, 409],
    run: async (staff, request) => {
      const options = requireValid(bodyOf(name), request.body);
      const { id } = await requireCampaign(campaigns, request);
      return { campaign: valueOrProblem(await commands.change(staff, name, id, options)) };
    },
  });
  return [
    {
      method: 'POST',
      path: '/api/campaigns',
      id: 'planCampaign',
      summary: 'Plan a campaign',
      description:
        'By a commander. Nothing happens to any account: the scope is counted and the sweep priced, then the campaign is planned or empty.',
      body: newCampaign,
      answer: campaignOnly,
      refusals: [400, 403, 413, 415],
      run: async (staff, { body }) => ({
        campaign: valueOrProblem(await commands.plan(staff, requireValid(newCampaign, body))),
      }),
    },
    {
      method: 'GET',
      path: '/api/campaigns',
      id: 'listCampaigns',
      summary: 'List the campaigns',
      description: 'Newest first.',
      answer: schemas.campaignList,
      refusals: [403],
      run: async () => ({ campaigns: await campaigns.list() }),
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}',
      id: 'getCampaign',
      summary: 'Look at a campaign',
      description: 'With its head-count, a sample of its accounts, and how far it is.',
      answer: campaignWithProgress,
      refusals: [403, 404],
      run: async (staff, request) => {
        const campaign = await requireCampaign(campaigns, request);
        const totals = await progress.totals(campaign.id);
        if (campaign.state !== 'planned' || !may(staff, 'seeContents')) return { campaign, progress: totals };
        const { digest, rows } = await readPlan(dependencies, campaign);
        return { campaign, progress: totals, contents: { digest, entries: rows.length, rows: rows.slice(0, shownEntries) } };
      },
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/history',
      id: 'getCampaignHistory',
      summary: 'Look at how a campaign went',
      description: 'Totals over time, oldest first: every 10 seconds for the last two hours, every 10 minutes before.',
      answer: campaignHistory,
      refusals: [403, 404],
      run: async (_, request) => ({ history: await progress.history((await requireCampaign(campaigns, request)).id) }),
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/still-out',
      id: 'listStillOut',
      summary: 'List accounts that are still out',
      description: 'Accounts that have not recovered, addresses masked.',
      query: schemas.stillOutQuery,
      answer: schemas.stillOut,
      refusals: [400, 403, 404, 429],
      run: async (staff, request) => {
        const { limit } = requireValid(schemas.stillOutQuery, request.query);
        const { id } = await requireCampaign(campaigns, request);
        const rows = valueOrProblem(await listStillOut(dependencies, staff, id, limit));
        return { accounts: rows.map((row) => ({ ...row, ...(row.address && { address: maskAddress(row.address) }) })) };
      },
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/doors',
      id: 'listDoors',
      summary: 'List the doors of the directory',
      description: "Every way in or around that the directory's settings show now, with its state; what needs somebody comes first.",
      answer: schemas.doors,
      refusals: [403, 404],
      run: async (_, request) => ({ doors: await readDoors(dependencies, await requireCampaign(campaigns, request)) }),
    },
    change('approve', 'Approve a campaign', 'By an approver who did not plan it, once it is planned.'),
    change(
      'start',
      'Start a campaign',
      'By a commander. Contains every account in scope at once; taking that back takes two people. Notices go out; where the mail check has faults it is refused, unless it holds the notices.',
    ),
    change('close', 'Close a campaign', 'By a commander. Notices end; whoever has not recovered stays contained and can still recover.'),
    change('cancel', 'Cancel a campaign', 'By a commander, before it is started.'),
    change('pauseSweep', 'Pause the sweep', 'By a commander. The gate goes on.'),
    change('resumeSweep', 'Let the sweep go on', 'By a commander.'),
  ];
}

/** `pauseSweep` as it stands in an address: `pause-sweep`. */
export function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The routes of the API. API Gateway has verified the token; its claims say who calls. */
export function apiRoutes(operations: readonly Operation[]): readonly Route[] {
  return operations.map((operation) => ({
    method: operation.method,
    path: operation.path,
    caller: 'program',
    ...(operation.body && { maxBodyBytes: maxPlanBytes }),
    handle: async (request) => {
      const staff = staffFromClaims(request.claims);
      if (staff === undefined) throw new HttpError(401, 'the request has no valid token of the staff');
      if (!may(staff, 'read')) throw new HttpError(403, `${staff.username} has no role`);
      const { answer } = operation;
      const given = await operation.run(staff, request);
      return answer === 'csv' ? (given as HttpResponse) : json(answer.parse(given));
    },
  }));
}

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
        if (reason === 'throttled' || reason === 'tries') throw new HttpError(429, 'too many log-ins; try again later');
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
