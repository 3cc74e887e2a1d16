import type { Cohort } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import { may } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../faces/paths.ts';
import { contentsPart } from '../markup/contents-part.ts';
import { cohortWords, counted, instant, number, scopeWords } from '../markup/words.ts';
import type { Context, Question } from '../operation.ts';
import { readProposal } from '../parts/contents.ts';
import type { OfCampaign } from '../parts/targets.ts';

const second = html`<p>Nothing changes until an approver confirms it.</p>`;

/** Asks before it is proposed to lift containment. */
export async function askLift({ dependencies, target }: Context<CampaignRow>): Promise<Question> {
  const { contained, recovering } = (await dependencies.progress.totals(target.id)).accounts;
  return {
    title: 'Propose to lift containment?',
    meaning: html`<p class="lead">This campaign then contains nobody: <strong>${counted(contained + recovering, 'account')}</strong> not yet recovered can use their old passwords and sessions again.</p>
      ${second}${lasting(target)}`,
    yes: 'Propose to lift containment',
  };
}

/** Asks before it is proposed to release accounts. */
export function askRelease({ target }: Context<CampaignRow>): Question {
  return {
    title: 'Release which accounts?',
    meaning: html`<p class="lead">Released accounts can use their old passwords and sessions again, where nobody has replaced them. All others stay contained.</p>
      ${second}${lasting(target)}`,
    yes: 'Propose to release them',
  };
}

/** Asks before a proposal is confirmed, with everybody whom it names. */
export async function askConfirm({ dependencies, staff, target: { campaign, row } }: Context<OfCampaign<ProposalRow>>): Promise<Question> {
  const contents = await readProposal(dependencies, row);
  const params = { id: campaign.id, proposal: row.id };
  const here = `/console/campaigns/${campaign.id}/proposals/${row.id}/confirm`;
  const { contained, recovering } = (await dependencies.progress.totals(campaign.id)).accounts;
  const figures =
    row.kind === 'lift'
      ? html`This campaign then contains nobody: <strong>${counted(contained + recovering, 'account')}</strong> not yet recovered can use their old passwords and sessions again, at once.`
      : html`The accounts below can use their old passwords and sessions again, where nobody has replaced them. ${counted(contained + recovering, 'account')} of this campaign ${contained + recovering === 1 ? 'has' : 'have'} not yet recovered.`;
  return {
    title: row.kind === 'lift' ? 'Lift containment?' : 'Release these accounts?',
    meaning: html`<p class="lead">${figures}</p>${about(row)}${lasting(campaign)}
      ${may(staff, 'seeContents') ? contentsPart(contents, linkTo(here, paths.proposalContents, params)) : nothing}`,
    yes: row.kind === 'lift' ? 'Lift containment' : 'Release these accounts',
    hidden: { digest: contents.digest },
  };
}

/** Asks before a proposal is withdrawn. */
export function askWithdraw({ target: { row } }: Context<OfCampaign<ProposalRow>>): Question {
  return {
    title: row.kind === 'lift' ? 'Withdraw the proposal to lift containment?' : 'Withdraw the proposal to release accounts?',
    meaning: html`<p class="lead">It can then not be confirmed any more. Nothing changes for any account.</p>${about(row)}`,
    yes: 'Withdraw the proposal',
  };
}

/** Whom a proposal is about, why, and who made it. */
export function about({ scope, reason, proposedBy, proposedAt }: ProposalRow): Html {
  return html`${scope ? html`<p>${scopeWords(scope)}</p>` : nothing}<p>“${reason}” — ${proposedBy}, ${instant(proposedAt)}</p>`;
}

/** What stays as it is, said before anybody decides. */
function lasting({ headcount, sweep }: CampaignRow): Html {
  const primitives: Readonly<Record<string, string>> = sweep?.primitives ?? {};
  const rows = Object.entries(headcount?.swept ?? {})
    .filter(([, count]) => count > 0)
    .map(
      ([cohort, count]) =>
        html`<li>${cohortWords[cohort as Cohort]}, ${number(count)} at most: ${meanings[primitives[cohort] ?? ''] ?? 'changed'}</li>`,
    );
  return html`<section class="note warning"><h2>This cannot be undone</h2>
    <ul><li>Whoever has recovered keeps the new password.</li><li>Notices already sent cannot be recalled.</li><li>A campaign that widens this one leaves these accounts to it: whoever is released here is out of both.</li>${rows}</ul></section>`;
}

const meanings: Readonly<Record<string, string>> = {
  'sign-out': 'signed out by the sweep',
  'random-password': 'their password replaced by one that nobody knows; they still have to recover, and the pages give them a code',
  disable: 'disabled by the sweep, until they recover at the pages or an operator enables them',
};
