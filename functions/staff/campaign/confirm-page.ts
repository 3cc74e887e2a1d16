import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { MailCheck } from '#domain/notice/mail-setup.ts';
import type { Contents } from '#domain/plan/contents.ts';
import { containedBy } from '#domain/plan/plan.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { hiddenField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { contentsPart } from '../contents/page.ts';
import { confirmation, frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { counted, dollars, number, scopeWords } from '../faces/words.ts';
import { mailCheckPart } from '../notices/mail-check-part.ts';
import { planFacts } from '../plan/facts.ts';
import type { Change } from './changes.ts';

const titles: Readonly<Record<Change, string>> = {
  approve: 'Approve this campaign?',
  start: 'Start this campaign?',
  close: 'Close this campaign?',
  cancel: 'Cancel this campaign?',
  pauseSweep: 'Pause the sweep?',
  resumeSweep: 'Let the sweep go on?',
};

const labels: Readonly<Record<Change, (contained: string) => string>> = {
  approve: () => 'Yes, approve it',
  start: (contained) => `Yes, start and contain ${contained} accounts`,
  close: () => 'Yes, close it',
  cancel: () => 'Yes, cancel it',
  pauseSweep: () => 'Yes, pause it',
  resumeSweep: () => 'Yes, let it go on',
};

/** What the page asks about. */
export interface ConfirmView {
  readonly path: string;
  readonly staff: Staff;
  readonly change: Change;
  readonly campaign: CampaignRow;
  /** Of a start: what keeps its notices from going out. */
  readonly check: MailCheck | undefined;
  /** Of an approval: all that the plan names. */
  readonly contents: Contents | undefined;
}

/** The page that asks once more, with what the command means in numbers. Where a start's mail check has faults, it offers to hold the notices. */
export function confirmPage({ path, staff, change, campaign, check, contents }: ConfirmView): string {
  const contained = campaign.headcount ? number(containedBy(campaign.headcount)) : '0';
  const holds = check !== undefined && check.faults.length > 0;
  const whole =
    contents === undefined || !may(staff, 'seeContents')
      ? nothing
      : html`<h2>The plan</h2><dl class="facts">${planFacts(path, campaign).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
        ${contentsPart(contents, linkTo(path, paths.contents, campaign))}`;
  const body = html`<div class="stack"><p class="soft">${campaign.title} · ${scopeWords(campaign.scope)}</p><h1>${titles[change]}</h1></div>
    ${confirmation({
      meaning: html`${meanings[change](contained, campaign)}${whole}${holds ? mailCheckPart(check) : nothing}`,
      label: holds ? `${labels[change](contained)}, but hold the notices` : labels[change](contained),
      fields: html`${holds ? hiddenField('notices', 'hold') : nothing}${contents ? hiddenField('digest', contents.digest) : nothing}`,
      look: change === 'start' ? 'danger' : 'plain',
      back: linkTo(path, paths.campaign, campaign),
    })}`;
  return frame({ path, staff, title: titles[change], body });
}

const meanings: Readonly<Record<Change, (contained: string, campaign: CampaignRow) => Html>> = {
  approve: (
    contained,
    { headcount, plannedBy },
  ) => html`<p class="lead">${plannedBy} planned to contain ${contained} accounts and to send ${counted(headcount?.notices ?? 0, 'notice')}.</p>
    ${bill(headcount)}
    <p>Approving does not start it: a commander does. Nothing changes for any account yet.</p>`,
  start: (contained, campaign) => {
    const { headcount, approvedBy } = campaign;
    return html`<div class="note alarm"><h2>Two people are needed to take this back</h2>
      <p>At once, the passwords and sessions of <strong>${contained} accounts</strong> are worthless. Each of their holders must prove who they are and choose a new password. Notices that went out cannot be undone.</p></div>
    ${noticesStart(campaign)}
    ${withoutCode(headcount)}
    ${sweepStarts(campaign)}
    <p>Approved by ${approvedBy ?? 'nobody'}. Starting it twice changes nothing.</p>`;
  },
  close: () => html`<p class="lead">No further notices go out.</p><p>Whoever has not recovered stays contained, and can still recover.</p>`,
  cancel: () =>
    html`<p class="lead">It can then never be started.</p><p>Nothing has changed for any account, and nothing will. You can plan another.</p>`,
  pauseSweep: () =>
    html`<p class="lead">No further account is swept. What was swept stays so.</p><p>The gate goes on: everybody who has not recovered stays contained.</p>`,
  resumeSweep: () => html`<p class="lead">The sweep goes on where it was, within a minute.</p>`,
};

function bill(headcount: CampaignRow['headcount']): Html {
  if (headcount?.sweepBill === undefined) return nothing;
  const { activeUsers, usd } = headcount.sweepBill;
  return html`<p>The sweep works on <strong>${number(activeUsers)} accounts</strong> behind the gate and may add <strong>${dollars(usd)}</strong> to the bill of this month at most.</p>`;
}

/** What goes out at once, and what waits for the first notices. */
function noticesStart({ headcount, canary }: CampaignRow): Html {
  const notices = headcount?.notices ?? 0;
  const without = sum(headcount?.unreachable);
  const none = html`${counted(without, 'account')} ${without === 1 ? 'gets' : 'get'} none.`;
  if (canary === undefined || canary.notices >= notices)
    return html`<p><strong>${counted(notices, 'notice')}</strong> ${notices === 1 ? 'goes' : 'go'} out, as fast as your mail quota allows. ${none}</p>`;
  const until = canary.holdMinutes === undefined ? '' : `${counted(canary.holdMinutes, 'minute')} passed, or `;
  return html`<p><strong>${number(canary.notices)} of ${counted(notices, 'notice')}</strong> go out at once, as fast as your mail quota allows. The others wait until ${until}a commander lets them go on. ${none}</p>`;
}

/** Whoever gets no notice gets no code either. */
function withoutCode(headcount: CampaignRow['headcount']): Html {
  const count = sum(headcount?.unreachable) + sum(headcount?.doubtful);
  return count === 0
    ? nothing
    : html`<p><strong>${counted(count, 'account')}</strong> ${count === 1 ? 'gets' : 'get'} no code, so your helpdesk has to help.</p>`;
}

function sweepStarts({ sweep, headcount }: CampaignRow): Html {
  const swept = sum(headcount?.swept);
  if (sweep === undefined || swept === 0) return nothing;
  const lasting = Object.values(sweep.primitives).includes('random-password') ? ' Passwords that it replaces do not come back.' : '';
  return html`<p>The sweep then works on <strong>${number(swept)} accounts</strong>.${lasting}</p>`;
}

function sum(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
