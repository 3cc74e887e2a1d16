import * as z from 'zod';
import { defaultDormant, dormantChoices } from '#domain/account/notice-order.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { plain } from '#shared/aws/table/entries.ts';
import { number } from '../markup/words.ts';
import { identifier } from '../schemas/schemas.ts';
import { listFacts, listOf, planField, planPart, wholeNumber } from './plan-part.ts';

const { privileged } = planLimits;

const dormant = planField({
  schema: z
    .strictObject({
      afterDays: wholeNumber(1, 3650, ' of days', '; an account that was not changed within them is dormant').default(
        defaultDormant.afterDays,
      ),
      notices: z.enum(dormantChoices).default(defaultDormant.notices).meta({ description: 'last or none' }),
    })
    .default(defaultDormant)
    .meta({ description: 'an object with afterDays and notices (last or none): what becomes of the notices to dormant accounts' }),

  form: {
    dormantDays: {
      label: 'Dormant after days',
      kind: 'number',
      place: 'dormant.afterDays',
      hint: `Dormant is an account that was not changed within so many days, 1 to 3,650. Empty: ${defaultDormant.afterDays}.`,
    },
    dormantNotices: {
      label: 'When do dormant accounts get their notice?',
      kind: 'choice',
      place: 'dormant.notices',
      choices: [
        { value: '', label: 'Last' },
        { value: 'none', label: 'Not at all' },
      ],
    },
  },
  facts: ({ dormant: kept }) => {
    if (kept === undefined) return [];
    const notices = kept.notices === 'none' ? 'no notices' : 'notices go out last';
    return [['Dormant accounts', `unchanged for ${number(kept.afterDays)} days; ${notices}`]];
  },
});

const canary = planField({
  schema: z
    .strictObject({
      notices: wholeNumber(1, 10000, '', ': the first notices, after which the others wait'),
      holdMinutes: wholeNumber(1, 1440, ' of minutes', ', or nothing where they wait until a person lets them go on').optional(),
    })
    .optional()
    .meta({ description: 'an object with notices and optionally holdMinutes' }),

  form: {
    canaryNotices: {
      label: 'First notices, after which the others wait',
      kind: 'number',
      place: 'canary.notices',
      hint: 'For somebody to see that they arrive and read well, 1 to 10,000. Empty: no notice waits.',
    },
    canaryMinutes: {
      label: 'Minutes until the others follow',
      kind: 'number',
      place: 'canary.holdMinutes',
      hint: 'If few bounced or complained, 1 to 1,440. Empty: once a commander sends the remaining notices.',
    },
  },
  facts: ({ canary: kept }) => {
    if (kept === undefined) return [];
    const until = kept.holdMinutes === undefined ? 'until a commander sends them' : `for ${number(kept.holdMinutes)} minutes`;
    return [['First notices', `${number(kept.notices)}, then the others wait ${until}`]];
  },
});

/** In which order notices go out. */
export const order = planPart({
  title: 'Who gets notified first?',
  lead: 'Notices go first to accounts that were used, then to suspected, privileged and staff accounts, then to the most recently changed.',
  fields: {
    privileged: planField({
      schema: listOf(identifier, privileged, 'usernames or addresses that notices and sweep take first').default([]),

      form: {
        privileged: {
          label: 'List of privileged accounts',
          kind: 'lines',
          hint: `Notices and sweep take them first. One username or address per line, at most ${number(privileged)}.`,
        },
      },
      lists: (given) => ({ privileged: given.map(plain) }),
      facts: (campaign) => listFacts(campaign, 'privileged'),
    }),
    dormant,
    canary,
  },
});
