import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import type { AdditionProgress } from '#domain/plan/addition.ts';
import { may } from '#domain/staff/staff.ts';
import { button, errorSummary, type FormState, hiddenField } from '#shared/web/forms.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { offers } from '../faces/ask.ts';
import type { FormField } from '../faces/form.ts';
import { formFields } from '../faces/form-fields.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { counted, instant, number } from '../markup/words.ts';
import { decisionActs, undoing } from './decision-acts.ts';

/** The form to add accounts. */
interface AddForm {
  readonly fields: Readonly<Record<string, FormField>>;
  /** Makes sending the form twice one addition. */
  readonly key: string;
  readonly state: FormState;
}

/** What the page shows. */
export interface CompromisedView extends Visit {
  readonly campaign: CampaignRow;
  /** Newest first. */
  readonly additions: readonly AdditionProgress[];
  /** @default for whoever may add none now */
  readonly form?: AddForm;
}

/** The page on which compromised accounts are added to a campaign, and what earlier additions came to. */
export function compromisedPage({ path, staff, done, campaign, additions, form }: CompromisedView): string {
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>Compromised accounts</h1>
      <p class="lead">What becomes known of accounts after the plan; those of the plan are not listed here. It makes a grade worse or a moment earlier, never the other way.</p></div>
    ${form ? addForm(campaign, form) : nothing}
    ${additions.length === 0 ? html`<p>None were added after the plan.</p>` : additions.map((each) => addition({ path, staff }, campaign, each))}`;
  return frame({ path, staff, done, title: 'Compromised accounts', body });
}

function addForm({ state, compromisedSince }: CampaignRow, form: AddForm): Html {
  const mails =
    state === 'closed'
      ? 'The notices of this campaign have ended, so nobody is mailed. Codes go to no address that is in doubt from now on.'
      : 'Notices that still wait go out further in front, with the text of their grade. Who had a lesser one gets a further mail, unless they have recovered. Codes go to no address that is in doubt from now on.';
  const timeless =
    compromisedSince === undefined
      ? html`<p>This campaign does not say since when. An account for which you do not say it either gets no code, as nothing of it counts as old: the helpdesk has to help.</p>`
      : nothing;
  return html`<section class="stack"><h2>Add compromised accounts</h2><p>${mails}</p>${timeless}
    ${errorSummary('Nothing was added yet', form.state.faults)}
    <form class="panel" method="post">
      ${formFields(form.fields, form.state, {})}
      ${hiddenField('key', form.key)}
      <div>${button('Add them')}</div>
    </form></section>`;
}

function addition(visit: Visit, campaign: CampaignRow, each: AdditionProgress): Html {
  const { id, state, entries, doubles, by, atMs, lanes, outcome } = each;
  const { graded, inDoubt, unchanged, recovered, recoveredInDoubt, exempt, regraded, further, unmatched, unmatchedFirst = [] } = outcome;
  const rows: (readonly [string, number | undefined])[] = [
    ['Accounts not yet recovered of which more is known now', graded],
    ['of these, get no code: their address is in doubt', inDoubt],
    ['Accounts of which as much was known', unchanged],
    ['Recovered already', recovered],
    ['of these, by an address that is now in doubt', recoveredInDoubt],
    ['Exempt from this campaign', exempt],
    ['Notices that go out further in front', regraded],
    ['Further mails', further],
    ['Entries that match no account of this campaign', unmatched],
  ];
  const shown = rows.filter((row): row is readonly [string, number] => row[1] !== undefined);
  const far = state === 'running' ? running(visit.path, campaign, lanes) : nothing;
  const doubled = doubles === 0 ? '' : `, ${number(doubles)} given twice`;
  return html`<section class="panel" aria-labelledby="a-${id}"><h2 id="a-${id}">${counted(entries, 'entry', 'entries')}${doubled}, added by ${by}, ${instant(atMs)}</h2>
    ${far}${decision(visit, campaign, each)}
    <table><caption>${state !== 'running' ? 'Outcome' : 'Outcome so far'}</caption><tbody>${shown.map(
      ([what, count]) => html`<tr><th scope="row">${what}</th><td class="number">${number(count)}</td></tr>`,
    )}</tbody></table>
    ${recoveredInDoubt === 0 ? nothing : html`<p><strong>An intruder may have recovered these.</strong> A campaign over these accounts as a list contains them again.</p>`}
    ${unmatchedFirst.length === 0 ? nothing : strangers(visit.path, campaign, unmatched ?? 0, unmatchedFirst)}
  </section>`;
}

/** Where it stands with the second person, and what somebody can do about it. */
function decision({ path, staff }: Visit, campaign: CampaignRow, each: AdditionProgress): Html {
  const params = { id: campaign.id, addition: each.id };
  const { digest } = each;
  const whole = may(staff, 'seeContents')
    ? html`<p><a href="${linkTo(path, paths.additionContents, params)}">All that it names</a>${digest === undefined ? nothing : html` <span class="soft">Digest (SHA-256): <code>${digest}</code></span>`}</p>`
    : nothing;
  return html`${standing(each)}${whole}<div class="row">${offers(decisionActs, { path, staff }, { campaign, row: each }, params)}</div>`;
}

function standing(each: AdditionProgress): Html {
  const { state, accounts = 0, confirmedBy, undoBy, undoConfirmedBy, withdrawnBy } = each;
  switch (state) {
    case 'proposed':
      return html`<p><strong>It would grade ${counted(accounts, 'account')}, which is more than one person may. Somebody else must confirm it; nothing was graded yet.</strong></p>`;
    case 'withdrawn':
      return html`<p>Withdrawn by ${withdrawnBy}; nothing was graded.</p>`;
    case 'done':
      return confirmedBy === undefined ? nothing : html`<p>Confirmed by ${confirmedBy}.</p>`;
    case 'undoProposed':
      return html`<p><strong>${undoBy} proposed to undo it; somebody else must confirm that.</strong> ${undoing(each)}</p>`;
    case 'undoing':
      return html`<p role="status">Being undone; proposed by ${undoBy}, confirmed by ${undoConfirmedBy}.</p>`;
    case 'undone':
      return html`<p>Undone; proposed by ${undoBy}, confirmed by ${undoConfirmedBy}.</p>`;
    case 'running':
      return nothing;
  }
}

function running(path: string, campaign: CampaignRow, lanes: number): Html {
  const link = linkTo(path, paths.compromised, campaign);
  return html`<p role="status">${lanes} of ${laneCount} parts of the campaign are done. <a href="${link}">Refresh</a></p>`;
}

/** Entries that match nobody, and what to do about them. */
function strangers(path: string, { id }: CampaignRow, count: number, first: readonly string[]): Html {
  const more = count > first.length ? ` and ${number(count - first.length)} more` : '';
  return html`<p>Not in this campaign: <strong>${first.join(', ')}</strong>${more}. Where they are accounts of the directory, <a href="${relativeLink(path, paths.plan)}?widens=${id}">a campaign that widens this one</a> contains them.</p>`;
}
