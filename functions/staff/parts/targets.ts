import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { paths } from '../faces/paths.ts';
import type { Target } from '../operation.ts';
import { campaignId, exampleIds } from '../schemas/schemas.ts';

const idOf = (what: keyof typeof exampleIds) => campaignId.meta({ examples: [exampleIds[what]] });

const all = {} as const;

/** Of operations that are about all campaigns, or none. */
export const overall: Target<typeof all> = {
  params: {},
  find: async () => all,
  missing: () => 'there is nothing at this address',
  campaignOf: () => undefined,
  back: (path) => ({ href: relativeLink(path, paths.campaigns), label: 'Campaigns' }),
};

/** Whether a text can be an id; of any other no table is asked. */
const isId = (text: string) => campaignId.safeParse(text).success;

/** The campaign of `{id}`. */
export const oneCampaign: Target<CampaignRow> = {
  params: { id: idOf('campaign') },
  find: async ({ campaigns }, { id }) => {
    return id !== undefined && isId(id) ? campaigns.get(id) : undefined;
  },
  missing: ({ id = '' }) => `there is no campaign ${id.slice(0, 40)}`,
  campaignOf: (campaign) => campaign,
  back: (path, campaign) => ({ href: linkTo(path, paths.campaign, campaign), label: campaign.title }),
};

/** Something of a campaign, and the campaign. */
export interface OfCampaign<T> {
  readonly campaign: CampaignRow;
  readonly row: T;
}

/** The proposal of `{proposal}` to release or lift, in the campaign of `{id}`. */
export const oneProposal: Target<OfCampaign<ProposalRow>> = {
  params: { ...oneCampaign.params, proposal: idOf('proposal') },
  find: async (dependencies, params) => {
    const campaign = await oneCampaign.find(dependencies, params);
    const { proposal = '' } = params;
    const row = campaign && isId(proposal) ? await dependencies.proposals.get(campaign.id, proposal) : undefined;
    return campaign && row && { campaign, row };
  },
  missing: ({ id = '', proposal = '' }) => `there is no proposal ${proposal.slice(0, 40)} in a campaign ${id.slice(0, 40)}`,
  campaignOf: ({ campaign }) => campaign,
  stands: ({ row }) => `the proposal is ${row.state}`,
  back: (path, { campaign }) => ({ href: linkTo(path, paths.release, campaign), label: 'Release accounts or lift containment' }),
};

/** The addition of compromised accounts of `{addition}`, in the campaign of `{id}`. */
export const oneAddition: Target<OfCampaign<AdditionRow>> = {
  params: { ...oneCampaign.params, addition: idOf('addition') },
  find: async (dependencies, params) => {
    const campaign = await oneCampaign.find(dependencies, params);
    const { addition = '' } = params;
    const row = campaign && isId(addition) ? await dependencies.additions.get(campaign.id, addition) : undefined;
    return campaign && row && { campaign, row };
  },
  missing: ({ id = '', addition = '' }) => `there is no addition ${addition.slice(0, 40)} in a campaign ${id.slice(0, 40)}`,
  campaignOf: ({ campaign }) => campaign,
  stands: ({ row }) => `the addition is ${row.state}`,
  back: (path, { campaign }) => ({ href: linkTo(path, paths.compromised, campaign), label: 'Compromised accounts' }),
};
