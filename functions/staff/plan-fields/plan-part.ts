import * as z from 'zod';
import type { CampaignRow, ListName } from '#domain/campaign/campaign.ts';
import type { PoolSettings } from '#domain/pool/pool.ts';
import type { AttributeNames } from '#shared/aws/directory/directory.ts';
import type { ListEntry } from '#shared/aws/table/entries.ts';
import type { Fault } from '#shared/lambda/validate.ts';
import type { Choice, FieldFault } from '#shared/web/forms.ts';
import type { Html } from '#shared/web/markup.ts';
import type { FormField, Values } from '../faces/form.ts';
import { entryWords, listWords, number } from '../markup/words.ts';

/** What a plan is checked against. */
export interface PlanSurroundings {
  readonly pool: PoolSettings;
  readonly names: AttributeNames;
  /** In ms since 1970. */
  readonly nowMs: number;
  /** The campaign that the plan widens, where there is one of that id. */
  readonly widened: CampaignRow | undefined;
  /** Whether the deployment has a sender of text messages. */
  readonly sendsTexts: boolean;
}

/** A term and what it is, as a campaign's page has them. */
export type Fact = readonly [term: string, text: Html | string];

/** A field of the form in which a campaign is planned. */
export interface PlanFormField extends FormField {
  /** CSS classes of a box around it, and around those beside it that name the same box. @default it stands alone */
  readonly box?: string;
  /** More choices, made from the campaigns that a plan may widen; without any, the field is not shown. @default none */
  among?(widenable: readonly CampaignRow[]): readonly Choice[];
}

/** One field of a plan: all that is known of it. */
export interface PlanField<S extends z.ZodType = z.ZodType> {
  /** As the API takes it. */
  readonly schema: S;
  /** The fields of the form, by name, that it is filled in with. */
  readonly form: Readonly<Record<string, PlanFormField>>;
  /** What the campaign's row keeps. @default a field of `lists` nothing, others the value under their own name, unless it is undefined, false or an empty list */
  row?(value: z.output<S>, surroundings: PlanSurroundings): Partial<CampaignRow>;
  /** Lists that are kept beside the row, with repetitions. @default none */
  lists?(value: z.output<S>): Readonly<Partial<Record<ListName, readonly ListEntry[]>>>;
  /** Fields with which the API shows it on a campaign. @default of a field of `lists` none, of others the row's under their own name, as the API takes it */
  readonly answer?: Readonly<Record<string, z.ZodType>>;
  /** What the campaign's page says of it. @param path of that page */
  facts(campaign: CampaignRow, path: string): readonly Fact[];
  /** What whoever approves should be warned of. @default nothing */
  warning?(campaign: CampaignRow): Html;
}

/** The fields of a part, by their name in the API. */
export type PlanFields = Readonly<Record<string, PlanField>>;

/** What a part's fields say, checked. */
export type InputOf<F extends PlanFields> = { readonly [N in keyof F]: z.output<F[N]['schema']> };

/** Fields of a plan that belong together; a section of the form. */
export interface PlanPart<F extends PlanFields = PlanFields> {
  /** Of a section that stays folded until something in it is filled in. @default its fields are always shown */
  readonly title?: string;
  /** What is said above its fields. @default nothing */
  readonly lead?: string;
  readonly fields: F;
  /** Faults that only the form can have. @default none */
  contradictions?(values: Values): readonly FieldFault[];
  /** What cannot be as the directory, the deployment, and the fields of this part among each other are. @default nothing */
  faults?(input: InputOf<F>, surroundings: PlanSurroundings): readonly Fault[];
}

/** Declares a field. */
export function planField<S extends z.ZodType>(field: PlanField<S>): PlanField<S> {
  return field;
}

/** Declares a part. */
export function planPart<F extends PlanFields>(part: PlanPart<F>): PlanPart<F> {
  return part;
}

/**
 * Fields that are filled in although the choice by which they count was not taken: containing everybody where a list was meant is the worst of mistakes.
 * @param form fields of the form; those that always count are left out of account
 */
export function notChosen(form: Readonly<Record<string, FormField>>, values: Values): readonly FieldFault[] {
  return Object.entries(form).flatMap(([name, { label, only }]) => {
    if (only === undefined || only.is.includes(values[only.field] ?? '') || (values[name] ?? '').trim() === '') return [];
    const choice = form[only.field]?.choices?.find(({ value }) => only.is.includes(value))?.label;
    return [{ field: only.field, text: `${label}: filled in, but “${choice}” is not chosen. Choose it, or empty the field.` }];
  });
}

/** How many entries lists of a plan have, where they have some. */
export function listFacts({ lists = {} }: CampaignRow, ...names: readonly ListName[]): readonly Fact[] {
  return names.flatMap((name): Fact[] => {
    const entries = lists[name]?.entries;
    return entries === undefined ? [] : [[listWords[name], name === 'breached' ? number(entries) : entryWords(entries)]];
  });
}

/** A value in a refusal, at most 60 characters of it. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** Texts that are typed into one field, with spaces, commas or semicolons between them. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}

/** A whole number. @param more what is said of it behind its range */
export function wholeNumber(least: number, most: number, what: string, more = ''): z.ZodInt {
  return z
    .int()
    .min(least)
    .max(most)
    .meta({ description: `a whole number${what} from ${least} to ${most}${more}` });
}

/** A list that may be left out. @param what its entries are, in the plural */
export function listOf<T extends z.ZodType>(entry: T, most: number, what: string): z.ZodArray<T> {
  return z
    .array(entry)
    .max(most)
    .meta({ description: `a list of at most ${most} ${what}` });
}
