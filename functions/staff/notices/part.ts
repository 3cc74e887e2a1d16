import type { AccountRow } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { limits } from '#domain/pacing/limits.ts';
import { type MailFates, representative } from '#domain/pacing/reputation.ts';
import type { SendingKind } from '#domain/pacing/sending-stop.ts';
import type { OrderName } from '#domain/staff/order.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { button, errorSummary, type FormState, hiddenField, type TextField, textField } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { counted, instant, number, rate } from '../faces/words.ts';
import { codesFact, floodNote, leftFacts } from './codes-part.ts';
import { actionOf, type MailStatus, type StopStatus } from './orders.ts';

const titles: Readonly<Record<OrderName, string>> = {
  'pause-notices': 'Pause the notices?',
  'resume-notices': 'Let the notices go on?',
  'resume-all-mail': 'Let all mail go on?',
  'end-canary': 'Let the other notices go on?',
  'set-ceiling': 'How many notices may go out a second?',
  'refresh-quota': 'Was the quota raised?',
  'set-helpdesk': 'How many calls does the helpdesk take?',
  'report-calls': 'How many calls came in the last hour?',
  'resend-notice': 'Send the notice again?',
  'resend-rejected': 'Send again what SES refused?',
  'remind-now': 'Remind everybody who is still out?',
};

const labels: Readonly<Record<OrderName, string>> = {
  'pause-notices': 'Pause the notices …',
  'resume-notices': 'Let the notices go on …',
  'resume-all-mail': 'Let all mail go on …',
  'end-canary': 'Let the others go on …',
  'set-ceiling': 'Set a ceiling …',
  'refresh-quota': 'I have raised the quota …',
  'set-helpdesk': 'Set what the helpdesk takes …',
  'report-calls': 'Report calls …',
  'resend-notice': 'Send the notice again …',
  'resend-rejected': 'Send again what SES refused …',
  'remind-now': 'Remind now …',
};

const meanings: Readonly<Record<OrderName, string>> = {
  'pause-notices': 'No notice of this campaign goes out from the next half second on. Codes still do.',
  'resume-notices': 'They go on where they were. The guard counts bounces and complaints from zero, so look at their cause first.',
  'resume-all-mail': 'The guard stopped the notices of all campaigns. They go on, and it counts from zero, so look at the cause first.',
  'end-canary': 'The first notices went out, and the others wait. Look whether they arrived and read well, then let the others follow.',
  'set-ceiling': 'All campaigns together send no more notices a second than this. It holds from the next half second on.',
  'refresh-quota': 'The quota is read again at once, and notices go as fast as it allows.',
  'set-helpdesk':
    'Notices go no faster than the helpdesk can take the calls that they bring: about 3 calls for 100 notices, until you report how many come. It holds within a minute, for all campaigns.',
  'report-calls': 'Notices go slower or faster by it within a minute. It counts for two hours, so report every hour.',
  'resend-rejected':
    'Notices that SES refused for a reason of their own, such as their address, wait again within a minute, ahead of most others. Do it when the reason is mended. Holders who have recovered get none.',
  'resend-notice': 'The same notice goes to the address on record, ahead of all others. An account gets at most three more.',
  'remind-now':
    'Whoever is still out and got the first notice gets a reminder, outside quiet hours. Where a reminder was given out within the last day, this changes nothing.',
};

/** How the notices of a live campaign go out, and what a commander can do about it. */
export function mailPart(path: string, staff: Staff, campaign: CampaignRow, mail: MailStatus): Html {
  const { limit, perSecond, usedPerSecond, ceiling, helpdeskPerHour, calls, endsAt, pausedFor, allPausedFor } = mail;
  const holdMinutes = campaign.canary?.holdMinutes;
  const facts: readonly (readonly [string, Html | string])[] = [
    [
      'Limited by',
      limit === 'canary' && holdMinutes !== undefined
        ? `${limits.canary.text}, or for ${counted(holdMinutes, 'minute')}`
        : limits[limit].text,
    ],
    ['Allowed now', `${rate(perSecond)} a second`],
    ['Going out', usedPerSecond === undefined ? 'not known yet' : `${rate(usedPerSecond)} a second`],
    ...guardFacts(mail),
    ...leftFacts(mail),
    ['Codes', codesFact(mail)],
    ...(ceiling === undefined ? [] : [['Ceiling', `${number(ceiling)} a second, all campaigns together`] as const]),
    ...(helpdeskPerHour === undefined ? [] : [['Helpdesk', `${number(helpdeskPerHour)} calls an hour`] as const]),
    ...(calls === undefined ? [] : [['Calls', `${number(calls)} in the last hour that was reported`] as const]),
    ...(endsAt === undefined || pausedFor !== undefined ? [] : [['Last notice expected', instant(endsAt)] as const]),
  ];
  const orders: readonly OrderName[] = [
    pausedFor === 'canary' ? 'end-canary' : pausedFor === undefined ? 'pause-notices' : 'resume-notices',
    ...(allPausedFor === undefined ? [] : (['resume-all-mail'] as const)),
    'set-ceiling',
    'refresh-quota',
    'set-helpdesk',
    'report-calls',
    'resend-rejected',
    'remind-now',
  ];
  const links = orders
    .filter((order) => may(staff, actionOf(order)))
    .map((order) => html`<a class="button quiet" href="${linkTo(path, paths.mail, { id: campaign.id, order })}">${labels[order]}</a>`);
  return html`<section class="stack" aria-labelledby="mail"><h2 id="mail">Mail</h2>
    ${mail.stops.map(stopNote)}
    <dl class="facts">${facts.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
    ${floodNote(mail)}
    ${links.length > 0 ? html`<div class="row">${links}</div>` : nothing}</section>`;
}

/** What the guard has seen, and what it would take to make it pause. */
function guardFacts({ guard, pausedAfter, allPausedAfter }: MailStatus): readonly (readonly [string, string])[] {
  const seen = ({ sent = 0, bounced = 0, complained = 0 }: MailFates) =>
    `${counted(bounced, 'bounce')} and ${counted(complained, 'complaint')} among ${counted(sent, 'notice')}`;
  const { bounces, complaints } = guard.pausesAt;
  const first = guard.sent < representative ? `, from ${number(representative)} notices on` : '';
  return [
    ['Guard', `${seen(guard)}; it pauses at ${number(bounces)} bounces or ${number(complaints)} complaints${first}`],
    ...(pausedAfter === undefined ? [] : [['Paused by the guard after', seen(pausedAfter)] as const]),
    ...(allPausedAfter === undefined
      ? []
      : [['All campaigns paused by the guard after', `${seen(allPausedAfter)} of one day, all campaigns together`] as const]),
  ];
}

const stopped: Readonly<Record<SendingKind, string>> = { notices: 'Notices wait', codes: 'Codes wait', texts: 'Text messages wait' };

/** That AWS refuses something, since when, and what to do. */
function stopNote({ kind, status, since, probeAt, means, todo }: StopStatus): Html {
  return html`<div class="note alarm"><p><strong>${stopped[kind]}.</strong> Since ${instant(since)} AWS answers
    <code>${status}</code>: ${means}. What to do: ${todo}. Nothing is lost: one is tried every ten seconds, the next at ${instant(probeAt)} or later, and
    the first that AWS takes lets all of them go on.</p></div>`;
}

const inputs: Readonly<Partial<Record<OrderName, Pick<TextField, 'name' | 'label' | 'hint' | 'optional'>>>> = {
  'set-ceiling': { name: 'perSecond', label: 'Notices a second', hint: 'Empty for no ceiling.', optional: true },
  'set-helpdesk': { name: 'calls', label: 'Calls an hour', hint: 'Empty where calls are to limit nothing.', optional: true },
  'resend-rejected': {
    name: 'status',
    label: 'Answer of SES',
    hint: 'Such as INVALID_PARAMETER. Empty for all that it refused.',
    optional: true,
  },
  'report-calls': { name: 'calls', label: 'Calls in the last hour', hint: 'Those that were not answered too.' },
};

/** What the page of one order shows. */
export interface OrderView {
  readonly path: string;
  readonly staff: Staff;
  readonly campaign: CampaignRow;
  readonly order: OrderName;
  /** Whose notice it is about. @default nobody's */
  readonly whose?: Pick<AccountRow, 'username' | 'organisation'> | undefined;
  /** Makes sending the form twice one order. */
  readonly key: string;
  readonly form: FormState;
}

/** The page that asks once more before an order is carried out. */
export function orderPage({ path, staff, campaign, order, whose, key, form }: OrderView): string {
  const input = inputs[order];
  const account = form.values.account ?? '';
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p>
      <h1>${titles[order]}</h1><p class="lead">${meanings[order]}</p>${whose === undefined ? nothing : html`<p>Account <strong>${whose.username}</strong>${whose.organisation === undefined ? nothing : html`, organisation ${whose.organisation}`}.</p>`}</div>
    ${errorSummary('This is not possible', form.faults)}
    <form class="panel" method="post">${input ? textField({ ...input, autocomplete: 'off', ...(input.name !== 'status' && { inputMode: 'numeric' }) }, form) : nothing}
      ${account === '' ? nothing : hiddenField('account', account)}${hiddenField('key', key)}
      <div class="row">${button('Yes, do it')}<a href="${linkTo(path, paths.campaign, campaign)}">No, go back</a></div></form>`;
  return frame({ path, staff, title: titles[order], body });
}
