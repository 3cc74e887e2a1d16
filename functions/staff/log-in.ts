import * as z from 'zod';
import type { Result } from '#domain/result.ts';
import { challenges, type LogIn, type LogInRefusal } from '#shared/aws/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, html, redirect } from '#shared/lambda/http-response.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import type { Dependencies } from './dependencies.ts';
import { logInFault, logInPage, secondStepPage } from './pages/log-in.ts';
import { paths } from './paths.ts';
import { campaignId } from './schemas.ts';
import type { Sessions } from './session.ts';

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .meta({ description: `1 to ${most} characters` });
const firstStep = z.strictObject({ username: text(128), password: text(256), campaign: z.string().max(26) });
const secondStep = z.strictObject({
  username: text(128),
  challenge: z.enum(challenges),
  session: text(4096),
  campaign: z.string().max(26),
  secret: z
    .string()
    .regex(/^[A-Z2-7]{16,128}$/)
    .optional()
    .meta({ description: 'the key that the page before this one showed' }),
  answer: text(256),
});

/** A code as Cognito takes it: apps show it in two halves. */
export function codeOf(typed: string): string {
  return typed.replaceAll(/\s/g, '');
}

/** Logging in and out of the console. */
export function logInRoutes(
  { staffPool, logger, metrics }: Pick<Dependencies, 'staffPool' | 'logger' | 'metrics'>,
  sessions: Sessions,
): readonly Route[] {
  const goOn = (
    { path }: HttpRequest,
    outcome: Result<LogIn, LogInRefusal>,
    { username, campaign }: { readonly username: string; readonly campaign: string },
    again: (refusal: LogInRefusal) => string,
  ): HttpResponse => {
    if (!outcome.ok) {
      logger.log(messages.staffRefused, { reason: outcome.error });
      metrics.count('StaffLogin::Refused');
      return html(again(outcome.error), { status: 400 });
    }
    if ('challenge' in outcome.value) return html(secondStepPage(path, { username, campaign, ...outcome.value }));
    logger.log(messages.staffLoggedIn);
    metrics.count('StaffLogin::Accepted');
    const id = campaignId.safeParse(campaign).data;
    const target = id === undefined ? relativeLink(path, paths.campaigns) : linkTo(path, paths.campaign, { id });
    return redirect(target, { cookies: sessions.open(outcome.value) });
  };

  return [
    {
      method: 'GET',
      path: paths.logIn,
      handle: ({ path, query }) => html(logInPage(path, campaignId.safeParse(query.campaign).data ?? '')),
    },
    {
      method: 'POST',
      path: paths.logIn,
      handle: async (request) => {
        const form = requireValid(firstStep, request.body);
        const outcome = await staffPool.logIn(form.username, form.password);
        return goOn(request, outcome, form, (refusal) => logInPage(request.path, form.campaign, logInFault(form.username, refusal)));
      },
    },
    {
      method: 'POST',
      path: paths.secondStep,
      handle: async (request) => {
        const { answer: given, ...step } = requireValid(secondStep, request.body);
        const answer = step.challenge === 'NEW_PASSWORD_REQUIRED' ? given : codeOf(given);
        const outcome = await staffPool.answer({ ...step, answer });
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
