import { type AdditionProgress, growingStates } from '#domain/addition.ts';
import type { CampaignRow } from '#domain/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { planLimits } from '#domain/plan.ts';
import { may, type Staff } from '#domain/staff.ts';
import { button, errorSummary, type FormState, hiddenField, textArea } from '#shared/web/forms.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../paths.ts';
import { frame } from './frame.ts';
import { counted, instant, number } from './words.ts';

/** What the page shows. */
export interface CompromisedView {
  readonly path: string;
  readonly staff: Staff;
  readonly campaign: CampaignRow;
  /** Newest first. */
  readonly additions: readonly AdditionProgress[];
  /** Makes sending the form twice one addition. */
  readonly key: string;
  readonly form: FormState;
}

/** The page on which compromised accounts are added to a campaign, and what earlier additions came to. */
export function compromisedPage({ path, staff, campaign, additions, key, form }: CompromisedView): string {
  const canAdd = may(staff, 'addCompromised') && growingStates.includes(campaign.state);
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>Compromised accounts</h1>
      <p class="lead">What becomes known of accounts after the plan; those of the plan are not listed here. It makes a grade worse or a moment earlier, never the other way.</p></div>
    ${canAdd ? addForm(campaign, key, form) : nothing}
    ${additions.length === 0 ? html`<p>None were added after the plan.</p>` : additions.map((each) => addition(path, campaign, each))}`;
  return frame({ path, staff, title: 'Compromised accounts', body });
}

function addForm({ state, compromisedSince }: CampaignRow, key: string, form: FormState): Html {
  const mails =
    state === 'closed'
      ? 'The notices of this campaign have ended, so nobody is mailed. Codes go to no address that is in doubt from now on.'
      : 'Notices that still wait go out further in front, with the text of their grade. Who had a lesser one gets a further mail, unless they have recovered. Codes go to no address that is in doubt from now on.';
  const timeless =
    compromisedSince === undefined
      ? html`<p>This campaign does not say since when. An account for which you do not say it either gets no code, as nothing of it counts as old: the helpdesk has to help.</p>`
      : nothing;
  const hint = html`One user name or address to a line, at most ${number(planLimits.listEntries)}; behind it a grade where less is known (<code>, suspected</code> or <code>, precaution</code>), and since when where you know it. Such as <code>jansen, suspected, 2026-11-20</code>.`;
  return html`<section class="stack"><h2>Add compromised accounts</h2><p>${mails}</p>${timeless}
    ${errorSummary('Nothing was added yet', form.faults)}
    <form class="panel" method="post">
      ${textArea({ name: 'compromised', label: 'List of accounts that were used', hint }, form)}
      ${hiddenField('key', key)}
      <div>${button('Add them')}</div>
    </form></section>`;
}

function addition(path: string, campaign: CampaignRow, { id, state, entries, doubles, by, atMs, lanes, outcome }: AdditionProgress): Html {
  const { graded, inDoubt, unchanged, recovered, recoveredInDoubt, exempt, regraded, further, unmatched, unmatchedFirst = [] } = outcome;
  const rows: (readonly [string, number | undefined])[] = [
    ['Accounts that are out and of which more is known now', graded],
    ['of these, get no code: their address is in doubt', inDoubt],
    ['Accounts of which as much was known', unchanged],
    ['Recovered already', recovered],
    ['of these, by an address that is now in doubt', recoveredInDoubt],
    ['Exempt from this campaign', exempt],
    ['Notices that go out further in front', regraded],
    ['Further mails', further],
    ['Entries that match nobody in this campaign', unmatched],
  ];
  const shown = rows.filter((row): row is readonly [string, number] => row[1] !== undefined);
  const far = state === 'done' ? nothing : running(path, campaign, lanes);
  const doubled = doubles === 0 ? '' : `, ${number(doubles)} given twice`;
  return html`<section class="panel" aria-labelledby="a-${id}"><h2 id="a-${id}">${counted(entries, 'entry', 'entries')}${doubled}, added by ${by}, ${instant(atMs)}</h2>
    ${far}
    <table><caption>${state === 'done' ? 'What it came to' : 'What it came to so far'}</caption><tbody>${shown.map(
      ([what, count]) => html`<tr><th scope="row">${what}</th><td class="number">${number(count)}</td></tr>`,
    )}</tbody></table>
    ${recoveredInDoubt === 0 ? nothing : html`<p><strong>An intruder may have recovered these.</strong> A campaign over these accounts as a list contains them again.</p>`}
    ${unmatchedFirst.length === 0 ? nothing : strangers(path, campaign, unmatched ?? 0, unmatchedFirst)}
  </section>`;
}

function running(path: string, campaign: CampaignRow, lanes: number): Html {
  const link = linkTo(path, paths.compromised, campaign);
  return html`<p role="status">${lanes} of ${laneCount} parts of the campaign were gone through. <a href="${link}">Look again</a></p>`;
}

/** Entries that match nobody, and what to do about them. */
function strangers(path: string, { id }: CampaignRow, count: number, first: readonly string[]): Html {
  const more = count > first.length ? ` and ${number(count - first.length)} more` : '';
  return html`<p>Not in this campaign: <strong>${first.join(', ')}</strong>${more}. Where they are accounts of the directory, <a href="${relativeLink(path, paths.plan)}?widens=${id}">a campaign that widens this one</a> contains them.</p>`;
}
