import * as z from 'zod';
import { reminderLimits } from '#domain/next-channel/reminders.ts';
import { defaultQuiet } from '#domain/pacing/quiet-hours.ts';

const { lastDay, days } = reminderLimits;

const daysWords = `at most ${days} whole numbers of days after the start, from 1 to ${lastDay}, each higher than the one before`;

/** On which days a new campaign reminds. */
export const newReminders = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(lastDay))
      .max(days)
      .refine((given) => given.every((day, at) => at === 0 || day > (given[at - 1] ?? 0)))
      .meta({ description: daysWords }),
  })
  .default({ days: [] })
  .meta({ description: `an object with days: ${daysWords}` });

/** What a plan needs where its channels have text messages. */
export const textWords = 'an object with ceilingUsd and usdPerPart where the next channels have sms, else nothing';

const time = (absent: string, more = '') =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(absent)
    .meta({ description: `a time of the day from 00:00 to 23:59${more}` });

/** When the holders of a new campaign are left in peace. */
export const newQuietHours = z
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
  .meta({ description: 'an object with from and to, which differ, and firstNotice; by the clock of each holder' });

/** What the text messages of a new campaign may cost. */
export const newTexts = z
  .strictObject({
    ceilingUsd: z
      .number()
      .positive()
      .max(1_000_000)
      .meta({ description: 'US dollars over 0 and at most 1000000: the most that all texts may cost' }),
    usdPerPart: z
      .number()
      .min(0.00001)
      .max(9.99999)
      .meta({ description: 'US dollars from 0.00001 to 9.99999: the most that one part may cost, in the dearest country' }),
  })
  .optional()
  .meta({ description: textWords });

/** What a campaign shows of its reminders, quiet hours and text messages. */
export const contactFields = {
  reminders: z
    .object({ days: z.array(z.int()) })
    .optional()
    .meta({ description: 'on which days after the start whoever is still out is reminded' }),
  remindedAt: z
    .array(z.int())
    .optional()
    .meta({ description: 'when each round of reminders was given out; milliseconds since 1970-01-01 UTC' }),
  sms: z
    .object({ ceilingUsd: z.number(), usdPerPart: z.number() })
    .optional()
    .meta({ description: 'the most that all text messages may cost, and the most that one part may, in US dollars' }),
  quietHours: z
    .object({ from: z.string(), to: z.string(), firstNotice: z.boolean() })
    .optional()
    .meta({ description: 'when holders are left in peace, by the clock of each' }),
};
