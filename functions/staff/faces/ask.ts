import * as z from 'zod';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, html as htmlAnswer, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { button, errorSummary, type FormState, freshForm, hiddenField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html } from '#shared/web/markup.ts';
import type { Dependencies } from '../dependencies.ts';
import { type AnyAct, type Context, isAllowed, obstacle, type Params } from '../operation.ts';
import { maxBodyBytes } from './api.ts';
import { faultyForm, readForm, type Values } from './form.ts';
import { formFields } from './form-fields.ts';
import { frame, type Visit } from './frame.ts';
import { locate, perform, valueOrProblem } from './perform.ts';
import { type Inside, withMessage } from './visits.ts';

/** Where the console asks for an act: below `/console` as the API has it, with what tells it from others at its path. */
export function consolePath({ console, path, fixed = {} }: AnyAct): string {
  return console ?? [path.replace('/api', '/console'), ...Object.values(fixed)].join('/');
}

/** The pages that ask before an act is done, and the forms that do it. */
export function actRoutes(acts: readonly AnyAct[], inside: Inside, dependencies: Dependencies): readonly Route[] {
  return acts.flatMap((act): Route[] => {
    const path = consolePath(act);
    const asks: Route = { method: 'GET', path, handle: inside((request, visit) => ask(act, dependencies, request, visit)) };
    const carriesOut: Route = {
      method: 'POST',
      path,
      maxBodyBytes,
      handle: inside((request, visit) => carryOut(act, dependencies, request, visit)),
    };
    return act.ask === undefined ? [carriesOut] : [asks, carriesOut];
  });
}

async function ask(act: AnyAct, dependencies: Dependencies, request: HttpRequest, visit: Visit): Promise<HttpResponse> {
  const context = valueOrProblem(await locate(act, dependencies, visit.staff, request.params));
  if (obstacle(act, context)?.kind === 'state' || act.when?.(context.target) === false)
    return redirect(act.on.back(request.path, context.target).href);
  const values = Object.fromEntries(Object.entries(request.query).filter(([name]) => Object.hasOwn(act.input.fields, name)));
  return htmlAnswer(await askPage(act, context, visit, { ...freshForm, values }));
}

async function carryOut(act: AnyAct, dependencies: Dependencies, request: HttpRequest, visit: Visit): Promise<HttpResponse> {
  const context = valueOrProblem(await locate(act, dependencies, visit.staff, request.params));
  const values = requireValid(schemaOf(act), request.body) as Values;
  const again = async (form: FormState) =>
    htmlAnswer(await (act.page === undefined ? askPage(act, context, visit, form) : act.page(context, visit, form)), { status: 400 });
  const input = readForm(act.input, values);
  if (!input.ok) return again(input.error);
  const outcome = await perform(act, context, request.params, input.value, values.key);
  if (!outcome.ok && outcome.error.faults) return again(faultyForm(act.input, values, outcome.error.faults));
  const answer = valueOrProblem(outcome);
  const next = act.after?.(request.path, answer) ?? act.on.back(request.path, context.target).href;
  return redirect(withMessage(next, act, answer));
}

/** A form of ours has no other fields. */
function schemaOf({ input }: AnyAct) {
  const text = z.string().default('');
  return z.strictObject({ ...Object.fromEntries(Object.keys(input.fields).map((name) => [name, text])), key: z.string().optional() });
}

async function askPage(act: AnyAct, context: Context<unknown>, visit: Visit, form: FormState): Promise<string> {
  const {
    title,
    meaning,
    yes,
    hidden = {},
  } = (await act.ask?.(context, form.values)) ?? { title: act.summary, meaning: html``, yes: act.label };
  const { href, label } = act.on.back(visit.path, context.target);
  const key = form.values.key ?? context.dependencies.ids.next();
  const body = html`<div class="stack"><p class="soft"><a href="${href}">${label}</a></p><h1>${title}</h1></div>
    ${errorSummary('This is not possible', form.faults)}
    <div class="reading stack">${meaning}</div>
    <form class="stack" method="post">${formFields(act.input.fields, form, hidden)}${hiddenField('key', key)}
      <div class="row">${button(yes, act.look ?? 'plain')}<a href="${href}">Cancel</a></div></form>`;
  return frame({ ...visit, title, body });
}

/** Links to the acts that somebody may do now, each to the page that asks for it. */
export function offers<T>(acts: readonly AnyAct[], { path, staff }: Visit, target: T, params: Params): readonly Html[] {
  return acts
    .filter(
      (act) =>
        isAllowed(act, staff) &&
        (act.when?.(target) ?? true) &&
        obstacle(act, { target, staff }) === undefined &&
        act.doneBy?.(target) !== staff.username,
    )
    .map((act) => html`<a class="button ${act.look ?? 'quiet'}" href="${linkTo(path, consolePath(act), params)}">${act.label} …</a>`);
}
