import type { Cohort } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Contents } from '#domain/plan/contents.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { type ProposalRow, reasonLength } from '#domain/plan/proposal.ts';
import { isSamePerson } from '#domain/staff/person.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { button, errorSummary, type FormState, hiddenField, radios, textArea, textField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { contentsPart } from '../contents/page.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { cohortWords, instant, number, scopeWords } from '../faces/words.ts';

/** What the page shows. */
export interface TakeBackView {
  readonly path: string;
  readonly staff: Staff;
  readonly campaign: CampaignRow;
  readonly proposals: readonly ProposalRow[];
  /** What the open ones name, by id. */
  readonly contents: ReadonlyMap<string, Contents>;
  /** Makes sending the form twice one proposal. */
  readonly key: string;
  readonly form: FormState;
}

/** The page on which containment is taken back: what one person proposes, another confirms. */
export function takeBackPage({ path, staff, campaign, proposals, contents, key, form }: TakeBackView): string {
  const open = proposals.filter(({ state }) => state === 'proposed');
  const ended = proposals.filter(({ state }) => state !== 'proposed');
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>Take containment back</h1>
      <p class="lead">One person proposes, another confirms. For whom it lets out, the old password works again where nobody has replaced it, and so do old sessions.</p></div>
    ${lasting(campaign)}
    ${open.map((proposal) => openProposal(path, staff, proposal, contents.get(proposal.id)))}
    ${may(staff, 'propose') ? proposeForm(key, form) : nothing}
    ${ended.length === 0 ? nothing : html`<section class="stack"><h2>Decided</h2><ul>${ended.map(decided)}</ul></section>`}`;
  return frame({ path, staff, title: 'Take containment back', body });
}

/** What stays as it is, said before anybody decides. */
function lasting({ headcount, sweep }: CampaignRow): Html {
  const cohorts = Object.entries(headcount?.swept ?? {}).filter(([, count]) => count > 0);
  const rows = cohorts.map(
    ([cohort, count]) =>
      html`<li>${cohortWords[cohort as Cohort]}, ${number(count)} at most: ${meanings[primitiveOf(sweep, cohort)] ?? 'changed'}</li>`,
  );
  return html`<section class="note warning"><h2>This cannot be undone</h2>
    <ul><li>Whoever has recovered keeps the new password.</li><li>Notices that went out have gone out.</li><li>A campaign that widens this one leaves these accounts to it: whoever is released here is out of both.</li>${rows}</ul></section>`;
}

function primitiveOf(sweep: CampaignRow['sweep'], cohort: string): string {
  return (sweep?.primitives as Readonly<Record<string, string>> | undefined)?.[cohort] ?? '';
}

const meanings: Readonly<Record<string, string>> = {
  'sign-out': 'signed out by the sweep',
  'random-password': 'their password replaced by one that nobody knows; they still have to recover, and the pages give them a code',
  disable: 'disabled by the sweep, until they recover at the pages or an operator enables them',
};

function openProposal(path: string, staff: Staff, proposal: ProposalRow, contents: Contents | undefined): Html {
  const { id, campaignId, kind, scope, reason, proposedBy, proposedByPerson, proposedAt } = proposal;
  const own = isSamePerson(proposedByPerson, proposedBy, staff);
  const action = (name: 'confirm' | 'withdraw', label: string, look: 'danger' | 'quiet') =>
    html`<form method="post" action="${linkTo(path, paths.proposal[name], { id: campaignId, proposal: id })}">${
      name === 'confirm' && contents ? hiddenField('digest', contents.digest) : nothing
    }${button(label, look)}</form>`;
  const confirmLabel = kind === 'lift' ? 'Confirm: lift the whole epoch' : 'Confirm: release these accounts';
  return html`<section class="note" aria-labelledby="p-${id}"><h2 id="p-${id}">${kind === 'lift' ? 'Proposed: lift the whole epoch' : 'Proposed: release accounts'}</h2>
    ${scope ? html`<p>${scopeWords(scope)}</p>` : nothing}
    ${contents && may(staff, 'seeContents') ? contentsPart(contents, linkTo(path, paths.proposalContents, { id: campaignId, proposal: id })) : nothing}
    <p>“${reason}” — ${proposedBy}, ${instant(proposedAt)}</p>
    ${own ? html`<p>You proposed this, so somebody else must confirm it.</p>` : nothing}
    <div class="row">${may(staff, 'confirm') && !own ? action('confirm', confirmLabel, 'danger') : nothing}
    ${may(staff, 'withdraw') ? action('withdraw', 'Withdraw', 'quiet') : nothing}</div></section>`;
}

function proposeForm(key: string, form: FormState): Html {
  const choices = [
    { value: 'list', label: 'Release some accounts', hint: 'Exactly the accounts that you name; one is enough.' },
    { value: 'organisation', label: 'Release organisations', hint: 'As they were when the scope was counted.' },
    { value: 'environment', label: 'Release an environment', hint: 'As it was when the scope was counted.' },
    { value: 'lift', label: 'Lift the whole epoch', hint: 'Nobody is contained by this campaign any more.' },
  ];
  return html`<section class="stack"><h2>Propose</h2>${errorSummary('This cannot be proposed yet', form.faults)}
    <form class="panel" method="post">
      ${radios({ name: 'what', label: 'What should happen?', choices }, form)}
      ${textArea({ name: 'whom', label: 'Whom', hint: `User names, addresses, organisations or environments, one to a line, at most ${number(planLimits.listEntries)}. Empty to lift the whole epoch.` }, form)}
      ${textField({ name: 'reason', label: 'Why', hint: `For whoever confirms it, and for the audit log. At most ${reasonLength} characters.`, autocomplete: 'off' }, form)}
      ${hiddenField('key', key)}
      <div>${button('Propose it')}</div>
    </form></section>`;
}

function decided({ kind, scope, reason, state, proposedBy, confirmedBy, confirmedAt, withdrawnBy }: ProposalRow): Html {
  const what = kind === 'lift' ? 'Lift the whole epoch' : html`Release: ${scope ? scopeWords(scope) : ''}`;
  const how = state === 'confirmed' ? html`confirmed by ${confirmedBy}, ${instant(confirmedAt ?? 0)}` : html`withdrawn by ${withdrawnBy}`;
  return html`<li>${what} (“${reason}”), proposed by ${proposedBy}, ${how}</li>`;
}
