import { gradedLists } from '#domain/campaign/compromised.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { html } from '#shared/web/markup.ts';
import { linesOf } from '../faces/form.ts';
import { instant as moments, number } from '../markup/words.ts';
import { compromisedAccounts, ofGrade, parseCompromised, sinceFaults } from '../parts/compromised.ts';
import { moment, momentFaults } from '../schemas/moment.ts';
import { instant } from '../schemas/schemas.ts';
import { listFacts, planField, planPart } from './plan-part.ts';

const { listEntries } = planLimits;

const momentWords = 'a date, a time with its zone, or milliseconds since 1970';

/** When accounts were compromised, and which. */
export const when = planPart({
  title: 'When were they compromised?',
  fields: {
    compromisedSince: planField({
      schema: moment.optional().meta({ description: `the earliest moment at which an intruder may have used an account: ${momentWords}` }),

      form: {
        compromisedSince: {
          label: 'Compromised since',
          hint: 'The earliest moment at which an intruder may have used an account, such as 2026-11-20 or 2026-11-20T13:00Z. No code goes to an address that may be newer. Empty: every verified address is trusted.',
        },
      },
      answer: { compromisedSince: instant.optional() },
      facts: ({ compromisedSince: since }) => (since === undefined ? [] : [['Compromised since', moments(since)]]),
    }),
    compromised: planField({
      schema: compromisedAccounts
        .default([])
        .meta({ description: `a list of at most ${listEntries} accounts that an intruder is known or suspected to have used` }),

      form: {
        compromised: {
          label: 'List of accounts that were used',
          kind: 'lines',
          hint: html`Accounts that an intruder is known to have used: one username or address per line, at most ${number(listEntries)}; behind it a grade where less is known (<code>, suspected</code> or <code>, precaution</code>), and since when where you know it. Such as <code>jansen, suspected, 2026-11-20</code>.`,
          read: (text) => linesOf(text).map(parseCompromised),
        },
      },
      lists: (given) => Object.fromEntries(gradedLists.map((list) => [list, ofGrade(given, list)])),
      facts: (campaign) => listFacts(campaign, ...gradedLists),
    }),
    wantedEpoch: planField({
      schema: moment
        .optional()
        .meta({ description: `a moment before the start from which older credentials are worthless: ${momentWords}` }),

      form: {
        wantedEpoch: {
          label: 'Credentials from before this moment are worthless',
          hint: 'A moment such as 2026-11-20. Empty: that of the start. An earlier one spares those who have recovered since in another campaign.',
        },
      },
      answer: { wantedEpoch: instant.optional() },
      facts: ({ wantedEpoch: epoch }) => (epoch === undefined ? [] : [['Epoch', html`${moments(epoch)}, not the moment of the start`]]),
    }),
  },
  faults: ({ wantedEpoch, compromisedSince, compromised }, { pool, nowMs }) => [
    ...momentFaults(Object.entries({ wantedEpoch, compromisedSince }), pool.createdAt, nowMs),
    ...sinceFaults(compromised, pool.createdAt, nowMs),
  ],
});
