import * as z from 'zod';
import { type Cohort, cohorts, defaultActiveDays, primitives, type SweepPlan, sweepModes } from '#domain/account/sweep-plan.ts';
import { html } from '#shared/web/markup.ts';
import { cohortWords, number, primitiveWords } from '../markup/words.ts';
import { count } from '../schemas/schemas.ts';
import { notChosen, type PlanFormField, planField, planPart, wholeNumber } from './plan-part.ts';

const primitive = z.enum(primitives).meta({ description: primitives.join(', ') });
const activeDays = wholeNumber(1, 3650, ' of days', '; an account that was changed within them is active').default(defaultActiveDays);

const newSweep = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('none') }),
    z.strictObject({ mode: z.enum(['active', 'all']), primitive: primitive.default('sign-out'), activeDays }),
    z.strictObject({
      mode: z.literal('cohorts'),
      primitives: z
        .strictObject({
          privileged: primitive.optional(),
          compromised: primitive.optional(),
          active: primitive.optional(),
          dormant: primitive.optional(),
        })
        .refine((chosen) => Object.values(chosen).some((each) => each !== undefined))
        .meta({ description: `for at least one of privileged, compromised, active and dormant one of ${primitives.join(', ')}` }),
      activeDays,
    }),
  ])
  .default({ mode: 'none' })
  .meta({ description: 'an object whose mode is none, active, all or cohorts: the work on each account behind the gate' });

const actions = primitives.map((value) => ({ value, label: primitiveWords[value] }));

const mode: PlanFormField = {
  label: 'Which accounts are swept?',
  kind: 'choice',
  place: 'sweep.mode',
  choices: [
    { value: '', label: 'None: the gate is enough' },
    { value: 'active', label: 'Privileged, compromised and active accounts' },
    { value: 'all', label: 'All accounts' },
    { value: 'cohorts', label: 'A different action for each group' },
  ],
};

const cohortField = (cohort: Cohort): PlanFormField => ({
  label: cohortWords[cohort],
  kind: 'choice',
  choices: [{ value: '', label: 'Nothing' }, ...actions],
  place: `sweep.primitives.${cohort}`,
  only: { field: 'sweep', is: ['cohorts'] },
  box: 'only-cohorts two',
});

const cohortFields = {
  sweepPrivileged: cohortField('privileged'),
  sweepCompromised: cohortField('compromised'),
  sweepActive: cohortField('active'),
  sweepDormant: cohortField('dormant'),
};

/** What is done to single accounts behind the gate. */
export const sweep = planPart({
  title: 'Actions on single accounts: the sweep',
  lead: 'Behind the gate, the sweep can work through the accounts one by one. The gate does not need it. Accounts that it touches may be billed for this month; the count prices that.',
  fields: {
    sweep: planField({
      schema: newSweep,

      form: {
        sweep: mode,
        primitive: {
          label: 'What is done?',
          kind: 'choice',
          choices: actions,
          place: 'sweep.primitive',
          only: { field: 'sweep', is: ['active', 'all'] },
          box: 'only-one-primitive',
        },
        ...cohortFields,
        activeDays: {
          label: 'Active days',
          kind: 'number',
          place: 'sweep.activeDays',
          only: { field: 'sweep', is: ['active', 'all', 'cohorts'] },
          hint: `Active is an account that was changed within so many days, 1 to 3,650. Empty: ${defaultActiveDays}.`,
        },
      },
      row: (given, { pool: { tier } }) => (given.mode === 'none' ? {} : { sweep: sweepPlan(given), tier }),
      answer: {
        sweep: z
          .object({ primitives: z.partialRecord(z.enum(cohorts), z.enum(primitives)), activeDays: count })
          .optional()
          .meta({ description: 'what the sweep does, by cohort; nothing where it is missing' }),
      },
      facts: ({ sweep: kept }) => {
        if (kept === undefined) return [['Sweep', 'none']];
        const rows = cohorts.flatMap((cohort) => {
          const action = kept.primitives[cohort];
          return action === undefined ? [] : [html`<li>${cohortWords[cohort]}: ${primitiveWords[action].toLowerCase()}</li>`];
        });
        return [['Sweep', html`<ul class="fields">${rows}</ul>Active: changed within ${number(kept.activeDays)} days.`]];
      },
    }),
  },
  contradictions: (values) => {
    const given = Object.keys(cohortFields).some((name) => (values[name] ?? '') !== '');
    if (values.sweep === 'cohorts' && !given)
      return [{ field: 'sweep', text: 'Choose an action for at least one group, or sweep no accounts.' }];
    return notChosen({ sweep: mode, ...cohortFields }, values);
  },
});

function sweepPlan(given: Exclude<z.output<typeof newSweep>, { mode: 'none' }>): SweepPlan {
  const chosen =
    given.mode === 'cohorts'
      ? Object.entries(given.primitives).filter(([, each]) => each !== undefined)
      : sweepModes[given.mode].map((cohort) => [cohort, given.primitive] as const);
  return { activeDays: given.activeDays, primitives: Object.fromEntries(chosen) };
}
