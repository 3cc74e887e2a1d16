import * as z from 'zod';
import { attributesOf, type Scope } from '#domain/account/scope.ts';
import type { WritableAttribute } from '#domain/campaign/campaign.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { clientsThatWrite } from '#domain/pool/pool.ts';
import { earliestOf, plain } from '#shared/aws/table/entries.ts';
import { type Fault, fault } from '#shared/lambda/validate.ts';
import { html, nothing } from '#shared/web/markup.ts';
import { linesOf } from '../faces/form.ts';
import { entryWords, number, scopeWords } from '../markup/words.ts';
import { momentFaults } from '../schemas/moment.ts';
import { count, identifier, listScope } from '../schemas/schemas.ts';
import { attributeValue, condition, conditionForms, parseCondition, some } from './conditions.ts';
import { listOf, notChosen, type PlanSurroundings, planField, planPart, quoted, wordsOf } from './plan-part.ts';

const { titleLength, values, exemptions, listEntries } = planLimits;

const environment = z
  .string()
  .regex(/^[a-z0-9-]{1,32}$/)
  .meta({ description: '1 to 32 small letters, digits and hyphens' });

const kinds = [
  z.strictObject({ kind: z.literal('everybody') }),
  z.strictObject({ kind: z.literal('environment'), environments: some(environment, 'values of the environment attribute') }),
  z.strictObject({ kind: z.literal('organisation'), organisations: some(attributeValue, 'values of the organisation attribute') }),
  z.strictObject({ kind: z.literal('client'), clients: some(attributeValue, 'ids of app clients of the directory') }),
  z.strictObject({ kind: z.literal('attributes'), where: some(condition, 'conditions that must all hold') }),
] as const;

const newScope = z
  .discriminatedUnion('kind', [...kinds, listScope])
  .meta({ description: 'an object whose kind is everybody, environment, organisation, client, attributes or list' });

const shownScope = z.discriminatedUnion('kind', [
  ...kinds,
  z.object({ kind: z.literal('list'), entries: count.meta({ description: 'how many entries the list has' }) }),
]);

/** A field that counts with one choice of the scope, and stands where that is chosen. */
const of = (scope: string, place: string) => ({ only: { field: 'scope', is: [scope] }, box: `only-${scope}`, place: `scope.${place}` });

const title = planField({
  schema: z
    .string()
    .trim()
    .min(1)
    .max(titleLength)
    .regex(/^\P{Cc}*$/u)
    .meta({ description: `1 to ${titleLength} characters on one line; only staff see it` }),

  form: {
    title: { label: 'Title', hint: `For staff only; account holders never see it. At most ${titleLength} characters.`, required: true },
  },
  facts: () => [],
});

const scope = planField({
  schema: newScope,

  form: {
    scope: {
      label: 'Who is affected?',
      kind: 'choice',
      place: 'scope.kind',
      choices: [
        { value: 'environment', label: 'Some environments', hint: 'Accounts whose environment attribute has one of these values.' },
        { value: 'organisation', label: 'Some organisations', hint: 'Accounts whose organisation attribute has one of these values.' },
        { value: 'attributes', label: 'Accounts with certain attributes', hint: 'Accounts that meet all of your conditions.' },
        { value: 'client', label: 'Some app clients', hint: 'Every account, when it signs in through one of these clients.' },
        { value: 'list', label: 'A list', hint: 'Exactly the accounts that you name.' },
        { value: 'everybody', label: 'Everybody', hint: 'Every account of the directory.' },
      ],
    },
    environments: {
      label: 'Environments',
      hint: 'Such as nl, be: small letters, digits and hyphens, separated by commas.',
      read: wordsOf,
      ...of('environment', 'environments'),
    },
    organisations: {
      label: 'Organisations',
      kind: 'lines',
      hint: `Values of the organisation attribute, one per line, at most ${values}.`,
      ...of('organisation', 'organisations'),
    },
    where: {
      label: 'Conditions',
      kind: 'lines',
      hint: html`One per line, at most ${values}; all must hold. <code>email $= @example.org</code> ends with, <code>name ^= Jan</code> begins with, <code>custom:plan = gold, silver</code> is one of these, <code>created &lt; 2026-11-01</code> was made before.`,
      read: (text) => linesOf(text).map((line) => parseCondition(line) ?? line),
      written: conditionForms,
      ...of('attributes', 'where'),
    },
    clients: { label: 'App clients', hint: 'Their ids, separated by commas.', read: wordsOf, ...of('client', 'clients') },
    list: {
      label: 'Usernames or addresses',
      kind: 'lines',
      hint: `One per line, at most ${number(listEntries)}. Paste the content of a file here.`,
      ...of('list', 'list'),
    },
  },
  row: (given, surroundings) => {
    const kept = given.kind === 'list' ? { kind: given.kind, entries: earliestOf(given.list.map(plain)).size } : given;
    const writable = writableAttributes(kept, surroundings);
    return { scope: kept, ...(writable.length > 0 && { writable }) };
  },
  lists: (given) => ({ scope: given.kind === 'list' ? given.list.map(plain) : [] }),
  answer: {
    scope: shownScope,
    writable: z
      .array(z.object({ attribute: z.string(), clients: z.array(z.string()) }))
      .optional()
      .meta({ description: 'attributes that the scope rests on and that holders may write, with the app clients that let them' }),
  },
  facts: ({ scope: kept }) => [['Scope', scopeWords(kept)]],
  warning: ({ writable = [] }) => {
    if (writable.length === 0) return nothing;
    const lines = writable.map(({ attribute, clients }) => html`<li><code>${attribute}</code>, through ${clients.join(', ')}</li>`);
    return html`<section class="note warning" aria-labelledby="writable"><h2 id="writable">Holders can change what the scope rests on</h2>
    <ul class="fields">${lines}</ul>
    <p>Whoever is in scope when it is counted stays in it, whatever they change later. But an intruder may have changed it before that, and be missing. Prefer a scope that rests on nothing that holders can change, such as a list.</p>
  </section>`;
  },
});

/** Whom a campaign is about, and what it is called. */
export const whom = planPart({
  fields: {
    title,
    scope,
    exemptions: planField({
      schema: listOf(identifier, exemptions, 'usernames or addresses that the campaign does not touch').default([]),

      form: {
        exemptions: {
          label: 'Exemptions',
          kind: 'lines',
          hint: `Accounts that the campaign must not touch, for example monitoring or emergency accounts. One username or address per line, at most ${number(exemptions)}; none is fine.`,
        },
      },
      row: (given) => ({ exemptions: [...new Set(given)] }),
      answer: { exemptions: z.array(z.string()) },
      facts: (campaign) => [['Exemptions', campaign.exemptions.length === 0 ? 'none' : entryWords(campaign.exemptions.length)]],
    }),
  },
  contradictions: (typed) => notChosen(scope.form, typed),
  faults: (input, surroundings) => scopeFaults(input.scope, surroundings),
});

function scopeFaults(given: z.output<typeof newScope>, { pool, names, nowMs }: PlanSurroundings): readonly Fault[] {
  const has = (attribute: string) => pool.attributes.includes(attribute);
  const resting = (field: string, attribute: string) =>
    has(attribute) ? [] : [fault(field, 'filled in', `another scope, as the directory has no attribute ${attribute}`)];
  switch (given.kind) {
    case 'environment':
      return resting('scope.environments', names.environment);
    case 'organisation':
      return resting('scope.organisations', names.organisation);
    case 'client': {
      const known = pool.clients.map(({ id, name }) => `${id} (${name})`).join(', ');
      return given.clients.flatMap((id, at) =>
        pool.clients.some((client) => client.id === id)
          ? []
          : [fault(`scope.clients.${at}`, quoted(id), `an app client of the directory: ${known}`)],
      );
    }
    case 'attributes': {
      const known = [...pool.attributes].sort().join(', ');
      return given.where.flatMap((each, at) => {
        if ('createdBefore' in each) return momentFaults([[`scope.where.${at}.createdBefore`, each.createdBefore]], pool.createdAt, nowMs);
        const unknown = fault(`scope.where.${at}.attribute`, quoted(each.attribute), `an attribute of the directory: ${known}`);
        return has(each.attribute) ? [] : [unknown];
      });
    }
    default:
      return [];
  }
}

/**
 * Attributes that a plan's scope rests on and that holders may write, with the clients that let them. Counting freezes who is in scope, so nobody
 * leaves it later; but who changed such an attribute before the count decided by it.
 */
function writableAttributes(kept: Scope, { pool, names }: PlanSurroundings): readonly WritableAttribute[] {
  return attributesOf(kept, names).flatMap((attribute) => {
    const clients = clientsThatWrite(pool, attribute).map(({ name }) => name);
    return clients.length === 0 ? [] : [{ attribute, clients }];
  });
}
