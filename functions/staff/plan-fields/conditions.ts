import * as z from 'zod';
import { planLimits } from '#domain/plan/plan.ts';
import { moment } from '../schemas/moment.ts';
import { fits } from '../schemas/schemas.ts';

/** A value of an attribute. */
export const attributeValue = z
  .string()
  .trim()
  .refine(fits)
  .meta({ description: `1 to ${planLimits.entryLength} bytes without control characters` });

/** At least one of something. @param what several of them are called */
export const some = <T extends z.ZodType>(entry: T, what: string) =>
  z
    .array(entry)
    .min(1)
    .max(planLimits.values)
    .meta({ description: `a list of 1 to ${planLimits.values} ${what}` });

/** A condition on an account. */
export const condition = z
  .union([
    z.strictObject({
      attribute: z
        .string()
        .regex(/^[\w:.-]{1,60}$/)
        .meta({ description: 'the name of an attribute, such as email or custom:plan' }),
      is: z.enum(['one-of', 'begins-with', 'ends-with']).meta({ description: 'one-of, begins-with or ends-with' }),
      values: some(attributeValue, 'values, compared without regard to case'),
    }),
    z.strictObject({ createdBefore: moment }),
  ])
  .meta({ description: 'an object with attribute, is (one-of, begins-with, ends-with) and values, or with createdBefore' });

/** How a condition is written in a form. */
export const conditionForms = 'attribute = value, value; attribute ^= beginning; attribute $= ending; created < 2026-11-01';

const operators: Readonly<Record<string, string>> = { '=': 'one-of', '^=': 'begins-with', '$=': 'ends-with' };

/** A condition of one line as the API takes it, not yet checked; undefined where it is none. */
export function parseCondition(line: string): object | undefined {
  const created = /^\s*created\s*<\s*(\S+)\s*$/.exec(line)?.[1];
  if (created !== undefined) return { createdBefore: created };
  const [, attribute, operator = '', values = ''] = /^\s*([\w:.-]+)\s*(=|\^=|\$=)(.*)$/.exec(line) ?? [];
  if (attribute === undefined) return undefined;
  const wanted = values
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return wanted.length === 0 ? undefined : { attribute, is: operators[operator], values: wanted };
}
