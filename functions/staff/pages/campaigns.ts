import type { CampaignRow } from '#domain/campaign.ts';
import { may, type Staff } from '#domain/staff.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../paths.ts';
import { frame } from './frame.ts';
import { campaignStates, instant, number, scopeWords } from './words.ts';

/** The page with all campaigns, newest first. */
export function campaignsPage(path: string, staff: Staff, campaigns: readonly CampaignRow[]): string {
  const planLink = may(staff, 'plan') ? html`<a class="button" href="${relativeLink(path, paths.plan)}">Plan a campaign</a>` : nothing;
  const body = html`<h1>Campaigns</h1>
    ${campaigns.length === 0 ? none : list(path, campaigns)}
    <p>${planLink}</p>`;
  return frame({ path, staff, title: 'Campaigns', body });
}

/** The state of a campaign as a word with a mark. */
export function stateMark({ state }: CampaignRow): Html {
  return html`<span class="state ${state}">${campaignStates[state]}</span>`;
}

const none = html`<p class="lead">There is no campaign yet. One is planned, looked at and approved by a second person before anything happens to an account.</p>`;

function list(path: string, campaigns: readonly CampaignRow[]): Html {
  return html`<div class="scroll panel" tabindex="0" role="group" aria-label="Campaigns"><table>
    <thead><tr><th scope="col">Campaign</th><th scope="col">State</th><th scope="col">Scope</th><th scope="col" class="number">Accounts</th><th scope="col">Planned</th></tr></thead>
    <tbody>${campaigns.map(
      (campaign) => html`<tr>
        <th scope="row"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></th>
        <td>${stateMark(campaign)}</td>
        <td>${scopeWords(campaign.scope)}</td>
        <td class="number">${campaign.headcount ? number(campaign.headcount.inScope) : '…'}</td>
        <td>${instant(campaign.plannedAt)} by ${campaign.plannedBy}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}
