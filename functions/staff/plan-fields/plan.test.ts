import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { plannedFields } from '#domain/plan/contents.ts';
import { plain } from '#shared/aws/table/entries.ts';
import { fault, validate } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import { somePool } from '#test/kits/staff-facts.ts';
import { faultyForm, readForm } from '../faces/form.ts';
import { makePlan } from './make-plan.ts';
import { plan, planParts } from './plan.ts';
import { type PlanFields, planField, planPart } from './plan-part.ts';

/** A field that no plan has: VIPs, some of whom are called first. */
const invented = planPart({
  title: 'Very important people',
  lead: 'They are called by the board.',
  fields: {
    vips: planField({
      schema: z
        .strictObject({ names: z.array(z.string().max(5).meta({ description: 'a short name' })), first: z.boolean().default(false) })
        .optional()
        .meta({ description: 'who is very important' }),

      form: {
        vipNames: { label: 'VIPs', kind: 'lines', place: 'vips.names', box: 'two' },
        vipFirst: { label: 'Call them first', kind: 'yes', place: 'vips.first', box: 'two', hint: 'At any hour.' },
      },
      row: (vips): object => (vips === undefined ? {} : { vips: vips.names.length }),
      lists: (vips) => ({ privileged: (vips?.names ?? []).map(plain) }),
      answer: { vips: z.int().optional() },
      facts: (campaign) => [['VIPs', String((campaign as CampaignRow & { readonly vips?: number }).vips)]],
      warning: () => html`<p>Mind the VIPs</p>`,
    }),
  },
  contradictions: ({ vipNames = '', vipFirst }) =>
    vipFirst === 'yes' && vipNames === '' ? [{ field: 'vipFirst', text: 'Whom to call first?' }] : [],
  faults: ({ vips }, { sendsTexts }) => (vips?.first && !sendsTexts ? [fault('vips.first', 'true', 'false, without texts')] : []),
});

const larger = makePlan([...planParts, invented]);
const surroundings = { pool: somePool, names: { environment: 'e', organisation: 'o' }, nowMs: 1, widened: undefined, sendsTexts: false };
const body = { title: 'T', scope: { kind: 'everybody' } };
const anna = { username: 'anna', roles: ['commander'] } as const;
const typed = { title: 'T', scope: 'everybody' };

describe('a part that is added to a plan', () => {
  const input = { ...validated(body), vips: { names: ['eva', 'jan', 'eva'], first: true } };
  const { row, lists } = larger.rows(anna, input, surroundings, '01KAJ000000000000000000PVT');

  it('is taken by the API and its description, and refused by its own words', () => {
    expect(validate(larger.input.schema, { ...body, vips: { names: ['eva'] } })).toMatchObject({
      ok: true,
      value: { vips: { names: ['eva'], first: false } },
    });
    expect(validate(larger.input.schema, { ...body, vips: { names: ['eva', 'too long'] } })).toMatchObject({
      error: [{ text: 'vips.names.1 is "too long"; allowed: a short name' }],
    });
    expect(JSON.stringify(z.toJSONSchema(larger.input.schema, { io: 'input', unrepresentable: 'any' }))).toContain('who is very important');
  });

  it('has fields in the form, which are options of the command line too, and names the line that is wrong', () => {
    expect(larger.input.fields.vipNames?.label).toBe('VIPs');
    expect(readForm(larger.input, { ...typed, vipNames: 'eva\njan', vipFirst: 'yes' })).toMatchObject({
      value: { vips: { names: ['eva', 'jan'], first: true } },
    });
    expect(readForm(larger.input, { ...typed, vipNames: 'eva\n\ntoo long' })).toMatchObject({
      error: { faults: [{ field: 'vipNames', text: 'VIPs, line 3: "too long" is not possible. Allowed: a short name.' }] },
    });
    expect(readForm(larger.input, { ...typed, vipFirst: 'yes' })).toMatchObject({
      error: { faults: [{ field: 'vipFirst', text: 'Whom to call first?' }, { field: 'vipNames' }] },
    });
  });

  it('is checked against the deployment, with the fault at its field', () => {
    const faults = larger.faults(input, surroundings);
    expect(faults.map(({ field }) => field)).toEqual(['vips.first']);
    expect(faultyForm(larger.input, { ...typed, vipFirst: 'yes' }, faults).faults).toEqual([
      { field: 'vipFirst', text: 'Call them first: "yes" is not possible. Allowed: false, without texts.' },
    ]);
  });

  it('stands on the row and among the lists, in the answer of the API, and on the page of the campaign', () => {
    expect(row).toMatchObject({ title: 'T', vips: 3, lists: { privileged: { entries: 2, doubles: 1 } } });
    expect([...(lists.privileged?.keys() ?? [])].sort()).toEqual(['eva', 'jan']);
    expect(z.object(larger.answer).parse(row)).toMatchObject({ vips: 3, exemptions: [] });
    expect(larger.facts(row, '/console/campaigns/1').at(-1)).toEqual(['VIPs', '3']);
    expect(String(larger.warnings(row))).toContain('Mind the VIPs');
  });

  it('is a section of the form, folded until something in it is filled in', () => {
    const section = (values: Readonly<Record<string, string>>) =>
      /<details[^>]*><summary>Very important people.*?<\/details>/s.exec(String(larger.sections({ ...freshForm, values }, [])))?.[0] ?? '';
    expect(section({})).toMatch(
      /^<details><summary>.*<p class="hint">They are called.*<div class="two">.*name="vipNames".*name="vipFirst"/s,
    );
    expect(section({ vipNames: 'eva' })).toMatch(/^<details open>/);
  });

  it('is nowhere once its part is gone', () => {
    expect(validate(plan.input.schema, { ...body, vips: { names: [] } }).ok).toBe(false);
    expect(Object.keys({ ...plan.input.fields, ...plan.answer }).filter((name) => name.startsWith('vip'))).toEqual([]);
  });
});

describe('every field of a plan', () => {
  it('is in the digest that an approver is bound to', () => {
    // What the directory said is not the planner's.
    expect(Object.keys(plan.answer).filter((name) => name !== 'writable' && !(plannedFields as readonly string[]).includes(name))).toEqual(
      [],
    );
  });

  it('has its fields of the form where the API has them', () => {
    const elsewhere = planParts.flatMap((part) =>
      Object.entries<PlanFields[string]>(part.fields).flatMap(([name, { form }]) =>
        Object.entries(form).filter(([own, { place = own }]) => place.split('.')[0] !== name),
      ),
    );
    expect(elsewhere).toEqual([]);
  });
});

function validated(given: object) {
  const outcome = validate(larger.input.schema, given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}
