import { requireValid } from '#shared/lambda/validate.ts';
import { decisionBody, releaseOptions } from '../campaign/change-schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { makeProposalCommands } from './proposals.ts';
import * as schemas from './schemas.ts';

/** The operations that take containment back. */
export function makeProposalOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns, proposals } = dependencies;
  const commands = makeProposalCommands(dependencies);
  const decide = (name: 'confirm' | 'withdraw', summary: string, description: string): Operation => ({
    method: 'POST',
    path: `/api/campaigns/{id}/proposals/{proposal}/${name}`,
    id: `${name}Proposal`,
    summary,
    description: `${description} Repeating it changes nothing.`,
    ...(name === 'confirm' && { body: releaseOptions }),
    answer: schemas.proposalOnly,
    refusals: [400, 403, 404, 409],
    run: async (staff, request) => {
      const { digest } = requireValid(decisionBody(name), request.body);
      const campaign = await requireCampaign(campaigns, request);
      return { proposal: valueOrProblem(await commands[name](staff, campaign, request.params.proposal ?? '', digest)) };
    },
  });
  return [
    {
      method: 'POST',
      path: '/api/campaigns/{id}/proposals',
      id: 'propose',
      summary: 'Propose to take containment back',
      description:
        'By a commander: to lift the whole epoch, or to release an environment, organisations or a list. Nothing changes until somebody else confirms it.',
      body: schemas.newProposal,
      answer: schemas.proposalOnly,
      refusals: [400, 403, 404, 409, 413, 415],
      run: async (staff, request) => {
        const campaign = await requireCampaign(campaigns, request);
        return { proposal: valueOrProblem(await commands.propose(staff, campaign, requireValid(schemas.newProposal, request.body))) };
      },
    },
    {
      method: 'GET',
      path: '/api/campaigns/{id}/proposals',
      id: 'listProposals',
      summary: 'List the proposals of a campaign',
      description: 'Newest first.',
      answer: schemas.proposalList,
      refusals: [403, 404],
      run: async (_, request) => ({ proposals: await proposals.list((await requireCampaign(campaigns, request)).id) }),
    },
    decide(
      'confirm',
      'Confirm a proposal',
      'By an approver who did not propose it. Old passwords that nobody replaced work again for whom it lets out; what the sweep did stays done.',
    ),
    decide('withdraw', 'Withdraw a proposal', 'By a commander or an approver, before it is confirmed.'),
  ];
}
