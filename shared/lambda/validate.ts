import type * as z from 'zod';
import { ok, type Result, refused } from '#domain/result.ts';
import { HttpError } from './http-response.ts';

/** One field that cannot be taken. */
export interface Fault {
  /** Name of the field, such as `scope.environments`; of its entry, such as `exemptions.3`; empty for the body as a whole. */
  readonly field: string;
  /** The value, shortened; a few words where there is none. */
  readonly given: string;
  readonly allowed: string;
  /** One line of these three. */
  readonly text: string;
}

/**
 * Checks what a stranger wrote against a schema. What is allowed is said in the words of the field's `description`, which are those of
 * the API description too. At most one fault a field.
 */
export function validate<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>, readonly Fault[]> {
  const outcome = schema.safeParse(input);
  if (outcome.success) return ok(outcome.data);
  const faults = outcome.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(schema, issue) : wrong(schema, issue, input),
  );
  return refused([...new Map(faults.reverse().map((fault) => [fault.field, fault])).values()].reverse());
}

/**
 * Like {@link validate}, for callers that need no more than an answer.
 * @throws HttpError 400 with all faults in one line.
 */
export function requireValid<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const outcome = validate(schema, input);
  if (outcome.ok) return outcome.value;
  const problem = { code: 'invalid', title: 'The request is not valid', faults: outcome.error };
  throw new HttpError(400, outcome.error.map(({ text }) => text).join('; '), {}, problem);
}

type Issue = z.core.$ZodIssue;

function wrong(schema: z.ZodType, issue: Issue, input: unknown): Fault[] {
  const field = issue.path.join('.');
  const allowed = schemasAlong(schema, issue.path)
    .map(descriptionOf)
    .findLast((description) => description !== undefined);
  const value = valueAt(input, issue.path);
  return [fault(field, /password/i.test(field) && value !== undefined ? 'not shown' : shown(value), allowed ?? issue.message)];
}

/** The description of a schema, or of what it makes optional. */
function descriptionOf(schema: z.ZodType): string | undefined {
  const { innerType } = (schema as { readonly def?: { readonly innerType?: z.ZodType } }).def ?? {};
  return schema.description ?? (innerType && descriptionOf(innerType));
}

/** A fault that shows only beside other data, such as rows of a table. */
export function fault(field: string, given: string, allowed: string): Fault {
  return { field, given, allowed, text: `${field || 'the body'} is ${given}; allowed: ${allowed}` };
}

function unknownKeys(schema: z.ZodType, { path, keys }: z.core.$ZodIssueUnrecognizedKeys): Fault[] {
  const known = Object.keys(shapeOf(schemasAlong(schema, path).at(-1)) ?? {}).join(', ') || 'no field';
  return keys.map((key) => fault([...path, key].join('.').slice(0, 60), 'not known here', known));
}

/** The value as a person recognizes it, at most 40 characters. It is never called with a password. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}… (${typeof value === 'string' ? value.length : text.length} characters)` : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined), input);
}

/** The schemas that a path leads through, outermost first; of a union, the first option that has the key. */
function schemasAlong(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType[] {
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const inner = candidates(schema)
    .map((option) => shapeOf(option)?.[String(key)] ?? elementOf(option))
    .find((option) => option !== undefined);
  return inner ? [schema, ...schemasAlong(inner, rest)] : [schema];
}

function candidates(schema: z.ZodType): readonly z.ZodType[] {
  const { def } = schema as z.ZodType & { readonly def: { readonly options?: readonly z.ZodType[]; readonly innerType?: z.ZodType } };
  return def.options ?? (def.innerType ? candidates(def.innerType) : [schema]);
}

function shapeOf(schema: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> | undefined {
  return (schema as { readonly shape?: Record<string, z.ZodType> } | undefined)?.shape;
}

function elementOf(schema: z.ZodType): z.ZodType | undefined {
  return (schema as { readonly element?: z.ZodType }).element;
}
