import type * as z from 'zod';
import { planLimits } from '#domain/plan/plan.ts';
import { reasonLength } from '#domain/plan/proposal.ts';
import { field, fields, type Input, lineNumber, linesOf } from '../faces/form.ts';
import { number } from '../markup/words.ts';
import { reason, releaseScope } from './schemas.ts';

const reasonField = field(reason, {
  label: 'Reason',
  hint: `For the person who confirms it, and for the audit log. At most ${reasonLength} characters.`,
});

/** What a proposal to lift containment says. */
export const liftInput = fields({ reason: reasonField }, 'an object with kind "lift" and reason');

const taken = fields(
  { scope: field(releaseScope, { label: 'Scope' }), reason: reasonField },
  'an object with kind "release", scope and reason',
);

/** What a proposal to release accounts says. Its form has the kind of the scope and the names in it as two fields. */
export const releaseInput: Input<z.output<typeof taken.schema>> = {
  schema: taken.schema,
  fields: {
    what: {
      label: 'Release',
      kind: 'choice',
      choices: [
        { value: 'list', label: 'Accounts' },
        { value: 'organisation', label: 'Organisations' },
        { value: 'environment', label: 'Environments' },
      ],
    },
    whom: {
      label: 'Names',
      kind: 'lines',
      hint: `One per line: usernames or addresses (at most ${number(planLimits.listEntries)}), or values of the attribute (at most ${number(planLimits.values)}). Organisations and environments are taken as they were when the scope was counted.`,
    },
    reason: reasonField,
  },
  read: ({ what = '', whom = '', ...others }) => ({ ...Object(taken.read(others)), scope: scopeOf(what, linesOf(whom)) }),
  faultOf: (fault, values) => {
    const { field: path, given, allowed } = fault;
    if (!path.startsWith('scope')) return taken.faultOf(fault, values);
    if (path === 'scope' || path === 'scope.kind')
      return { field: 'what', text: 'Release: choose accounts, organisations or environments.' };
    const [, , entry] = path.split('.');
    const line = entry === undefined ? '' : `, line ${lineNumber(values.whom ?? '', Number(entry))}`;
    return { field: 'whom', text: `Names${line}: ${given} is not possible. Allowed: ${allowed}.` };
  },
};

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
