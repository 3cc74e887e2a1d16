import * as z from 'zod';
import { spokenOutcomes } from '#domain/next-channel/next-channel.ts';
import { ok } from '#domain/result.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { field, fields } from '../faces/form.ts';
import { paths } from '../faces/paths.ts';
import { type AnyAct, act, type Operation, reading } from '../operation.ts';
import { helpdesk } from '../parts/helpdesk.ts';
import { oneCampaign } from '../parts/targets.ts';
import { channel } from '../schemas/schemas.ts';
import { downloadSteps, fileLimits } from './download.ts';
import { fileQuery, stepCounts, stepExample, stepList, stepOnly, stepQuery } from './schemas.ts';
import { type ListedStep, listSteps, meansOf, readTextCost, recordOutcome } from './steps.ts';

const shown = (staff: Staff, { step, account }: ListedStep) => ({
  ...step,
  account: step.sub,
  username: account?.username,
  organisation: account?.organisation,
  means: meansOf(staff, { step, account }),
});

/** Records how a call or a letter ended. */
export const recordStep: AnyAct = act({
  id: 'recordStep',
  name: 'record-step',
  path: '/api/campaigns/{id}/steps',
  on: oneCampaign,
  by: helpdesk,
  from: ['live', 'closed'],
  summary: 'Record how a call or a letter ended',
  description:
    'By a commander or an agent. Where it did not reach the holder, the next step of the plan follows. Repeating it changes nothing.',
  label: 'Record the outcome',
  input: fields(
    {
      channel: field(channel, { label: 'Channel', kind: 'hidden' }),
      account: field(z.string().min(1).max(128).meta({ description: 'the account of a step, as the list names it' }), {
        label: 'Account',
        kind: 'hidden',
      }),
      outcome: field(z.enum(spokenOutcomes).meta({ description: spokenOutcomes.join(', ') }), { label: 'Outcome', kind: 'hidden' }),
    },
    'an object with channel, account and outcome',
  ),
  answer: stepOnly,
  refusals: ['state'],
  audit: 'step: due to done, by <who>',
  example: {
    body: { channel: stepExample.channel, account: stepExample.account, outcome: 'reached' },
    answer: { step: { ...stepExample, state: 'done', outcome: 'reached', by: 'agnes', atMs: 1_763_733_600_000 } },
  },
  done: 'The outcome is recorded.',
  after: (path, { step }) => linkTo(path, paths.steps, { id: step.campaignId, channel: step.channel }),
  run: async ({ dependencies, staff, target }, outcome) => {
    const recorded = await recordOutcome(dependencies, staff, target, outcome);
    return recorded.ok ? ok({ step: shown(staff, { step: recorded.value, account: undefined }) }) : recorded;
  },
});

/** What staff do about holders who were not reached. */
export const notReachedActs: readonly AnyAct[] = [recordStep];

const counts = reading({
  id: 'getNotReached',
  name: 'not-reached',
  path: '/api/campaigns/{id}/not-reached',
  on: oneCampaign,
  summary: 'See who was not reached',
  description: 'How many steps there are of each next channel, by state and, where they are done, by outcome; a few seconds behind.',
  answer: stepCounts,
  example: { answer: { channels: [{ channel: 'call', owner: 'Helpdesk', afterHours: 4, steps: { due: 12, reached: 30 } }] } },
  run: async ({ dependencies, target }) => {
    const [steps, sms] = await Promise.all([dependencies.progress.steps(target.id), readTextCost(dependencies, target)]);
    const channels = (target.channels ?? []).map((plan) => ({ ...plan, steps: { ...steps[plan.channel] } }));
    return ok({ ...(sms && { sms }), channels });
  },
});

const list = reading({
  id: 'listSteps',
  name: 'steps',
  path: '/api/campaigns/{id}/steps',
  on: oneCampaign,
  summary: 'List the steps of a channel',
  description:
    'At most 100 a page. A page may be empty with more behind it, as holders who have recovered are left out. Numbers and postal addresses are for commanders and agents. Each page is in the audit log.',
  asks: stepQuery,
  answer: stepList,
  example: { asks: { channel: 'call' }, answer: { steps: [stepExample] } },
  run: async ({ dependencies, staff, target }, listing) => {
    const { listed, next } = await listSteps(dependencies, staff, target, listing);
    return ok({ steps: listed.map((each) => shown(staff, each)), ...(next && { next }) });
  },
});

/** The file with the calls or letters that are due. */
export const stepFile = reading({
  id: 'downloadSteps',
  name: 'download-steps',
  path: '/api/campaigns/{id}/steps.csv',
  on: oneCampaign,
  by: helpdesk,
  summary: 'Download the calls or letters that are due',
  description: `By a commander or an agent; each download is in the audit log. At most ${fileLimits.rows} rows and 4 MB a file: a longer list is refused unless it is asked for in more files.`,
  asks: fileQuery,
  answer: 'csv',
  refusals: ['state'],
  example: {
    asks: { channel: 'call' },
    answer: '"username","name","language","organisation","phone","owner","due"\r\n',
  },
  run: ({ dependencies, staff, target }, file) => downloadSteps(dependencies, staff, target, file),
});

/** What staff look at of holders who were not reached. */
export const notReachedReadings: readonly Operation[] = [counts, list, stepFile];
