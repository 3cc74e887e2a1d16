import * as z from 'zod';
import { type Limit, limits } from '#domain/pacing/limits.ts';
import { sendingKinds } from '#domain/pacing/sending-stop.ts';
import { codeWays } from '#domain/recovery/code-limit.ts';
import { type OrderName, orderNames } from '#domain/staff/order.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { campaignId, subject } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { makeCheckMail } from '../mail-check.ts';
import { makeMailCommands } from './orders.ts';

const rate = z.number().positive().max(100_000).meta({ description: 'a number over 0 and at most 100000: notices a second' });

const calls = z.int().min(0).max(1_000_000).meta({
  description:
    'a whole number to 1000000: of set-helpdesk, calls an hour that the helpdesk takes, from 1; of report-calls, calls in the last hour, from 0',
});

/** The fields that an order takes beside its name. */
const fieldsOf: Readonly<Partial<Record<OrderName, 'perSecond' | 'calls' | 'account' | 'status'>>> = {
  'set-ceiling': 'perSecond',
  'set-helpdesk': 'calls',
  'report-calls': 'calls',
  'resend-notice': 'account',
  'resend-rejected': 'status',
};

/** Orders that do not do without their field. */
const needing: readonly OrderName[] = ['report-calls', 'resend-notice'];

/** An order about the notices. */
export const newOrder = z
  .strictObject({
    order: z.enum(orderNames).meta({ description: orderNames.join(', ') }),
    perSecond: rate.optional(),
    calls: calls.optional(),
    account: subject.optional(),
    status: z
      .string()
      .regex(/^\w{1,64}$/)
      .optional()
      .meta({ description: 'what SES said of the notices meant, such as INVALID_PARAMETER' }),
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same order sent again with the same key is the same one' }),
  })
  .check(({ value, issues }) => {
    for (const field of ['perSecond', 'calls', 'account', 'status'] as const) {
      const isGiven = value[field] !== undefined;
      const isTaken = fieldsOf[value.order] === field;
      const isNothing = value.order === 'set-helpdesk' && field === 'calls' && value.calls === 0;
      if (!isNothing && (isGiven ? isTaken : !isTaken || !needing.includes(value.order))) continue;
      issues.push({ code: 'custom', input: value[field], path: [field], message: 'wrong' });
    }
  })
  .meta({
    id: 'NewOrder',
    description:
      'an object with order, and what it is about: perSecond for set-ceiling, calls for set-helpdesk and report-calls (without a number, ceiling and helpdesk limit nothing), account for resend-notice, status for resend-rejected (without one, all that SES refused); optionally key',
  });

const pauseReason = z.enum(['person', 'bounces', 'complaints']);

const fates = {
  sent: z.int().meta({ description: 'mails that SES took' }),
  bounced: z.int().meta({ description: 'of them, those that bounced for good' }),
  complained: z.int().meta({ description: 'of them, those that were marked as spam' }),
};

const hold = z.enum(['person', 'bounces', 'complaints', 'canary']);

const mailStatus = z.object({
  mail: z
    .object({
      limit: z.enum(Object.keys(limits) as Limit[]).meta({ description: 'what limits them now' }),
      perSecond: z.number().meta({ description: 'notices a second that the limits allow' }),
      usedPerSecond: z.number().optional().meta({ description: 'notices a second that went out lately' }),
      leftToday: z.int().optional().meta({ description: 'notices that the rolling day still took when the quota was read' }),
      leftForCodes: z.int().optional().meta({ description: 'the same: mails of recoveries' }),
      leftForPlainCodes: z.int().optional().meta({ description: 'of those, codes that are asked for without a reference' }),
      leftForOther: z.int().optional().meta({ description: 'the same: other mail of the AWS account' }),
      codes: z.enum(codeWays).meta({
        description:
          'how codes are given out: open, to everybody; flood, few of those mailed are typed; referred, only to whoever types the reference of a notice; none, their share of the day is used up',
      }),
      unasked: z.int().meta({ description: 'codes that were mailed and not typed, about' }),
      mostUnasked: z.int().meta({ description: 'the most of them that are mailed at once' }),
      ceiling: z.number().optional().meta({ description: 'notices a second that a commander allows, all campaigns together' }),
      helpdeskPerHour: z.int().optional().meta({ description: 'calls an hour that the helpdesk takes' }),
      calls: z.int().optional().meta({ description: 'calls in the last hour, as the helpdesk said last' }),
      endsAt: z.int().optional().meta({ description: 'when the last is expected to go out; milliseconds since 1970-01-01 UTC' }),
      stops: z
        .array(
          z.object({
            kind: z.enum(sendingKinds),
            status: z.string().meta({ description: 'what AWS said last' }),
            since: z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' }),
            probeAt: z.int().meta({ description: 'when the next one is tried at the earliest; milliseconds since 1970-01-01 UTC' }),
            means: z.string().meta({ description: 'what that means' }),
            todo: z.string().meta({ description: 'what to do' }),
          }),
        )
        .meta({ description: 'what AWS refuses for a reason of ours: it waits, and only one that AWS takes lets it go on' }),
      pausedFor: hold.optional().meta({ description: 'why the notices of this campaign stand still' }),
      allPausedFor: pauseReason.optional().meta({ description: 'why no notice of any campaign goes out' }),
      guard: z
        .object({
          ...fates,
          pausesAt: z
            .object({ bounces: z.int(), complaints: z.int() })
            .meta({ description: 'from how many of each on it pauses after as many mails, or after the 1,000 that it waits for' }),
        })
        .meta({ description: 'what the guard of the mail reputation has seen of this campaign' }),
      pausedAfter: z.object(fates).optional().meta({ description: 'what the guard saw when it paused this campaign' }),
      allPausedAfter: z
        .object(fates)
        .optional()
        .meta({ description: 'what the guard saw of all notices of a day when it paused them all' }),
    })
    .meta({ id: 'MailStatus' }),
});

const lines = z.array(z.string().meta({ description: 'one line: what, its value, and what is allowed' }));

const mailCheck = z.object({
  check: z
    .object({
      faults: lines.meta({ description: 'what keeps notices from going out now' }),
      warnings: lines.meta({ description: 'what somebody should look at' }),
    })
    .meta({ id: 'MailCheck' }),
});

/** The operations on the notices of a campaign. */
export function makeMailOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns } = dependencies;
  const commands = makeMailCommands(dependencies);
  const checkMail = makeCheckMail(dependencies);
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
      method: 'GET',
      path: '/api/campaigns/{id}/mail-check',
      id: 'checkMail',
      summary: 'Check whether notices can go out',
      description: 'What a start is refused for unless it holds the notices: mails that break a rule, and what SES is not set up for, now.',
      answer: mailCheck,
      refusals: [403, 404],
      run: async (_, request) => {
        await requireCampaign(campaigns, request);
        return { check: await checkMail() };
      },
    },
    {
      method: 'POST',
      path: '/api/campaigns/{id}/mail',
      id: 'orderMail',
      summary: 'Pause, resume, limit or hasten notices, remind, or send some again',
      description:
        'By a commander, or by an agent for report-calls and resend-notice, while the campaign is live. Senders obey within a slot of half a second. A ceiling, the quota, the helpdesk and resume-all-mail are for all campaigns. remind-now changes nothing within a day of the last reminders. Repeating it changes nothing.',
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
