import type { Staff } from '#domain/staff/staff.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { listSteps } from '../accounts/find.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { fileQuery, newOutcome, stepCounts, stepList, stepOnly, stepQuery } from '../plan/next-schemas.ts';
import { downloadSteps, fileLimits } from './download.ts';
import { type ListedStep, meansOf, readTextCost, recordOutcome } from './steps.ts';

/** The operations on the steps for holders who cannot be reached. */
export function makeStepOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns, progress } = dependencies;
  return [
    {
      method: 'GET',
      path: '/api/campaigns/{id}/not-reached',
      id: 'getNotReached',
      summary: 'Look at who was not reached',
      description: 'How many steps there are of each next channel, by state and, where they are done, by outcome; a few seconds behind.',
      answer: stepCounts,
      refusals: [403, 404],
      run: async (_, request) => {
        const campaign = await requireCampaign(campaigns, request);
        const { id, channels = [] } = campaign;
        const [counts, sms] = await Promise.all([progress.steps(id), readTextCost(dependencies, campaign)]);
        return { ...(sms && { sms }), channels: channels.map((plan) => ({ ...plan, steps: counts[plan.channel] })) };
      },
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/steps',
      id: 'listSteps',
      summary: 'List the steps of a channel',
      description:
        'At most 100 a page. A page may be empty with more behind it, as holders who have recovered are left out. Numbers and postal addresses are for commanders and agents. Each page is in the audit log.',
      query: stepQuery,
      answer: stepList,
      refusals: [400, 403, 404],
      run: async (staff, request) => {
        const listing = requireValid(stepQuery, request.query);
        const { listed, next } = await listSteps(dependencies, staff, await requireCampaign(campaigns, request), listing);
        return { steps: listed.map((each) => shown(staff, each)), ...(next && { next }) };
      },
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/steps.csv',
      id: 'downloadSteps',
      summary: 'Download the calls or letters that are due',
      description: `By a commander or an agent; each download is in the audit log. At most ${fileLimits.rows} rows and 4 MB a file: a longer list is refused unless it is asked for in more files.`,
      query: fileQuery,
      answer: 'csv',
      refusals: [400, 403, 404, 409],
      run: async (staff, request) => {
        const file = requireValid(fileQuery, request.query);
        return valueOrProblem(await downloadSteps(dependencies, staff, await requireCampaign(campaigns, request), file));
      },
    },
    {
      method: 'POST',
      path: '/api/campaigns/{id}/steps',
      id: 'recordStep',
      summary: 'Say how a call or a letter ended',
      description:
        'By a commander or an agent. Where it did not reach the holder, the next step of the plan follows. Repeating it changes nothing.',
      body: newOutcome,
      answer: stepOnly,
      refusals: [400, 403, 404, 409, 415],
      run: async (staff, request) => {
        const campaign = await requireCampaign(campaigns, request);
        const outcome = await recordOutcome(dependencies, staff, campaign, requireValid(newOutcome, request.body));
        return { step: shown(staff, { step: valueOrProblem(outcome), account: undefined }) };
      },
    },
  ];
}

function shown(staff: Staff, { step, account }: ListedStep) {
  return {
    ...step,
    account: step.sub,
    username: account?.username,
    organisation: account?.organisation,
    means: meansOf(staff, { step, account }),
  };
}
