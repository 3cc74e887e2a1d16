import * as z from 'zod';
import { ok, type Result, refused } from '#domain/result.ts';
import { type Fault, requireValid, validate } from '#shared/lambda/validate.ts';
import type { FieldFault, FormState } from '#shared/web/forms.ts';
import { type NewCampaign, newCampaign } from './schemas.ts';

/** The form to plan a campaign, as it is sent: all texts. */
const planForm = z.strictObject({
  title: z.string().default(''),
  scope: z.string().default(''),
  environments: z.string().default(''),
  list: z.string().default(''),
  exemptions: z.string().default(''),
  key: z.string(),
});

/** The campaign that a form plans, or the form with what is wrong in it. @throws HttpError 400 for a form that is not ours. */
export function readPlanForm(body: unknown): Result<NewCampaign, FormState> {
  const values = requireValid(planForm, body);
  const { title, scope, key } = values;
  const outcome = validate(newCampaign, { title, scope: scopeOf(values), exemptions: lines(values.exemptions), key });
  const faults = [...contradictions(values), ...(outcome.ok ? [] : outcome.error.map(toFieldFault))];
  if (outcome.ok && faults.length === 0) return ok(outcome.value);
  return refused({ values: { ...values, scope }, faults: [...new Map(faults.map((fault) => [fault.field, fault])).values()] });
}

type Values = z.output<typeof planForm>;

function scopeOf({ scope, environments, list }: Values): unknown {
  switch (scope) {
    case 'environment':
      return { kind: scope, environments: environments.split(/[\s,;]+/).filter((name) => name !== '') };
    case 'list':
      return { kind: scope, list: lines(list) };
    default:
      return { kind: scope };
  }
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** What was filled in for another choice than the one taken: containing everybody where a list was meant is the worst of mistakes. */
function contradictions({ scope, environments, list }: Values): FieldFault[] {
  const faults: FieldFault[] = [];
  if (scope !== 'list' && list.trim() !== '')
    faults.push({ field: 'scope', text: 'The list has entries, but it is not chosen. Choose it, or empty it.' });
  if (scope !== 'environment' && environments.trim() !== '') {
    faults.push({ field: 'scope', text: 'Environments are filled in, but not chosen. Choose them, or empty the field.' });
  }
  return faults;
}

const labels: Readonly<Record<string, string>> = { title: 'Title', environments: 'Environments', list: 'List', exemptions: 'Exemptions' };

/** The field of the form that holds what the API calls `scope.list.3`, in the words of the form. */
function toFieldFault({ field, given, allowed }: Fault): FieldFault {
  const name = field.split('.').find((part) => part in labels);
  if (name === undefined) return { field: 'scope', text: 'Choose whom it is about.' };
  return { field: name, text: `${labels[name]}: ${given} is not possible. Allowed: ${allowed}.` };
}
