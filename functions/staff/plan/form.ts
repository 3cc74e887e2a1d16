import * as z from 'zod';
import { cohorts } from '#domain/account/sweep-plan.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { type Fault, requireValid, validate } from '#shared/lambda/validate.ts';
import type { FieldFault, FormState } from '#shared/web/forms.ts';
import { parseCompromised } from '../compromised/lines.ts';
import { toFieldFault } from './form-faults.ts';
import { channelPlan, contact, filled, lines, textBudget, wholeNumber } from './lines.ts';
import { type NewCampaign, newCampaign, predicate } from './new-campaign.ts';
import { parsePredicate, predicateForms } from './predicates.ts';

const text = z.string().default('');

/** The form to plan a campaign, as it is sent: all texts. */
const planForm = z.strictObject({
  title: text,
  scope: text,
  environments: text,
  organisations: text,
  clients: text,
  where: text,
  list: text,
  exemptions: text,
  compromisedSince: text,
  wantedEpoch: text,
  compromised: text,
  privileged: text,
  breachedDomains: text,
  channels: text,
  smsCeiling: text,
  smsPrice: text,
  contacts: text,
  sweep: text,
  primitive: text,
  activeDays: text,
  dormantDays: text,
  dormantNotices: text,
  canaryNotices: text,
  canaryMinutes: text,
  reminderDays: text,
  quietFrom: text,
  quietTo: text,
  quietFirst: text,
  sweepPrivileged: text,
  sweepCompromised: text,
  sweepActive: text,
  sweepDormant: text,
  containsFederated: text,
  widens: text,
  key: z.string(),
});

type Values = z.output<typeof planForm>;

/** A plan that a form holds, and what was typed. */
export interface FilledForm {
  readonly plan: NewCampaign;
  readonly values: Values;
}

/** The campaign that a form plans, or the form with what is wrong in it. @throws HttpError 400 for a form that is not ours. */
export function readPlanForm(body: unknown): Result<FilledForm, FormState> {
  const values = requireValid(planForm, body);
  const outcome = validate(newCampaign, inputOf(values));
  const own = [...contradictions(values), ...unreadable(values)];
  if (outcome.ok && own.length === 0) return ok({ plan: outcome.value, values });
  const others = outcome.ok
    ? []
    : outcome.error.map(toFieldFault(values)).filter(({ field }) => !own.some((fault) => fault.field === field));
  return refused(formWith(values, [...own, ...others]));
}

/** The form again, with what the plan cannot be. */
export function refusedForm({ values }: FilledForm, faults: readonly Fault[]): FormState {
  return formWith(values, faults.map(toFieldFault(values)));
}

function formWith(values: Values, faults: readonly FieldFault[]): FormState {
  return { values, faults: [...new Map([...faults].reverse().map((fault) => [fault.field, fault])).values()].reverse() };
}

function inputOf(values: Values): unknown {
  const { title, key, exemptions, compromisedSince, wantedEpoch, compromised, privileged, containsFederated, widens } = values;
  return {
    title,
    key,
    scope: scopeOf(values),
    exemptions: lines(exemptions),
    privileged: lines(privileged),
    breachedDomains: lines(values.breachedDomains),
    channels: lines(values.channels).map(channelPlan),
    contacts: lines(values.contacts).map(contact),
    compromised: lines(compromised).map(parseCompromised),
    sweep: sweepOf(values),
    dormant: dormantOf(values),
    canary: canaryOf(values),
    reminders: { days: words(values.reminderDays).map(wholeNumber) },
    quietHours: quietOf(values),
    sms: textBudget(values.smsCeiling, values.smsPrice),
    ...(filled(compromisedSince) && { compromisedSince }),
    ...(filled(wantedEpoch) && { wantedEpoch }),
    ...(filled(widens) && { widens }),
    ...(filled(containsFederated) && { containsFederated: containsFederated === 'yes' }),
  };
}

function scopeOf({ scope, environments, organisations, clients, where, list }: Values): unknown {
  switch (scope) {
    case 'environment':
      return { kind: scope, environments: words(environments) };
    case 'organisation':
      return { kind: scope, organisations: lines(organisations) };
    case 'client':
      return { kind: scope, clients: words(clients) };
    case 'attributes':
      return { kind: scope, where: lines(where).map((line) => parsePredicate(line) ?? line) };
    case 'list':
      return { kind: scope, list: lines(list) };
    default:
      return { kind: scope };
  }
}

function sweepOf(values: Values): unknown {
  const mode = values.sweep || 'none';
  if (mode === 'none') return { mode };
  const activeDays = filled(values.activeDays) ? { activeDays: wholeNumber(values.activeDays) } : {};
  if (mode !== 'cohorts') return { mode, ...activeDays, ...(filled(values.primitive) && { primitive: values.primitive }) };
  const chosen = cohorts.map((cohort) => [cohort, values[sweepField(cohort)]] as const).filter(([, primitive]) => filled(primitive));
  return { mode, ...activeDays, primitives: Object.fromEntries(chosen) };
}

function dormantOf({ dormantDays, dormantNotices }: Values): unknown {
  return {
    ...(filled(dormantDays) && { afterDays: wholeNumber(dormantDays) }),
    ...(filled(dormantNotices) && { notices: dormantNotices }),
  };
}

function canaryOf({ canaryNotices, canaryMinutes }: Values): unknown {
  if (!filled(canaryNotices) && !filled(canaryMinutes)) return undefined;
  return {
    ...(filled(canaryNotices) && { notices: wholeNumber(canaryNotices) }),
    ...(filled(canaryMinutes) && { holdMinutes: wholeNumber(canaryMinutes) }),
  };
}

function quietOf({ quietFrom, quietTo, quietFirst }: Values): unknown {
  return {
    ...(filled(quietFrom) && { from: quietFrom.trim() }),
    ...(filled(quietTo) && { to: quietTo.trim() }),
    firstNotice: quietFirst === 'yes',
  };
}

/** The field of the form for what the sweep does to a cohort. */
export function sweepField(cohort: (typeof cohorts)[number]): `sweep${'Privileged' | 'Compromised' | 'Active' | 'Dormant'}` {
  const fields = {
    privileged: 'sweepPrivileged',
    compromised: 'sweepCompromised',
    active: 'sweepActive',
    dormant: 'sweepDormant',
  } as const;
  return fields[cohort];
}

function words(value: string): string[] {
  return value.split(/[\s,;]+/).filter(filled);
}

const belongings = [
  ['list', 'list', 'The list has entries, but it is not chosen. Choose it, or empty it.'],
  ['environment', 'environments', 'Environments are filled in, but not chosen. Choose them, or empty the field.'],
  ['organisation', 'organisations', 'Organisations are filled in, but not chosen. Choose them, or empty the field.'],
  ['client', 'clients', 'App clients are filled in, but not chosen. Choose them, or empty the field.'],
  ['attributes', 'where', 'Conditions are filled in, but not chosen. Choose them, or empty the field.'],
] as const;

/** What was filled in for another choice than the one taken: containing everybody where a list was meant is the worst of mistakes. */
function contradictions(values: Values): FieldFault[] {
  const faults: FieldFault[] = belongings
    .filter(([scope, field]) => values.scope !== scope && filled(values[field]))
    .map(([, , fault]) => ({ field: 'scope', text: fault }));
  const stray = values.sweep !== 'cohorts' && cohorts.some((cohort) => filled(values[sweepField(cohort)]));
  if (stray)
    faults.push({ field: 'sweep', text: 'Work for single groups is chosen, but not that groups differ. Choose that, or empty it.' });
  if (values.sweep === 'cohorts' && !cohorts.some((cohort) => filled(values[sweepField(cohort)])))
    faults.push({ field: 'sweep', text: 'Groups differ, but no work is chosen for any. Choose some, or nothing for all.' });
  return faults;
}

function unreadable({ scope, where }: Values): FieldFault[] {
  const line = scope === 'attributes' ? lines(where).find((each) => !predicate.safeParse(parsePredicate(each)).success) : undefined;
  if (line === undefined) return [];
  return [{ field: 'where', text: `Conditions: ${JSON.stringify(line.slice(0, 60))} is not possible. Allowed: ${predicateForms}.` }];
}
