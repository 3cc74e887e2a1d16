import * as z from 'zod';
import { reminderLimits } from '#domain/next-channel/reminders.ts';
import { defaultQuiet } from '#domain/pacing/quiet-hours.ts';
import { numberOf } from '../faces/form.ts';
import { planField, planPart, wordsOf } from './plan-part.ts';

const { lastDay, days } = reminderLimits;

const daysWords = `at most ${days} whole numbers of days after the start, from 1 to ${lastDay}, each higher than the one before`;

const reminders = planField({
  schema: z
    .strictObject({
      days: z
        .array(z.int().min(1).max(lastDay))
        .max(days)
        .refine((given) => given.every((day, at) => at === 0 || day > (given[at - 1] ?? 0)))
        .meta({ description: daysWords }),
    })
    .default({ days: [] })
    .meta({ description: `an object with days: ${daysWords}` }),

  form: {
    reminderDays: {
      label: 'Days of reminders',
      place: 'reminders.days',
      hint: `On which days after the start those who have not recovered are reminded, such as 3, 7, 14: at most ${days}, from 1 to ${lastDay}. Empty: no reminders.`,
      read: (text) => wordsOf(text).map(numberOf),
    },
  },
  row: (given) => (given.days.length > 0 ? { reminders: given } : {}),
  facts: ({ reminders: kept }) => [
    ['Reminders', kept === undefined ? 'none planned' : `on ${dayWords(kept.days)} after the start, to whoever has not recovered`],
  ],
});

const time = (absent: string, more = '') =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(absent)
    .meta({ description: `a time of the day from 00:00 to 23:59${more}` });

const quietHours = planField({
  schema: z
    .strictObject({
      from: time(defaultQuiet.from),
      to: time(defaultQuiet.to, `, other than from; ${defaultQuiet.to} where there is none`),
      firstNotice: z
        .boolean()
        .default(defaultQuiet.firstNotice)
        .meta({ description: 'true or false: whether the first notice waits for their end too' }),
    })
    .refine(({ from, to }) => from !== to, { path: ['to'] })
    .default(defaultQuiet)
    .meta({ description: 'an object with from and to, which differ, and firstNotice; by the clock of each holder' }),

  form: {
    quietFrom: {
      label: 'Quiet from',
      place: 'quietHours.from',
      box: 'two',
      hint: `By the clock of each holder. Empty: ${defaultQuiet.from}.`,
    },
    quietTo: { label: 'Quiet until', place: 'quietHours.to', box: 'two', hint: `Empty: ${defaultQuiet.to}.` },
    quietFirst: {
      label: 'Hold the first notice in quiet hours too',
      kind: 'yes',
      place: 'quietHours.firstNotice',
      hint: 'Holders then learn hours later why they cannot sign in. Accounts that were used are notified at once all the same.',
    },
  },
  facts: ({ quietHours: { from, to, firstNotice } = defaultQuiet }) => {
    const what = firstNotice ? 'first notices, except those to accounts that were used, and reminders wait' : 'reminders wait';
    return [['Quiet hours', `${from} to ${to} by the clock of each holder; ${what}`]];
  },
});

/** When holders get mail, and when they do not. */
export const remindersAndQuiet = planPart({ title: 'Reminders and quiet hours', fields: { reminders, quietHours } });

function dayWords(kept: readonly number[]): string {
  return kept.length < 2 ? `day ${kept.at(-1)}` : `days ${kept.slice(0, -1).join(', ')} and ${kept.at(-1)}`;
}
