import * as z from 'zod';
import { ok, type Result, refused } from '#domain/result.ts';
import { type Fault, validate } from '#shared/lambda/validate.ts';
import type { Choice, FieldFault, FormState } from '#shared/web/forms.ts';
import type { Html } from '#shared/web/markup.ts';
import { idempotencyKey } from '../schemas/schemas.ts';

/** What was typed into a form, by field. */
export type Values = Readonly<Record<string, string>>;

/** A field of a form, which is an option of the command line too. */
export interface FormField {
  readonly label: string;
  readonly hint?: string | Html;
  /** `lines`: one entry a line; `prose`: one text of several lines; `choice`: one of `choices`; `yes`: a box to tick; `hidden`: carried unseen. @default text */
  readonly kind?: 'text' | 'number' | 'lines' | 'prose' | 'choice' | 'yes' | 'hidden';
  /** Radio buttons where they have hints, else a list to choose from. */
  readonly choices?: readonly Choice[];
  /** Whether a browser asks for it before it sends the form; radio buttons always are. @default it may stay empty */
  readonly required?: true;
  /** Where the API has it, such as `dormant.afterDays`. @default under its own name */
  readonly place?: string;
  /** What a text that is not empty means. @default by its kind: a number, the lines that are not empty, or the text without space around it */
  readonly read?: (text: string) => unknown;
  /** Of lines: how one is written, said of one that cannot be read. @default as the API's description has it */
  readonly written?: string;
  /** Values of another field with which it counts. @default it always does */
  readonly only?: { readonly field: string; readonly is: readonly string[] };
}

/** What an act takes: as the API gives it, and as a form or the command line does. */
export interface Input<I> {
  readonly schema: z.ZodType<I>;
  readonly fields: Readonly<Record<string, FormField>>;
  /** What a form says, as the API would take it, not yet checked. */
  read(values: Values): unknown;
  /** Faults of the form that what it says does not show, such as a choice that contradicts another field. @default none */
  contradictions?(values: Values): readonly FieldFault[];
  /** A fault of the body, at its field of the form and in its words. */
  faultOf(fault: Fault, values: Values): FieldFault;
}

/** A field that is the same in the API, in a form, and on the command line. */
export interface Field<S extends z.ZodType> extends FormField {
  readonly schema: S;
}

/** A field. Its schema's description says what is allowed. */
export function field<S extends z.ZodType>(schema: S, shown: Omit<Field<S>, 'schema'>): Field<S> {
  return { schema, ...shown };
}

/** The input of an act whose form has the fields of its body. Every act takes an idempotency key. */
export function fields<F extends Readonly<Record<string, Field<z.ZodType>>>>(given: F, described = 'an object') {
  const shape = Object.fromEntries(Object.entries(given).map(([name, { schema }]) => [name, schema])) as { [N in keyof F]: F[N]['schema'] };
  const schema = z.strictObject({ ...shape, key: idempotencyKey }).meta({ description: described });
  return inputOf<z.output<z.ZodObject<typeof shape & { key: typeof idempotencyKey }>>>(schema as never, given);
}

/** The input of an act whose form has other fields than its body; each says its place there. */
export function inputOf<I>(schema: z.ZodType<I>, given: Input<I>['fields']): Input<I> {
  return {
    schema,
    fields: given,
    read: (values) => {
      const body: Record<string, unknown> = { ...(values.key !== undefined && { key: values.key }) };
      for (const [name, { place = name, kind = 'text', read = readers[kind], only }] of Object.entries(given)) {
        const text = values[name] ?? '';
        const value = text.trim() === '' || (only && !only.is.includes(values[only.field] ?? '')) ? undefined : read(text);
        if (value !== undefined) put(body, place.split('.'), value);
      }
      return body;
    },
    faultOf: (fault, values) => {
      const [name, at] = fieldAt(given, fault.field) ?? [];
      if (name === undefined || at === undefined) return { field: fault.field.split('.')[0] ?? '', text: fault.text };
      return { field: name, text: faultWords(at, fault.field.slice((at.place ?? name).length + 1), fault, values[name] ?? '') };
    },
  };
}

/** A fault in the words of the form. @param inside the path below the field's place, such as `3.since` */
function faultWords({ label, kind, written }: FormField, inside: string, { given, allowed }: Fault, typed: string): string {
  const refusal = (where: string, said: string, instead = allowed) => `${label}${where}: ${said} is not possible. Allowed: ${instead}.`;
  const [entry = '', part] = inside.split('.');
  const whole = typed.trim() === '' ? undefined : JSON.stringify(typed.trim().slice(0, 40));
  if (kind === 'choice') return `${label.replace(/\?$/, '')}: ${whole === undefined ? '' : `${whole} is not possible; `}choose one.`;
  if (entry === '' && kind !== 'lines' && whole !== undefined) return refusal('', whole);
  if (entry === '' || kind !== 'lines') return refusal('', given);
  const line = `, line ${lineNumber(typed, Number(entry))}`;
  if (part !== undefined) return refusal(`${line}, ${part.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`, given);
  return written === undefined ? refusal(line, given) : refusal(line, JSON.stringify(linesOf(typed)[Number(entry)]?.slice(0, 60)), written);
}

/** The field of the form for a field of the body: the one that has this place or a wider one, else the first that is inside it. */
function fieldAt(given: Input<unknown>['fields'], path: string) {
  const places = Object.entries(given).map(([name, at]) => [name, at, at.place ?? name] as const);
  return (
    places.find(([, , place]) => `${path}.`.startsWith(`${place}.`)) ?? places.find(([, , place]) => `${place}.`.startsWith(`${path}.`))
  );
}

function put(body: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) body[key] = value;
  else put((body[key] ??= {}) as Record<string, unknown>, rest, value);
}

/** The input of an act that takes nothing. */
export const noInput = fields({}, 'an empty object');

/** Reads a form and checks what it says; or gives the form with what is wrong in it. */
export function readForm<I>(input: Input<I>, values: Values): Result<I, FormState> {
  const own = input.contradictions?.(values) ?? [];
  const outcome = validate(input.schema, input.read(values));
  if (outcome.ok && own.length === 0) return ok(outcome.value);
  const others = outcome.ok ? [] : outcome.error.map((fault) => input.faultOf(fault, values));
  return refused({ values, faults: shownFaults(input, [...own, ...others]) });
}

/** The form again, with faults that were found behind it. */
export function faultyForm<I>(input: Input<I>, values: Values, faults: readonly Fault[]): FormState {
  return {
    values,
    faults: shownFaults(
      input,
      faults.map((fault) => input.faultOf(fault, values)),
    ),
  };
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** The number, from 1, of the line that was read as entry `index`: empty lines are none. */
export function lineNumber(text: string, index: number): number {
  const numbers = text.split(/\r?\n/).flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
  return numbers[index] ?? 1;
}

/** A number, or what was typed where it is none, so that a refusal shows it. */
export function numberOf(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

const readers: Readonly<Record<NonNullable<FormField['kind']>, (text: string) => unknown>> = {
  text: (text) => text.trim(),
  hidden: (text) => text,
  choice: (text) => text,
  number: numberOf,
  lines: linesOf,
  prose: (text) => text,
  yes: (text) => text === 'yes',
};

/** Most faults that are shown of a field with many lines. */
const mostFaults = 20;

/** The first fault of each field; of lines the first {@link mostFaults}, and how many more there are. */
function shownFaults({ fields: of }: Pick<Input<unknown>, 'fields'>, faults: readonly FieldFault[]): readonly FieldFault[] {
  return [...Map.groupBy(faults, (fault) => fault.field)].flatMap(([name, found]) => {
    const shown = found.slice(0, of[name]?.kind === 'lines' ? mostFaults : 1);
    const more = of[name]?.kind === 'lines' ? found.length - shown.length : 0;
    return more === 0 ? shown : [...shown, { field: name, text: `${of[name]?.label}: ${more} more lines are not possible.` }];
  });
}
