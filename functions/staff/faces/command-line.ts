import * as z from 'zod';
import { ok, type Result, refused } from '#domain/result.ts';
import { type Fault, validate } from '#shared/lambda/validate.ts';
import type { AnyAct, Operation } from '../operation.ts';
import { methodOf, withoutFixed } from './api.ts';
import type { FormField } from './form.ts';

/** An option of a command. */
export interface CommandOption {
  /** Such as `per-second`. */
  readonly name: string;
  /** Whether it is followed by a value. */
  readonly takesValue: boolean;
  /** Whether `@file` stands for what is in a file. */
  readonly takesFile: boolean;
  readonly description: string;
}

/** An operation as a command: `sluis campaign <name> <arguments> --options`. */
export interface OperationCommand {
  readonly name: string;
  readonly description: string;
  /** Names of its arguments: the parameters of the path. */
  readonly parameters: readonly string[];
  readonly options: readonly CommandOption[];
  /** Whether it changes something. */
  readonly isAct: boolean;
  /** The request of the API, or what is wrong in what was given. @param texts by the names of options @param body instead of options: the API's own */
  request(parameters: readonly string[], texts: Readonly<Record<string, string>>, body?: unknown): Result<ApiRequest, readonly string[]>;
}

/** A request of the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
}

/** The command of an operation. */
export function commandOf(operation: Operation): OperationCommand {
  const { name, summary, description, on } = operation;
  const parameters = Object.keys(on.params);
  const named = namesOf(operation);
  return {
    name,
    description: `${summary}. ${description}`,
    parameters,
    isAct: operation.kind === 'act',
    options: Object.entries(named).map(([option, { field }]) => ({
      name: option,
      takesValue: field.kind !== 'yes',
      takesFile: field.kind === 'lines' || field.kind === 'prose',
      description: wordsOf(field),
    })),
    request: (values, texts, body) => {
      const params = Object.fromEntries(parameters.map((parameter, at) => [parameter, values[at] ?? '']));
      const wrong = validate(z.object(on.params), params);
      if (!wrong.ok) return refused(wrong.error.map(({ text }) => text));
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(params[parameter] ?? ''));
      const typed = Object.fromEntries(Object.entries(texts).map(([option, text]) => [named[option]?.of ?? option, text]));
      return operation.kind === 'act' ? requestOf(operation, path, typed, body, named) : askOf(operation, path, typed, named);
    },
  };
}

type Named = Readonly<Record<string, { readonly of: string; readonly field: FormField }>>;

/** The options of an operation by their names on the command line. */
function namesOf(operation: Operation): Named {
  const fields: Readonly<Record<string, FormField>> = operation.kind === 'act' ? operation.input.fields : askedFields(operation.asks);
  return Object.fromEntries(Object.entries(fields).map(([of, field]) => [dashed(of), { of, field }]));
}

function askedFields(asks: z.ZodType | undefined): Readonly<Record<string, FormField>> {
  const shape = (asks as { readonly shape?: Readonly<Record<string, z.ZodType>> } | undefined)?.shape ?? {};
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, { label: schema.description ?? name }]));
}

function requestOf(
  act: AnyAct,
  path: string,
  typed: Readonly<Record<string, string>>,
  body: unknown,
  named: Named,
): Result<ApiRequest, readonly string[]> {
  const { input, fixed = {} } = act;
  const contradictions = body === undefined ? (input.contradictions?.(typed) ?? []) : [];
  const others = Object.entries(fixed).filter(([name, value]) => ![undefined, value].includes(given(body)[name] as string | undefined));
  if (others.length > 0)
    return refused(others.map(([name, value]) => `${name} is ${JSON.stringify(given(body)[name])}; allowed: ${value}`));
  const asked = body === undefined ? input.read(typed) : withoutFixed(act, body);
  const checked = validate(input.schema, asked);
  if (contradictions.length > 0) return refused(contradictions.map(({ text }) => text));
  if (!checked.ok) return refused(checked.error.map((fault) => (body === undefined ? optionFault(fault, named) : fault.text)));
  return ok({ method: 'POST', path, body: { ...(asked as object), ...fixed } });
}

/** The fields of a body; none where it is no object. */
function given(body: unknown): Readonly<Record<string, unknown>> {
  return body !== null && typeof body === 'object' ? (body as Readonly<Record<string, unknown>>) : {};
}

function askOf(
  operation: Extract<Operation, { kind: 'reading' }>,
  path: string,
  typed: Readonly<Record<string, string>>,
  named: Named,
): Result<ApiRequest, readonly string[]> {
  const checked = validate(operation.asks ?? z.strictObject({}), typed);
  if (!checked.ok) return refused(checked.error.map((fault) => optionFault(fault, named)));
  if (methodOf(operation) === 'POST') return ok({ method: 'POST', path, body: typed });
  const query = new URLSearchParams(typed).toString();
  return ok({ method: 'GET', path: query === '' ? path : `${path}?${query}` });
}

/** A fault with the option's name in the place of the field's, where they are the same. */
function optionFault({ field, given, allowed, text }: Fault, named: Named): string {
  const [root = ''] = field.split('.');
  return dashed(root) in named ? `--${dashed(root)}${field.slice(root.length)} is ${given}; allowed: ${allowed}` : text;
}

function wordsOf({ label, hint, kind, choices = [] }: FormField): string {
  const more = typeof hint === 'string' ? ` ${hint}` : '';
  const file =
    kind === 'lines' ? ' One entry a line; @file reads them from a file.' : kind === 'prose' ? ' @file reads it from a file.' : '';
  const one = choices.length > 0 ? ` One of: ${choices.map(({ value }) => value || 'nothing').join(', ')}.` : '';
  return `${label}.${more}${file}${one}`;
}

/** `perSecond` as an option: `per-second`. */
function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
