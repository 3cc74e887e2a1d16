import * as z from 'zod';
import type { CampaignRow, ListName } from '#domain/campaign/campaign.ts';
import type { Contact } from '#domain/next-channel/next-channel.ts';
import { planContents } from '#domain/plan/contents.ts';
import { personOf } from '#domain/staff/person.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { earliestOf, type ListEntries } from '#shared/aws/table/entries.ts';
import type { Fault } from '#shared/lambda/validate.ts';
import type { FormState } from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { type Input, inputOf } from '../faces/form.ts';
import { idempotencyKey } from '../schemas/schemas.ts';
import type { Fact, InputOf, PlanField, PlanPart, PlanSurroundings } from './plan-part.ts';
import { section } from './section.ts';

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (each: infer I) => void ? I : never;

/** What the fields of several parts say, and the key that tells a repeated request. */
export type InputOfParts<P extends readonly PlanPart[]> = Intersection<InputOf<P[number]['fields']>> & {
  readonly key?: string | undefined;
};

/** Campaign row and lists, as a plan writes them. */
export interface PlanRows {
  readonly row: CampaignRow;
  readonly lists: Readonly<Partial<Record<ListName, ListEntries>>>;
}

/** All that is made from the parts of a plan. */
export function makePlan<const P extends readonly PlanPart[]>(parts: P) {
  type I = InputOfParts<P>;
  const fields = parts.flatMap((part) => Object.entries(part.fields));
  const schema = z
    .strictObject({ ...Object.fromEntries(fields.map(([name, field]) => [name, field.schema])), key: idempotencyKey })
    .meta({ id: 'NewCampaign', description: 'an object with title, scope, and optionally more' });
  const form: Input<unknown>['fields'] = Object.assign({}, ...fields.map(([, field]) => field.form));
  /** What a commander says of a new campaign, as API, form and command line give it. Fields that are not known are refused. */
  const input: Input<I> = {
    ...inputOf(schema as unknown as z.ZodType<I>, form),
    contradictions: (values) => parts.flatMap((part) => part.contradictions?.(values) ?? []),
  };
  return {
    input,
    /** Fields with which the API shows a campaign's plan. */
    answer: Object.assign(
      {},
      ...fields.map(([name, field]) => field.answer ?? (field.lists ? {} : { [name]: shown(field.schema) })),
    ) as Answer,
    /** What of a plan cannot be, as directory, deployment and other campaigns are. */
    faults: (given: I, surroundings: PlanSurroundings): readonly Fault[] =>
      parts.flatMap((part) => part.faults?.(given as never, surroundings) ?? []),
    /** What a plan writes. @param id a ULID */
    rows: (staff: Staff, given: I, surroundings: PlanSurroundings, id: string) =>
      rowsOf(fields, staff, given as unknown as Given, surroundings, id),
    /** The form's sections. @param widenable campaigns that a new one may widen */
    sections: (state: FormState, widenable: readonly CampaignRow[]): Html => html`${parts.map((part) => section(part, state, widenable))}`,
    /** What was planned. @param path of the page that shows it */
    facts: (campaign: CampaignRow, path: string): readonly Fact[] => fields.flatMap(([, field]) => field.facts(campaign, path)),
    /** What whoever approves should be warned of. */
    warnings: (campaign: CampaignRow): Html => html`${fields.map(([, field]) => field.warning?.(campaign) ?? nothing)}`,
  };
}

type Answer = Readonly<Record<string, z.ZodType>>;

/** How the API shows what it takes: a field that may be left out is missing where an older campaign lacks it. */
function shown(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)) return schema;
  const { description = '' } = schema;
  return shown(schema.unwrap() as z.ZodType)
    .optional()
    .meta({ description });
}

/** What was said, by field. The digest covers the contacts, which are not on the row. */
type Given = Readonly<Record<string, unknown>> & { readonly contacts: readonly Contact[] };

function rowsOf(
  fields: readonly (readonly [string, PlanField])[],
  staff: Staff,
  input: Given,
  surroundings: PlanSurroundings,
  id: string,
): PlanRows {
  const given = fields
    .flatMap(([name, field]) => Object.entries(field.lists?.(input[name]) ?? {}))
    .filter(([, entries]) => entries.length > 0);
  const lists: PlanRows['lists'] = Object.fromEntries(given.map(([name, entries]) => [name, earliestOf(entries)]));
  const sizes = given.map(([name, entries]) => {
    const { size } = earliestOf(entries);
    return [name, { entries: size, doubles: entries.length - size }];
  });
  const row: CampaignRow = {
    id,
    kind: 'password',
    state: 'planning',
    ...(Object.assign(
      {},
      ...fields.map(([name, field]) => (field.row ?? (field.lists ? () => ({}) : kept(name)))(input[name], surroundings)),
    ) as Pick<CampaignRow, 'title' | 'scope' | 'exemptions'>),
    ...(sizes.length > 0 && { lists: Object.fromEntries(sizes) }),
    plannedBy: staff.username,
    plannedByPerson: personOf(staff),
    plannedAt: surroundings.nowMs,
  };
  return { row: { ...row, digest: planContents(row, lists, input.contacts).digest }, lists };
}

/** What a row keeps where a field says nothing else. */
const kept =
  (name: string) =>
  (value: unknown): Readonly<Record<string, unknown>> =>
    value === undefined || value === false || (Array.isArray(value) && value.length === 0) ? {} : { [name]: value };
