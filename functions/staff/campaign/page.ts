import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NoteRow } from '#domain/campaign/note.ts';
import { nextRoundAt } from '#domain/next-channel/reminders.ts';
import type { MailCheck } from '#domain/notice/mail-setup.ts';
import { growingStates } from '#domain/plan/addition.ts';
import type { ProgressTotals, Snapshot } from '#domain/progress/progress.ts';
import { isSamePerson } from '#domain/staff/person.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { steps } from '#shared/web/steps.ts';
import { offers } from '../faces/ask.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { mailCheckPart } from '../markup/mail-check-part.ts';
import { dollars, instant, span } from '../markup/words.ts';
import type { TextCost } from '../not-reached/steps.ts';
import { notesPart } from '../notes/notes-part.ts';
import { mailPart } from '../notices/mail-part.ts';
import type { MailStatus } from '../notices/status.ts';
import { isAllowed } from '../operation.ts';
import { planAct } from '../plan/acts.ts';
import { plan } from '../plan-fields/plan.ts';
import type { Fact } from '../plan-fields/plan-part.ts';
import { campaignActs } from './acts.ts';
import { headcountPart, samplePart } from './headcount-part.ts';
import { stateMark } from './list-page.ts';
import { progressPart } from './progress-part.ts';
import { whyEmpty } from './questions.ts';

/** What the page of a campaign shows. */
export interface CampaignView extends Visit {
  readonly campaign: CampaignRow;
  readonly totals: ProgressTotals;
  readonly history: readonly Snapshot[];
  /** How notices go out; undefined unless it is live. */
  readonly mail: MailStatus | undefined;
  /** What keeps notices from going out; undefined unless it waits to be approved or started. */
  readonly mailCheck: MailCheck | undefined;
  /** How many proposals to take containment back wait for a second person. */
  readonly openProposals: number;
  /** What text messages cost; undefined unless it has started with a plan that has them. */
  readonly textCost: TextCost | undefined;
  /** Newest first. */
  readonly notes: readonly NoteRow[];
  readonly nowMs: number;
  /** Seconds until the browser asks again; undefined when it does not. */
  readonly refreshSeconds: number | undefined;
}

/** How often the page of a campaign that moves by itself is asked for again, in s. */
export function refreshSecondsOf({ state }: CampaignRow): number | undefined {
  return state === 'planning' ? 3 : state === 'live' ? 10 : undefined;
}

/** The page of one campaign. */
export function campaignPage(view: CampaignView): string {
  const { path, staff, done, campaign, refreshSeconds } = view;
  const body = html`<div class="stack">
      <div class="row"><h1>${campaign.title}</h1>${stateMark(campaign)}</div>
      ${progressSteps(campaign)}
      ${refreshNote(campaign, refreshSeconds)}
    </div>
    ${started(campaign) ? progressPart(view) : nothing}
    ${view.mail === undefined ? nothing : mailPart(view, campaign, view.mail)}
    ${oldTokens(view)}
    ${nextPart(view)}
    ${notesPart(view, campaign, view.notes)}
    ${view.mailCheck === undefined ? nothing : mailCheckPart(view.mailCheck)}
    ${plan.warnings(campaign)}
    <div class="beside">
      ${headcountPart(campaign)}
      <section class="stack">
        <h2>The plan, and who did what</h2>${facts(view)}
        <p class="row"><a href="${linkTo(path, paths.messages, campaign)}">Messages to holders</a><a href="${linkTo(path, paths.doors, campaign)}">Ways to sign in</a>${may(staff, 'seeContents') ? html`<a href="${linkTo(path, paths.contents, campaign)}">All that the plan names</a>` : nothing}</p>
      </section>
    </div>
    ${samplePart(campaign)}`;
  return frame({ path, staff, done, title: campaign.title, body });
}

function started({ state }: CampaignRow): boolean {
  return state === 'live' || state === 'closed';
}

function progressSteps(campaign: CampaignRow): Html {
  const current = ['planning', 'planned', 'approved', 'live', 'closed'].indexOf(campaign.state);
  if (current < 0) return nothing;
  return steps({ label: 'Steps of a campaign', names: ['Counting', 'Planned', 'Approved', 'Live', 'Closed'], current });
}

function refreshNote(campaign: CampaignRow, seconds: number | undefined): Html {
  if (seconds !== undefined)
    return html`<p class="soft">This page refreshes every ${seconds} s. <a href="?refresh=off">Turn off auto-refresh</a></p>`;
  if (refreshSecondsOf(campaign) !== undefined)
    return html`<p class="soft">This page does not refresh. <a href="?refresh=on">Turn on auto-refresh</a></p>`;
  return nothing;
}

function nextPart(view: CampaignView): Html {
  const { path, staff, campaign, mail, openProposals } = view;
  const links = [...offers(campaignActs, view, campaign, { id: campaign.id })];
  const text = nextText(staff, campaign, mail);
  if (campaign.state === 'planned' || campaign.state === 'approved')
    links.push(html`<a href="${linkTo(path, paths.messages, campaign)}">Read the messages</a>`);
  if (campaign.state === 'live' || campaign.state === 'closed' || campaign.state === 'lifted')
    links.push(html`<a href="${linkTo(path, paths.release, campaign)}">Release accounts or lift containment …</a>`);
  if (growingStates.includes(campaign.state))
    links.push(html`<a href="${linkTo(path, paths.compromised, campaign)}">Compromised accounts …</a>`);
  const waiting = openProposals === 1 ? 'One proposal waits' : `${openProposals} proposals wait`;
  if (text === undefined && links.length === 0) return nothing;
  return html`<section class="note ${campaign.state === 'empty' ? 'warning' : ''}" aria-labelledby="next">
    <h2 id="next">Next step</h2>
    ${text === undefined ? nothing : html`<p>${text}</p>`}
    ${openProposals === 0 ? nothing : html`<p><strong>${waiting} for somebody else to confirm it.</strong></p>`}
    <div class="row">${links}</div>
  </section>`;
}

function planned(staff: Staff, { plannedBy, plannedByPerson }: CampaignRow): boolean {
  return isSamePerson(plannedByPerson, plannedBy, staff);
}

function nextText(staff: Staff, campaign: CampaignRow, mail: MailStatus | undefined): string | undefined {
  const { state } = campaign;
  switch (state) {
    case 'planning':
      return 'The scope is being counted.';
    case 'empty':
      return `There is nothing to approve: ${whyEmpty(campaign)}. Cancel this campaign and plan another.`;
    case 'planned':
      if (planned(staff, campaign))
        return 'You planned this campaign, so somebody else must approve it. Give an approver the address of this page.';
      return staff.roles.includes('approver')
        ? 'Check the affected accounts, the sample and the messages. Approve it only if they are what you expect.'
        : 'An approver who did not plan it checks the affected accounts, the sample and the messages, and approves it.';
    case 'approved':
      return 'A commander starts it. Until then nothing has changed for any account.';
    case 'live':
      return `${noticesNow(mail)} Closing ends the notices; whoever has not recovered stays contained and can still recover.`;
    default:
      return undefined;
  }
}

/** What the notices of a live campaign do, or what they wait for. */
function noticesNow(mail: MailStatus | undefined): string {
  if (mail?.pausedFor === 'canary')
    return 'The first notices were sent, and the others wait: check that they arrived and read well, then send the remaining ones, under Mail.';
  if (mail?.pausedFor !== undefined || mail?.allPausedFor !== undefined)
    return 'Notices are paused until somebody resumes them, under Mail. Holders can recover meanwhile.';
  return 'Notices go out by themselves, and holders recover at their own pace.';
}

/** How long tokens from before the start are still good for servers that do not ask, and at Cognito itself. */
function oldTokens({ campaign: { lastOldTokenAt, state }, nowMs }: CampaignView): Html {
  if (lastOldTokenAt === undefined || state === 'lifted') return nothing;
  const over = nowMs >= lastOldTokenAt;
  const text = over
    ? html`No token from before the start is valid any more; the last one ended at ${instant(lastOldTokenAt)}.`
    : html`The last token from before the start ends at ${instant(lastOldTokenAt)}, in ${span(lastOldTokenAt - nowMs)}. Until then your servers must refuse old tokens themselves, and such a token is good at Cognito itself too, where the firewall shuts what changes an account.`;
  return html`<section class="note ${over ? '' : 'warning'}" aria-labelledby="old-tokens"><h2 id="old-tokens">Old tokens</h2><p>${text}</p></section>`;
}

function facts({ path, staff, campaign, textCost, nowMs }: CampaignView): Html {
  const { plannedBy, plannedAt, approvedBy, approvedAt, startedBy, epoch, closedBy, closedAt, cancelledBy, cancelledAt } = campaign;
  const { startedAt, liftedBy, liftedAt, sweepPausedBy } = campaign;
  const rows: Fact[] = [...plan.facts(campaign, path), ['Planned', html`${instant(plannedAt)} by ${plannedBy}`]];
  if (approvedAt !== undefined) rows.push(['Approved', html`${instant(approvedAt)} by ${approvedBy}`]);
  if (epoch !== undefined)
    rows.push(['Started', html`${instant(startedAt ?? epoch)} by ${startedBy}; credentials older than ${instant(epoch)} are worthless`]);
  const nextReminders = nextRoundAt(campaign, nowMs);
  if (campaign.remindedAt !== undefined)
    rows.push(['Reminded', html`<ol>${campaign.remindedAt.map((atMs) => html`<li>${instant(atMs)}</li>`)}</ol>`]);
  if (nextReminders !== undefined) rows.push(['Next reminders', html`${instant(nextReminders)}, in ${span(nextReminders - nowMs)}`]);
  if (textCost !== undefined) rows.push(['Spent on texts', `${dollars(textCost.spentUsd)} of ${dollars(textCost.ceilingUsd)}, at most`]);
  if (closedAt !== undefined) rows.push(['Closed', html`${instant(closedAt)} by ${closedBy}`]);
  if (liftedAt !== undefined) rows.push(['Lifted', html`${instant(liftedAt)}, confirmed by ${liftedBy}`]);
  if (sweepPausedBy !== undefined) rows.push(['Sweep', html`paused by ${sweepPausedBy}`]);
  if (cancelledBy !== undefined) rows.push(['Cancelled', html`${cancelledAt === undefined ? '' : instant(cancelledAt)} by ${cancelledBy}`]);
  const widen = started(campaign) && isAllowed(planAct, staff);
  return html`<dl class="facts">${rows.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
    ${widen ? html`<p><a href="${relativeLink(path, paths.plan)}?widens=${campaign.id}">Plan a campaign that widens this one</a></p>` : nothing}`;
}
