import * as z from 'zod';
import { unixMs } from '../schemas/schemas.ts';

/**
 * The API's answers say every moment twice: in milliseconds since 1970 under its own name, and as an ISO 8601 time under the same name in `iso`,
 * beside it. Schemas mark moments (see `instant` in schemas/schemas.ts); both functions here follow these marks.
 */

/** Schemas that are described already, so that one with an id stands once in a document. */
export type Described = Map<z.ZodType, z.ZodType>;

/** The schema of an answer, with the ISO times that {@link shown} adds. */
export function describeIsoTimes(schema: z.ZodType, seen: Described): z.ZodType {
  const known = seen.get(schema) ?? describe(schema, (inner) => describeIsoTimes(inner as z.ZodType, seen));
  seen.set(schema, known);
  return known;
}

function describe(schema: z.ZodType, inside: (inner: unknown) => z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return keepMeta(schema, inside(schema.unwrap()).optional());
  if (schema instanceof z.ZodArray) return keepMeta(schema, z.array(inside(schema.element)));
  if (!(schema instanceof z.ZodObject)) return schema;
  const { shape } = schema;
  const inner = Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, inside(each)]));
  const names = momentsOf(schema);
  const iso = z
    .object(Object.fromEntries(names.map((name) => [name, z.iso.datetime().optional()])))
    .meta({ description: 'the same moments as ISO 8601 times' });
  return keepMeta(schema, z.object({ ...inner, ...(names.length > 0 && { iso: iso.optional() }) }));
}

/**
 * What an answer shows of a value: the fields that its schema names, and moments as ISO 8601 times too. It judges nothing: a row of an older version may
 * lie outside today's limits, and is shown all the same.
 */
export function shown(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  if (innerType !== undefined) return shown(innerType, value);
  if (schema instanceof z.ZodArray) return (value as readonly unknown[]).map((each) => shown(schema.element as z.ZodType, each));
  if (schema instanceof z.ZodUnion) {
    const option = (schema.options as readonly z.ZodType[]).find((each) => each.safeParse(value).success);
    return option === undefined ? value : shown(option, value);
  }
  return schema instanceof z.ZodObject ? shownFields(schema, value as Readonly<Record<string, unknown>>) : value;
}

function shownFields(schema: z.ZodObject, value: Readonly<Record<string, unknown>>): object {
  const fields = Object.entries(schema.shape).flatMap(([name, each]) =>
    value[name] === undefined ? [] : [[name, shown(each as z.ZodType, value[name])] as const],
  );
  const times = momentsOf(schema).flatMap((name) =>
    typeof value[name] === 'number' ? [[name, new Date(value[name]).toISOString()] as const] : [],
  );
  return { ...Object.fromEntries(fields), ...(times.length > 0 && { iso: Object.fromEntries(times) }) };
}

function momentsOf({ shape }: z.ZodObject): readonly string[] {
  return Object.keys(shape).filter((name) => isMoment(shape[name] as z.ZodType));
}

function isMoment(schema: z.ZodType): boolean {
  return schema.meta()?.format === unixMs || (schema instanceof z.ZodOptional && isMoment(schema.unwrap() as z.ZodType));
}

function keepMeta<S extends z.ZodType>(from: z.ZodType, to: S): S {
  const meta = from.meta();
  return meta === undefined ? to : to.meta(meta);
}
