import type { AccountRow } from '#domain/account/account.ts';
import { type CampaignRow, maskAddress } from '#domain/campaign/campaign.ts';
import { furtherKind, type NoticeRow } from '#domain/notice/notice.ts';
import { button, errorSummary, type FormState, textField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { accountStates, furtherWords, instant, noticeStates, number } from '../markup/words.ts';
import { isAllowed } from '../operation.ts';
import { helpdesk } from '../parts/helpdesk.ts';
import type { FoundAccount } from './find.ts';

/** What the page shows. */
export interface StillOutView extends Visit {
  readonly campaign: CampaignRow;
  /** The form to find an account. */
  readonly form: FormState;
  /** Accounts that have not recovered, and how many there are in all. */
  readonly listed?: { readonly rows: readonly AccountRow[]; readonly count: number };
  /** Accounts that were looked for. */
  readonly found?: readonly FoundAccount[];
}

/** The page with accounts that have not recovered, or with those that somebody looked for. */
export function stillOutPage(view: StillOutView): string {
  const { path, staff, done, campaign, form, listed, found } = view;
  const title = 'Not yet recovered';
  const body = html`<div class="stack"><p><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p><h1>${title}</h1></div>
    ${errorSummary('This is not possible', form.faults)}
    <form class="panel" method="post">${textField({ name: 'account', label: 'Find an account', hint: 'The address on record, or the id. Accounts that have recovered are found too.', autocomplete: 'off' }, form)}
      <div class="row">${button('Find')}</div></form>
    ${listed === undefined ? nothing : listedPart(view, listed)}
    ${found === undefined ? nothing : foundPart(view, found)}`;
  return frame({ path, staff, done, title: `${title}: ${campaign.title}`, body });
}

function listedPart(view: StillOutView, { rows, count }: NonNullable<StillOutView['listed']>): Html {
  if (rows.length === 0) return html`<p class="lead">Everybody in scope has recovered.</p>`;
  const more =
    count > rows.length ? `The first ${number(rows.length)} of about ${number(count)} accounts` : `${number(rows.length)} accounts`;
  return html`<p class="lead">${more} that have not recovered.</p>${table(view, rows, undefined)}`;
}

function foundPart(view: StillOutView, found: readonly FoundAccount[]): Html {
  if (found.length === 0) return html`<p class="lead">No account of this campaign has that address or id.</p>`;
  const mails = found.map((each) => each.mails.map(mailWords).join('; '));
  const rows = found.map(({ account }) => account);
  return html`<p class="lead">${found.length === 1 ? 'This account' : `These ${found.length} accounts`}:</p>${table(view, rows, mails)}`;
}

function mailWords({ mail, state }: NoticeRow): string {
  const kind = furtherKind(mail);
  return `${kind === undefined ? 'Notice' : furtherWords[kind]}: ${noticeStates[state].toLowerCase()}`;
}

/** @param mails what stands of the mails to each; undefined where that is not shown */
function table({ path, staff, campaign }: StillOutView, accounts: readonly AccountRow[], mails: readonly string[] | undefined): Html {
  const helps = campaign.state === 'live' && isAllowed({ by: helpdesk }, staff);
  const again = ({ sub, username, address, state }: AccountRow) =>
    address === undefined || state === 'recovered' || state === 'exempt'
      ? 'none'
      : html`<a href="${linkTo(path, paths.resendNotice, campaign)}?account=${sub}" aria-label="Send the notice of ${username} again">Send again …</a>`;
  const titles = [
    'Username',
    'Address',
    'Organisation',
    'State',
    'Code by mail',
    ...(mails ? ['Mails'] : []),
    ...(helps ? ['Notice'] : []),
  ];
  const rows = accounts.map((account, index) => {
    const { username, address, organisation, state, trusted, factorLockedAt } = account;
    return [
      username,
      address === undefined ? 'none' : maskAddress(address),
      organisation ?? 'none',
      factorLockedAt === undefined
        ? accountStates[state]
        : html`${accountStates[state]}; second factor guessed at and closed for a day, ${instant(factorLockedAt)}`,
      trusted ? 'possible' : 'not possible',
      ...(mails ? [mails[index] ?? ''] : []),
      ...(helps ? [again(account)] : []),
    ];
  });
  return html`<div class="panel">${thingsTable({ label: 'Accounts', columns: titles.map((title) => ({ title })), rows })}</div>`;
}
