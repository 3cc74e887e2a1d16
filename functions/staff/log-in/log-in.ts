import * as z from 'zod';
import type { Result } from '#domain/result.ts';
import { challenges, type LogIn } from '#shared/aws/directory/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { cookie, type HttpResponse, html, redirect } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import type { Dependencies } from '../dependencies.ts';
import { paths } from '../faces/paths.ts';
import { campaignId } from '../schemas/schemas.ts';
import { deviceToken, type GuardedRefusal, makeGuardedLogIn } from './guarded-log-in.ts';
import { logInFault, logInPage, secondStepPage } from './log-in-page.ts';
import { device, text } from './log-in-schemas.ts';
import type { Sessions } from './session.ts';

/** What a link brings along. */
const carried = { campaign: z.string().max(26), device: device.or(z.literal('')).default('') };
const firstStep = z.strictObject({ username: text(128), password: text(256), ...carried });
const secondStep = z.strictObject({
  username: text(128),
  challenge: z.enum(challenges),
  session: text(4096),
  ...carried,
  secret: z
    .string()
    .regex(/^[A-Z2-7]{16,128}$/)
    .optional()
    .meta({ description: 'the key that the page before this one showed' }),
  answer: text(256),
});

/** The cookie of a device that somebody logged in from. */
const deviceCookie = '__Host-staff-device';

/** How long it is kept, in seconds: 400 days, the longest that browsers allow. */
const deviceSeconds = 400 * 86_400;

/** The device that a request shows: of the link that it came by, else of its cookie. */
function shownDevice({ cookies }: HttpRequest, linked: string): string | undefined {
  return linked || cookies[deviceCookie];
}

/** A code as Cognito takes it: apps show it in two halves. */
export function codeOf(typed: string): string {
  return typed.replaceAll(/\s/g, '');
}

/** Logging in and out of the console. */
export function logInRoutes(
  dependencies: Pick<Dependencies, 'staffPool' | 'logInTries' | 'deviceSecret' | 'logger' | 'metrics'>,
  sessions: Sessions,
): readonly Route[] {
  const { deviceSecret, logger, metrics } = dependencies;
  const guarded = makeGuardedLogIn(dependencies);
  const goOn = async (
    { path }: HttpRequest,
    outcome: Result<LogIn, GuardedRefusal>,
    { username, campaign, device }: { readonly username: string; readonly campaign: string; readonly device: string },
    again: (refusal: GuardedRefusal) => string,
  ): Promise<HttpResponse> => {
    if (!outcome.ok) {
      logger.log(messages.staffRefused, { reason: outcome.error });
      metrics.count('StaffLogin::Refused');
      return html(again(outcome.error), { status: 400 });
    }
    if ('challenge' in outcome.value) return html(secondStepPage(path, { username, campaign, device, ...outcome.value }));
    logger.log(messages.staffLoggedIn);
    metrics.count('StaffLogin::Accepted');
    const id = campaignId.safeParse(campaign).data;
    const target = id === undefined ? relativeLink(path, paths.campaigns) : linkTo(path, paths.campaign, { id });
    const known = cookie(deviceCookie, await deviceToken(deviceSecret, username), { maxAgeSeconds: deviceSeconds });
    return redirect(target, { cookies: [...sessions.open(outcome.value), known] });
  };

  return [
    {
      method: 'GET',
      path: paths.logIn,
      handle: ({ path, query }) =>
        html(logInPage(path, campaignId.safeParse(query.campaign).data ?? '', device.safeParse(query.device).data ?? '')),
    },
    {
      method: 'POST',
      path: paths.logIn,
      handle: async (request) => {
        const form = requireValid(firstStep, request.body);
        const outcome = await guarded.logIn(form.username, form.password, shownDevice(request, form.device));
        return goOn(request, outcome, form, (refusal) =>
          logInPage(request.path, form.campaign, form.device, logInFault(form.username, refusal)),
        );
      },
    },
    {
      method: 'POST',
      path: paths.secondStep,
      handle: async (request) => {
        const { answer: given, ...step } = requireValid(secondStep, request.body);
        const answer = step.challenge === 'NEW_PASSWORD_REQUIRED' ? given : codeOf(given);
        const outcome = await guarded.answer({ ...step, answer }, shownDevice(request, step.device));
        return goOn(request, outcome, step, (refusal) => secondStepPage(request.path, step, refusal));
      },
    },
    {
      method: 'POST',
      path: paths.logOut,
      handle: async (request) => redirect(relativeLink(request.path, paths.logIn), { cookies: await sessions.close(request) }),
    },
  ];
}
