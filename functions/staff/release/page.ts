import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import { isSamePerson } from '#domain/staff/person.ts';
import { may } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { offers } from '../faces/ask.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { instant, scopeWords } from '../markup/words.ts';
import { decidingActs, proposingActs } from './acts.ts';
import { about } from './questions.ts';

/** What the page shows. */
export interface ReleaseView extends Visit {
  readonly campaign: CampaignRow;
  /** Newest first. */
  readonly proposals: readonly ProposalRow[];
}

/** The page on which accounts are released and containment is lifted: what one person proposes, another confirms. */
export function releasePage({ path, staff, done, campaign, proposals }: ReleaseView): string {
  const title = 'Release accounts or lift containment';
  const open = proposals.filter(({ state }) => state === 'proposed');
  const ended = proposals.filter(({ state }) => state !== 'proposed');
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>${title}</h1>
      <p class="lead">One person proposes, another confirms. Released accounts can use their old passwords and sessions again, where nobody has replaced them.</p></div>
    ${open.map((proposal) => openProposal({ path, staff }, campaign, proposal))}
    <div class="row">${offers(proposingActs, { path, staff }, campaign, { id: campaign.id })}</div>
    ${ended.length === 0 ? nothing : html`<section class="stack"><h2>Decided</h2><ul>${ended.map(decided)}</ul></section>`}`;
  return frame({ path, staff, done, title, body });
}

function openProposal({ path, staff }: Visit, campaign: CampaignRow, row: ProposalRow): Html {
  const { id, kind, scope, proposedBy, proposedByPerson } = row;
  const params = { id: campaign.id, proposal: id };
  const own = isSamePerson(proposedByPerson, proposedBy, staff);
  const whole = html`<p><a href="${linkTo(path, paths.proposalContents, params)}">All that it names</a></p>`;
  return html`<section class="note" aria-labelledby="p-${id}"><h2 id="p-${id}">${kind === 'lift' ? 'Proposed: lift containment' : 'Proposed: release accounts'}</h2>
    ${about(row)}
    ${scope && may(staff, 'seeContents') ? whole : nothing}
    <p>${own ? 'You proposed this, so somebody else must confirm it.' : 'An approver who did not propose it must confirm it.'}</p>
    <div class="row">${offers(decidingActs, { path, staff }, { campaign, row }, params)}</div></section>`;
}

function decided({ kind, scope, reason, state, proposedBy, confirmedBy, confirmedAt, withdrawnBy }: ProposalRow): Html {
  const what = kind === 'lift' ? 'Lift containment' : html`Release: ${scope ? scopeWords(scope) : ''}`;
  const how = state === 'confirmed' ? html`confirmed by ${confirmedBy}, ${instant(confirmedAt ?? 0)}` : html`withdrawn by ${withdrawnBy}`;
  return html`<li>${what} (“${reason}”), proposed by ${proposedBy}, ${how}</li>`;
}
