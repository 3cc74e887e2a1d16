import * as z from 'zod';
import { orderNames } from '#domain/order.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { type Operation, requireCampaign, valueOrProblem } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { makeMailCommands } from './orders.ts';
import { campaignId } from './schemas.ts';

const rate = z.number().positive().max(100_000).meta({ description: 'a number over 0 and at most 100000: notices a second' });

/** An order about the notices. Only a ceiling takes a rate. */
export const newOrder = z
  .strictObject({
    order: z.enum(orderNames).meta({ description: orderNames.join(', ') }),
    perSecond: rate.optional(),
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same order sent again with the same key is the same one' }),
  })
  .refine(({ order, perSecond }) => order === 'set-ceiling' || perSecond === undefined, { path: ['perSecond'] })
  .meta({
    id: 'NewOrder',
    description: 'an object with order, for set-ceiling perSecond (none takes the ceiling away), and optionally key',
  });

const pauseReason = z.enum(['person', 'bounces', 'complaints']);

const mailStatus = z.object({
  mail: z
    .object({
      limit: z.enum(['unknown', 'paused', 'guard', 'daily', 'ceiling', 'throttled', 'rate']).meta({ description: 'what limits them now' }),
      perSecond: z.number().meta({ description: 'notices a second that the limits allow' }),
      usedPerSecond: z.number().optional().meta({ description: 'notices a second that went out lately' }),
      leftToday: z.int().optional().meta({ description: 'notices that the rolling day still took when the quota was read' }),
      ceiling: z.number().optional().meta({ description: 'notices a second that a commander allows, all campaigns together' }),
      endsAt: z.int().optional().meta({ description: 'when the last is expected to go out; milliseconds since 1970-01-01 UTC' }),
      pausedFor: pauseReason.optional().meta({ description: 'why the notices of this campaign stand still' }),
      allPausedFor: pauseReason.optional().meta({ description: 'why no notice of any campaign goes out' }),
    })
    .meta({ id: 'MailStatus' }),
});

/** The operations on the notices of a live campaign. */
export function makeMailOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns } = dependencies;
  const commands = makeMailCommands(dependencies);
  return [
    {
      method: 'GET',
      path: '/api/campaigns/{id}/mail',
      id: 'getMail',
      summary: 'Look at how notices go out',
      description: 'What limits them now, how fast they go, what is left of the day, and when they will end.',
      answer: mailStatus,
      refusals: [403, 404],
      run: async (_, request) => ({ mail: await commands.status(await requireCampaign(campaigns, request)) }),
    },
    {
      method: 'POST',
      path: '/api/campaigns/{id}/mail',
      id: 'orderMail',
      summary: 'Pause, resume, limit or hasten notices, or remind',
      description:
        'By a commander, while the campaign is live. Senders obey within a slot of half a second. A ceiling, the quota and resume-all-mail are for all campaigns. remind-now changes nothing within a day of the last reminders. Repeating it changes nothing.',
      body: newOrder,
      answer: mailStatus,
      refusals: [400, 403, 404, 409, 415],
      run: async (staff, request) => {
        const campaign = await requireCampaign(campaigns, request);
        return { mail: valueOrProblem(await commands.order(staff, campaign, requireValid(newOrder, request.body))) };
      },
    },
  ];
}
