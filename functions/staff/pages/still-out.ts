import type { AccountRow } from '#domain/account.ts';
import { type CampaignRow, maskAddress } from '#domain/campaign.ts';
import { may, type Staff } from '#domain/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
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
    ${rows.length === 0 ? html`<p class="lead">Everybody in scope has recovered.</p>` : html`<p class="lead">${more} that have not recovered.</p>${table(path, staff, campaign, rows)}`}`;
  return frame({ path, staff, title: `${title}: ${campaign.title}`, body });
}

function table(path: string, staff: Staff, campaign: CampaignRow, accounts: readonly AccountRow[]): Html {
  const columns = [{ title: 'User name' }, { title: 'Address' }, { title: 'Organisation' }, { title: 'State' }, { title: 'Code by mail' }];
  const helps = campaign.state === 'live' && may(staff, 'helpHolders');
  const again = (sub: string, username: string) =>
    html`<a href="${linkTo(path, paths.mail, { id: campaign.id, order: 'resend-notice' })}?account=${sub}" aria-label="Send the notice of ${username} again">Send again …</a>`;
  const rows = accounts.map(({ sub, username, address, organisation, state, trusted }) => [
    username,
    address === undefined ? 'none' : maskAddress(address),
    organisation ?? 'none',
    accountStates[state],
    trusted ? 'possible' : 'not possible',
    ...(helps ? [again(sub, username)] : []),
  ]);
  return html`<div class="panel">${thingsTable({ label: 'Accounts that are still out', columns: helps ? [...columns, { title: 'Notice' }] : columns, rows })}</div>`;
}
