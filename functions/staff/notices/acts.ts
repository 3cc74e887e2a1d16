import * as z from 'zod';
import { lastRoundAt, roundApartMs } from '#domain/next-channel/reminders.ts';
import type { Role } from '#domain/staff/staff.ts';
import { giveRound } from '#shared/aws/campaign/rounds.ts';
import { html } from '#shared/web/markup.ts';
import { field, fields, noInput } from '../faces/form.ts';
import type { AnyAct } from '../operation.ts';
import { helpdesk } from '../parts/helpdesk.ts';
import { checkMail, mailRefusal } from '../parts/mail-check.ts';
import { subject } from '../schemas/schemas.ts';
import { noticeAct } from './notice-act.ts';
import { addAgain, noticeAgain } from './resend.ts';

const commander: readonly Role[] = ['commander'];

const meaning = (text: string) => html`<p class="lead">${text}</p>`;

const pause = noticeAct({
  order: 'pause-notices',
  name: 'pause',
  by: commander,
  summary: 'Pause the notices',
  description: 'No notice of the campaign goes out from the next half second on. Codes still do.',
  label: 'Pause notices',
  done: 'The notices are paused.',
  input: noInput,
  body: {},
  when: ({ mail }) => mail.pausedFor === undefined,
  inEffect: ({ mail }) => mail.pausedFor !== undefined && mail.pausedFor !== 'canary',
  ask: () => ({
    title: 'Pause the notices?',
    meaning: meaning('No notice of this campaign goes out from the next half second on. Codes still do.'),
    yes: 'Pause notices',
  }),
  carryOut: ({ dependencies, target }, { by }) => dependencies.controls.pause(target.campaign.id, by),
});

const resume = noticeAct({
  order: 'resume-notices',
  name: 'resume',
  by: commander,
  summary: 'Resume the notices',
  description: 'They continue where they were. The guard counts bounces and complaints from zero.',
  label: 'Resume notices',
  done: 'The notices continue.',
  refusals: ['mail-check'],
  input: noInput,
  body: {},
  when: ({ mail }) => mail.pausedFor !== undefined && mail.pausedFor !== 'canary',
  inEffect: ({ mail }) => mail.pausedFor === undefined || mail.pausedFor === 'canary',
  ask: () => ({
    title: 'Resume the notices?',
    meaning: meaning('They continue where they were. The guard counts bounces and complaints from zero, so fix their cause first.'),
    yes: 'Resume notices',
  }),
  whyNot: async ({ dependencies }) => mailRefusal(await checkMail(dependencies)),
  carryOut: ({ dependencies, target }, { by }) => dependencies.controls.resume(target.campaign.id, by),
});

const resumeAll = noticeAct({
  order: 'resume-all-mail',
  name: 'resume-all',
  by: commander,
  summary: 'Resume the notices of all campaigns',
  description: 'Ends a pause by the guard for the whole AWS account. It counts from zero.',
  label: 'Resume all notices',
  done: 'The notices of all campaigns continue.',
  input: noInput,
  body: {},
  when: ({ mail }) => mail.allPausedFor !== undefined,
  inEffect: ({ mail }) => mail.allPausedFor === undefined,
  ask: () => ({
    title: 'Resume the notices of all campaigns?',
    meaning: meaning('The guard paused the notices of all campaigns. They continue, and it counts from zero, so fix the cause first.'),
    yes: 'Resume all notices',
  }),
  carryOut: ({ dependencies }, { by }) => dependencies.controls.resumeAccount(by),
});

const sendRemaining = noticeAct({
  order: 'end-canary',
  name: 'send-remaining',
  by: commander,
  summary: 'Send the remaining notices',
  description: 'After the first notices, which the plan sends alone.',
  label: 'Send the remaining notices',
  done: 'The remaining notices go out.',
  input: noInput,
  body: {},
  when: ({ mail }) => mail.pausedFor === 'canary',
  inEffect: ({ mail }) => mail.pausedFor !== 'canary',
  ask: () => ({
    title: 'Send the remaining notices?',
    meaning: meaning('The first notices were sent, and the others wait. Check first that they arrived and read well.'),
    yes: 'Send the remaining notices',
  }),
  carryOut: ({ dependencies, target }, { by }) => dependencies.controls.endCanary(target.campaign.id, by),
});

const limitRate = noticeAct({
  order: 'set-ceiling',
  name: 'limit-rate',
  by: commander,
  summary: 'Limit the sending rate',
  description:
    'All campaigns together send no more notices per second than this, from the next half second on. Without a number there is no limit.',
  label: 'Limit the sending rate',
  done: 'The new limit holds from the next half second on.',
  input: fields({
    perSecond: field(
      z.number().positive().max(100_000).optional().meta({ description: 'a number over 0 and at most 100000: notices per second' }),
      { label: 'Notices per second', hint: 'Leave empty for no limit.', kind: 'number' },
    ),
  }),
  body: { perSecond: 5 },
  inEffect: ({ mail }, { perSecond }) => mail.ceiling === perSecond,
  ask: ({ target: { mail } }) => ({
    title: 'How many notices per second at most?',
    meaning: meaning(`All campaigns together send no more than this. Now: ${mail.ceiling ?? 'no limit'}.`),
    yes: 'Limit the sending rate',
  }),
  carryOut: ({ dependencies }, { by }, { perSecond }) => dependencies.rates.setCeiling(perSecond, by),
});

const refreshQuota = noticeAct({
  order: 'refresh-quota',
  name: 'raise',
  by: commander,
  summary: 'Read the SES quota again',
  description: 'At once, after AWS raised it; notices then go as fast as it allows.',
  label: 'Re-check the SES quota',
  done: 'The quota is being read again.',
  input: noInput,
  body: {},
  ask: () => ({
    title: 'Re-check the SES quota?',
    meaning: meaning('The quota is read again at once, and notices go as fast as it allows.'),
    yes: 'Re-check the SES quota',
  }),
  carryOut: ({ dependencies }) => dependencies.rates.refreshQuota(),
});

const setHelpdesk = noticeAct({
  order: 'set-helpdesk',
  name: 'helpdesk-capacity',
  by: commander,
  summary: 'Set the helpdesk capacity',
  description:
    'Notices of all campaigns go no faster than the helpdesk can take the calls that they bring. Without a number, calls limit nothing.',
  label: 'Set helpdesk capacity',
  done: 'The helpdesk capacity holds within a minute.',
  input: fields({
    calls: field(z.int().min(1).max(1_000_000).optional().meta({ description: 'a whole number from 1 to 1000000: calls per hour' }), {
      label: 'Calls per hour',
      hint: 'Leave empty if calls should limit nothing.',
      kind: 'number',
    }),
  }),
  body: { calls: 300 },
  inEffect: ({ mail }, { calls }) => mail.helpdeskPerHour === calls,
  ask: ({ target: { mail } }) => ({
    title: 'How many calls per hour can the helpdesk take?',
    meaning: meaning(
      `Notices go no faster than the helpdesk can take the calls that they bring: about 3 calls for 100 notices, until you report how many come. It holds within a minute, for all campaigns. Now: ${mail.helpdeskPerHour ?? 'no limit'}.`,
    ),
    yes: 'Set helpdesk capacity',
  }),
  carryOut: ({ dependencies }, { by }, { calls }) => dependencies.rates.setHelpdesk(calls, by),
});

const reportCalls = noticeAct({
  order: 'report-calls',
  name: 'report-calls',
  by: helpdesk,
  summary: 'Report the calls of the last hour',
  description: 'By a commander or an agent. Notices go slower or faster by it within a minute; it counts for two hours.',
  label: 'Report calls',
  done: 'The calls are reported.',
  input: fields({
    calls: field(z.int().min(0).max(1_000_000).meta({ description: 'a whole number from 0 to 1000000: calls in the last hour' }), {
      label: 'Calls in the last hour',
      hint: 'Include those that were not answered.',
      kind: 'number',
    }),
  }),
  body: { calls: 120 },
  ask: () => ({
    title: 'How many calls came in the last hour?',
    meaning: meaning('Notices go slower or faster by it within a minute. It counts for two hours, so report every hour.'),
    yes: 'Report calls',
  }),
  carryOut: ({ dependencies }, { by }, { calls }) => dependencies.rates.reportCalls(calls, by),
});

const resendNotice = noticeAct({
  order: 'resend-notice',
  name: 'resend',
  by: helpdesk,
  summary: "Send an account's notice again",
  description: 'By a commander or an agent: to the address on record, ahead of all others. At most three times an account.',
  label: 'Send the notice again',
  done: 'The notice goes out again, ahead of the others.',
  input: fields({ account: field(subject, { label: 'Account', hint: 'Its sub.', kind: 'hidden' }) }),
  body: { account: '3f1c0d2e-0000-4000-8000-000000000000' },
  ask: async ({ dependencies, target: { campaign } }, { account = '' }) => {
    const whose = account === '' ? undefined : await dependencies.accounts.get(campaign.id, account);
    const named = whose === undefined ? '' : `Account ${[whose.username, whose.organisation].filter(Boolean).join(', organisation ')}. `;
    return {
      title: 'Send the notice again?',
      meaning: meaning(`${named}The same notice goes to the address on record, ahead of all others. An account gets at most three more.`),
      yes: 'Send the notice again',
      hidden: { account },
    };
  },
  whyNot: async ({ dependencies, target, key }, { account }) => {
    const again = await noticeAgain(dependencies, target.campaign.id, account, key);
    return again.ok ? undefined : again.error;
  },
  carryOut: async ({ dependencies, target }, row, { account }) => {
    const again = await noticeAgain(dependencies, target.campaign.id, account, row.id);
    const sent = again.ok ? await addAgain(dependencies, row, again.value) : again;
    return sent.ok ? undefined : sent.error;
  },
});

const resendRejected = noticeAct({
  order: 'resend-rejected',
  name: 'resend-rejected',
  by: commander,
  summary: 'Send the notices again that SES rejected',
  description:
    'Those that SES rejected for a reason of their own, such as their address: they wait again within a minute, ahead of most others.',
  label: 'Resend rejected notices',
  done: 'The rejected notices wait again within a minute.',
  input: fields({
    status: field(
      z
        .string()
        .regex(/^\w{1,64}$/)
        .optional()
        .meta({ description: 'up to 64 letters and underscores: what SES said of the notices meant, such as INVALID_PARAMETER' }),
      { label: 'Answer of SES', hint: 'For example INVALID_PARAMETER. Leave empty for all that it rejected.' },
    ),
  }),
  body: { status: 'INVALID_PARAMETER' },
  ask: () => ({
    title: 'Resend the rejected notices?',
    meaning: meaning(
      'Notices that SES rejected for a reason of their own, such as their address, wait again within a minute, ahead of most others. Fix the reason first. Holders who have recovered get none.',
    ),
    yes: 'Resend rejected notices',
  }),
  carryOut: ({ dependencies, target }, { atMs }, { status }) =>
    dependencies.controls.resend(target.campaign.id, { atMs, ...(status !== undefined && { status }) }),
});

const remind = noticeAct({
  order: 'remind-now',
  name: 'remind',
  by: commander,
  summary: 'Remind everybody who has not recovered',
  description: 'Outside quiet hours. It changes nothing within a day of the last reminders.',
  label: 'Send reminders now',
  done: 'The reminders go out.',
  input: noInput,
  body: {},
  inEffect: ({ campaign }, _, nowMs) => nowMs - (lastRoundAt(campaign) ?? Number.NEGATIVE_INFINITY) < roundApartMs,
  ask: () => ({
    title: 'Send reminders now?',
    meaning: meaning(
      'Whoever has not recovered and got the first notice gets a reminder, outside quiet hours. Within a day of the last reminders this changes nothing.',
    ),
    yes: 'Send reminders now',
  }),
  carryOut: async ({ dependencies, target }, { atMs }) => {
    // Else it was given out already, by a try that ended before the order was noted as done.
    if ((lastRoundAt(target.campaign) ?? 0) < atMs) await giveRound(dependencies, target.campaign, dependencies.clock.now());
  },
});

/** What is done about the notices of a live campaign as a whole, in the order in which the console offers it. */
export const mailActs: readonly AnyAct[] = [
  pause,
  resume,
  sendRemaining,
  resumeAll,
  limitRate,
  refreshQuota,
  setHelpdesk,
  reportCalls,
  resendRejected,
  remind,
];

/** What staff do about notices. That of one account is offered beside the account. */
export const noticeActs: readonly AnyAct[] = [...mailActs, resendNotice];
