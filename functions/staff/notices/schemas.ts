import * as z from 'zod';
import { type Limit, limits } from '#domain/pacing/limits.ts';
import { sendingKinds } from '#domain/pacing/sending-stop.ts';
import { codeWays } from '#domain/recovery/code-limit.ts';
import { instant } from '../schemas/schemas.ts';

const pauseReason = z.enum(['person', 'bounces', 'complaints']);

const fates = {
  sent: z.int().meta({ description: 'mails that SES took' }),
  bounced: z.int().meta({ description: 'of them, those that bounced for good' }),
  complained: z.int().meta({ description: 'of them, those that were marked as spam' }),
};

const hold = z.enum(['person', 'bounces', 'complaints', 'canary']);

/** How notices go out, as the API answers it. */
export const mailAnswer = z.object({
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
      endsAt: instant.optional().meta({ description: 'when the last is expected to go out; milliseconds since 1970-01-01 UTC' }),
      stops: z
        .array(
          z.object({
            kind: z.enum(sendingKinds),
            status: z.string().meta({ description: 'what AWS said last' }),
            since: instant,
            probeAt: instant.meta({ description: 'when the next one is tried at the earliest; milliseconds since 1970-01-01 UTC' }),
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

/** Whether notices can go out, as the API answers it. */
export const mailCheckAnswer = z.object({
  check: z
    .object({
      faults: lines.meta({ description: 'what keeps notices from going out now' }),
      warnings: lines.meta({ description: 'what somebody should look at' }),
    })
    .meta({ id: 'MailCheck' }),
});

/** How notices go out, as examples show it. */
export const mailExample = {
  mail: {
    limit: 'rate',
    perSecond: 12.6,
    codes: 'open',
    unasked: 0,
    mostUnasked: 60,
    stops: [],
    guard: { sent: 3_400, bounced: 40, complained: 0, pausesAt: { bounces: 130, complaints: 7 } },
  },
};
