import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { containedBy } from '#domain/plan/plan.ts';
import { may } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { paths } from '../faces/paths.ts';
import { contentsPart } from '../markup/contents-part.ts';
import { mailCheckPart } from '../markup/mail-check-part.ts';
import { counted, dollars, number, scopeWords } from '../markup/words.ts';
import type { Context, Question } from '../operation.ts';
import { readPlan } from '../parts/contents.ts';
import { checkMail } from '../parts/mail-check.ts';
import { plan } from '../plan-fields/plan.ts';

type Asked = Context<CampaignRow>;

/** Asks before an approval, with all that the plan names. */
export async function askApproval({ dependencies, staff, target }: Asked): Promise<Question> {
  const { plannedBy, headcount } = target;
  const contents = await readPlan(dependencies, target);
  const path = `/console/campaigns/${target.id}/approve`;
  const whole = may(staff, 'seeContents')
    ? html`<h2>The plan</h2><dl class="facts">${plan.facts(target, path).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
      ${contentsPart(contents, linkTo(path, paths.contents, target))}`
    : nothing;
  return {
    title: 'Approve this campaign?',
    meaning: html`${about(target)}<p class="lead">${plannedBy} planned to contain ${containedOf(target)} accounts and to send ${counted(headcount?.notices ?? 0, 'notice')}.</p>
      ${bill(headcount)}
      <p>Approving does not start it: a commander does. Nothing changes for any account yet.</p>${whole}`,
    yes: 'Approve',
    hidden: { digest: contents.digest },
  };
}

/** Asks before a start. Where the mail check has faults, it offers to hold the notices. */
export async function askStart({ dependencies, target }: Asked): Promise<Question> {
  const check = await checkMail(dependencies);
  const holds = check.faults.length > 0;
  const { headcount, approvedBy } = target;
  const yes = `Start and contain ${containedOf(target)} accounts`;
  return {
    title: 'Start this campaign?',
    meaning: html`${about(target)}<div class="note alarm"><h2>Two people are needed to take this back</h2>
      <p>At once, the passwords and sessions of <strong>${containedOf(target)} accounts</strong> are worthless. Each holder must prove who they are and choose a new password. Notices already sent cannot be recalled.</p></div>
    ${noticesStart(target)}
    ${withoutCode(headcount)}
    ${sweepStarts(target)}
    <p>Approved by ${approvedBy ?? 'nobody'}. Starting it twice changes nothing.</p>${holds ? mailCheckPart(check) : nothing}`,
    yes: holds ? `${yes}, but hold the notices` : yes,
    hidden: holds ? { notices: 'hold' } : {},
  };
}

/** Asks before a campaign is closed. */
export function askClose({ target }: Asked): Question {
  return {
    title: 'Close this campaign?',
    meaning: html`${about(target)}<p class="lead">No further notices go out.</p><p>Whoever has not recovered stays contained, and can still recover.</p>`,
    yes: 'Close',
  };
}

/** Asks before a campaign is cancelled. */
export function askCancel({ target }: Asked): Question {
  return {
    title: 'Cancel this campaign?',
    meaning: html`${about(target)}<p class="lead">It can then never be started.</p><p>Nothing has changed for any account, and nothing will. You can plan another.</p>`,
    yes: 'Cancel the campaign',
  };
}

/** Asks before the sweep is paused. */
export function askPauseSweep({ target }: Asked): Question {
  return {
    title: 'Pause the sweep?',
    meaning: html`${about(target)}<p class="lead">No further account is swept. What was swept stays so.</p><p>The gate goes on: everybody who has not recovered stays contained.</p>`,
    yes: 'Pause the sweep',
  };
}

/** Asks before the sweep goes on. */
export function askResumeSweep({ target }: Asked): Question {
  return {
    title: 'Resume the sweep?',
    meaning: html`${about(target)}<p class="lead">The sweep continues where it was, within a minute.</p>`,
    yes: 'Resume the sweep',
  };
}

function about({ scope }: CampaignRow): Html {
  return html`<p class="soft">${scopeWords(scope)}</p>`;
}

function containedOf({ headcount }: CampaignRow): string {
  return headcount ? number(containedBy(headcount)) : '0';
}
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
  return html`<p><strong>${number(canary.notices)} of ${counted(notices, 'notice')}</strong> go out at once, as fast as your mail quota allows. The others wait until ${until}a commander sends them. ${none}</p>`;
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

/** Why a campaign contains nobody. */
export function whyEmpty({ headcount }: CampaignRow): string {
  return headcount !== undefined && headcount.inScope > 0 && containedBy(headcount) === 0
    ? 'everybody in the scope is exempt'
    : 'the scope matches nobody';
}
