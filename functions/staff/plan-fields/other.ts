import * as z from 'zod';
import { fault } from '#shared/lambda/validate.ts';
import { linkTo } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { paths } from '../faces/paths.ts';
import { campaignStates } from '../markup/words.ts';
import { campaignId } from '../schemas/schemas.ts';
import { planField, planPart, quoted } from './plan-part.ts';

/** What a plan has to do with other campaigns and other directories. */
export const other = planPart({
  title: 'Other campaigns and other directories',
  fields: {
    widens: planField({
      schema: campaignId
        .optional()
        .meta({ description: 'the id of a campaign that is live or closed; whoever it has gets no second notice' }),

      form: {
        widens: {
          label: 'Campaign that it widens',
          kind: 'choice',
          choices: [{ value: '', label: 'None' }],
          hint: 'Whoever that campaign has is exempt from this one and gets no second notice.',
          among: (widenable) =>
            widenable.map(({ id, title, state }) => ({ value: id, label: `${title} (${campaignStates[state].toLowerCase()})` })),
        },
      },
      facts: ({ widens: id }, path) => {
        const widened = id && html`<a href="${linkTo(path, paths.campaign, { id })}">another campaign</a>; whoever that has is exempt`;
        return widened ? [['Widens', widened]] : [];
      },
    }),
    containsFederated: planField({
      schema: z.boolean().default(false).meta({ description: 'true or false: whether accounts with a password elsewhere are contained' }),

      form: {
        containsFederated: {
          label: 'Contain accounts with a password elsewhere too',
          kind: 'yes',
          hint: 'They cannot recover here: two people have to release them.',
        },
      },
      facts: ({ containsFederated: contained }) =>
        contained ? [['Other directories', 'accounts with a password elsewhere are contained too']] : [],
    }),
  },
  faults: ({ widens }, { widened }) =>
    widens === undefined || widened?.state === 'live' || widened?.state === 'closed'
      ? []
      : [fault('widens', quoted(widens), 'the id of a campaign that is live or closed')],
});
