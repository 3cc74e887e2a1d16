/** How a condition on an account is written in a form. */
export const predicateForms = 'attribute = value, value; attribute ^= beginning; attribute $= ending; created < 2026-11-01';

const operators: Readonly<Record<string, string>> = { '=': 'one-of', '^=': 'begins-with', '$=': 'ends-with' };

/** A condition of one line as the API takes it, not yet checked; undefined where it is none. */
export function parsePredicate(line: string): object | undefined {
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
