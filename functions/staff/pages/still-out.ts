import type { AccountRow } from '#domain/account.ts';
import { type CampaignRow, maskAddress } from '#domain/campaign.ts';
import type { Staff } from '#domain/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html } from '#shared/web/markup.ts';
import { paths } from '../paths.ts';
import { frame } from './frame.ts';
import { accountStates, number } from './words.ts';

/** Accounts on the page at most. */
export const shownStillOut = 200;

/** The page with accounts that have not recovered. `count` says how many there are in all. */
export function stillOutPage(path: string, staff: Staff, campaign: CampaignRow, rows: readonly AccountRow[], count: number): string {
  const title = 'Still out';
  const more =
    count > rows.length ? `The first ${number(rows.length)} of about ${number(count)} accounts` : `${number(rows.length)} accounts`;
  const body = html`<div class="stack"><p><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p><h1>${title}</h1></div>
    ${rows.length === 0 ? html`<p class="lead">Everybody in scope has recovered.</p>` : html`<p class="lead">${more} that have not recovered.</p>${table(rows)}`}`;
  return frame({ path, staff, title: `${title}: ${campaign.title}`, body });
}

function table(rows: readonly AccountRow[]): Html {
  return html`<div class="scroll panel" tabindex="0" role="group" aria-label="Accounts that are still out"><table>
    <thead><tr><th scope="col">User name</th><th scope="col">Address</th><th scope="col">Organisation</th><th scope="col">State</th><th scope="col">Code by mail</th></tr></thead>
    <tbody>${rows.map(
      ({ username, address, organisation, state, trusted }) => html`<tr>
        <th scope="row">${username}</th><td>${address === undefined ? '–' : maskAddress(address)}</td><td>${organisation ?? '–'}</td>
        <td>${accountStates[state]}</td><td>${trusted ? 'possible' : 'not possible'}</td></tr>`,
    )}</tbody>
  </table></div>`;
}
