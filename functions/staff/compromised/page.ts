import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { type AdditionProgress, growingStates } from '#domain/plan/addition.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { isSamePerson } from '#domain/staff/person.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { button, errorSummary, type FormState, hiddenField, textArea } from '#shared/web/forms.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { counted, instant, number } from '../faces/words.ts';
import type { AdditionAct } from './decisions.ts';

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
    ${additions.length === 0 ? html`<p>None were added after the plan.</p>` : additions.map((each) => addition(path, staff, campaign, each))}`;
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

function addition(path: string, staff: Staff, campaign: CampaignRow, each: AdditionProgress): Html {
  const { id, state, entries, doubles, by, atMs, lanes, outcome } = each;
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
  const far = state === 'running' ? running(path, campaign, lanes) : nothing;
  const doubled = doubles === 0 ? '' : `, ${number(doubles)} given twice`;
  return html`<section class="panel" aria-labelledby="a-${id}"><h2 id="a-${id}">${counted(entries, 'entry', 'entries')}${doubled}, added by ${by}, ${instant(atMs)}</h2>
    ${far}${decision(path, staff, campaign, each)}
    <table><caption>${state !== 'running' ? 'What it came to' : 'What it came to so far'}</caption><tbody>${shown.map(
      ([what, count]) => html`<tr><th scope="row">${what}</th><td class="number">${number(count)}</td></tr>`,
    )}</tbody></table>
    ${recoveredInDoubt === 0 ? nothing : html`<p><strong>An intruder may have recovered these.</strong> A campaign over these accounts as a list contains them again.</p>`}
    ${unmatchedFirst.length === 0 ? nothing : strangers(path, campaign, unmatched ?? 0, unmatchedFirst)}
  </section>`;
}

/** Where it stands with the second person, and what somebody can do about it. */
function decision(path: string, staff: Staff, campaign: CampaignRow, each: AdditionProgress): Html {
  const { id, state, accounts = 0, by, byPerson, confirmedBy, undoBy = '', undoByPerson, undoConfirmedBy, withdrawnBy, digest } = each;
  const params = { id: campaign.id, addition: id };
  const act = (name: AdditionAct, label: string, look: 'danger' | 'quiet') => {
    const shown = (name === 'confirm' || name === 'confirmUndo') && digest !== undefined ? hiddenField('digest', digest) : nothing;
    return html`<form method="post" action="${linkTo(path, paths.addition[name], params)}">${shown}${button(label, look)}</form>`;
  };
  const all = may(staff, 'seeContents')
    ? html`<p><a href="${linkTo(path, paths.additionContents, params)}">All that it names, page by page or as a file</a>${digest === undefined ? nothing : html` <span class="soft">Digest (SHA-256): <code>${digest}</code></span>`}</p>`
    : nothing;
  const withdraw = may(staff, 'withdraw');
  const confirms = (whose: string, keys: readonly string[] | undefined) => may(staff, 'confirm') && !isSamePerson(keys, whose, staff);
  switch (state) {
    case 'proposed':
      return html`<p><strong>It would grade ${counted(accounts, 'account')}, which is more than one person may. Somebody else must confirm it; nothing was graded yet.</strong></p>${all}
        <div class="row">${confirms(by, byPerson) ? act('confirm', 'Confirm: grade these accounts', 'danger') : nothing}${withdraw ? act('withdraw', 'Withdraw', 'quiet') : nothing}</div>`;
    case 'withdrawn':
      return html`<p>Withdrawn by ${withdrawnBy}; nothing was graded.</p>${all}`;
    case 'done':
      return html`${confirmedBy === undefined ? nothing : html`<p>Confirmed by ${confirmedBy}.</p>`}${all}${may(staff, 'propose') ? act('undo', 'Propose to take it back', 'quiet') : nothing}`;
    case 'undoProposed':
      return html`<p><strong>${undoBy} proposed to take it back; somebody else must confirm that.</strong> Its accounts are then as they were planned, and get codes again where their address was trusted. Codes, recoveries and mails until then keep their fate.</p>${all}
        <div class="row">${confirms(undoBy, undoByPerson) ? act('confirmUndo', 'Confirm: take it back', 'danger') : nothing}${withdraw ? act('keep', 'Keep it', 'quiet') : nothing}</div>`;
    case 'undoing':
      return html`<p role="status">Is being taken back; proposed by ${undoBy}, confirmed by ${undoConfirmedBy}.</p>`;
    case 'undone':
      return html`<p>Taken back; proposed by ${undoBy}, confirmed by ${undoConfirmedBy}.</p>${all}`;
    case 'running':
      return all;
  }
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
