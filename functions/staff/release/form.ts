import * as z from 'zod';
import { ok, type Result, refused } from '#domain/result.ts';
import { requireValid, validate } from '#shared/lambda/validate.ts';
import type { FieldFault, FormState } from '#shared/web/forms.ts';
import { type NewProposal, newProposal } from './schemas.ts';

/** The form to propose something, as it is sent: all texts. */
const proposeForm = z.strictObject({
  what: z.string().default(''),
  whom: z.string().default(''),
  reason: z.string().default(''),
  key: z.string(),
});

/** The proposal that a form makes, or the form with what is wrong in it. @throws HttpError 400 for a form that is not ours. */
export function readProposeForm(body: unknown): Result<NewProposal, FormState> {
  const values = requireValid(proposeForm, body);
  const { what, whom, reason, key } = values;
  const names = whom.split(/\r?\n/).filter((line) => line.trim() !== '');
  const input = what === 'lift' ? { kind: 'lift', reason, key } : { kind: 'release', scope: scopeOf(what, names), reason, key };
  const outcome = validate(newProposal, input);
  const contradiction: readonly FieldFault[] =
    what === 'lift' && names.length > 0 ? [{ field: 'whom', text: 'Whom: to lift the whole epoch, leave this empty.' }] : [];
  if (outcome.ok && contradiction.length === 0) return ok(outcome.value);
  const faults = outcome.ok ? [] : outcome.error.map(({ field, given, allowed }) => toFieldFault(what, field, given, allowed));
  return refused({ values, faults: [...contradiction, ...faults] });
}

function scopeOf(what: string, names: readonly string[]): unknown {
  switch (what) {
    case 'list':
      return { kind: 'list', list: names };
    case 'organisation':
      return { kind: 'organisation', organisations: names };
    case 'environment':
      return { kind: 'environment', environments: names };
    default:
      return undefined;
  }
}

function toFieldFault(what: string, field: string, given: string, allowed: string): FieldFault {
  if (field === 'reason') return { field, text: `Why: ${given} is not possible. Allowed: ${allowed}.` };
  if (field.startsWith('scope') && what !== '') return { field: 'whom', text: `Whom: ${given} is not possible. Allowed: ${allowed}.` };
  return { field: 'what', text: 'Choose what should happen.' };
}
