import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { limits } from '#domain/pacing/limits.ts';
import { type MailFates, representative } from '#domain/pacing/reputation.ts';
import type { SendingKind } from '#domain/pacing/sending-stop.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { offers } from '../faces/ask.ts';
import type { Visit } from '../faces/frame.ts';
import { counted, instant, number, rate } from '../markup/words.ts';
import { mailActs } from './acts.ts';
import { codesFact, floodNote, leftFacts } from './codes-part.ts';
import type { MailStatus, StopStatus } from './status.ts';

/** How the notices of a live campaign go out, and what a commander can do about it. */
export function mailPart(visit: Visit, campaign: CampaignRow, mail: MailStatus): Html {
  const { limit, perSecond, usedPerSecond, ceiling, helpdeskPerHour, calls, endsAt, pausedFor } = mail;
  const holdMinutes = campaign.canary?.holdMinutes;
  const facts: readonly (readonly [string, Html | string])[] = [
    [
      'Limited by',
      limit === 'canary' && holdMinutes !== undefined
        ? `${limits.canary.text}, or for ${counted(holdMinutes, 'minute')}`
        : limits[limit].text,
    ],
    ['Allowed now', `${rate(perSecond)} per second`],
    ['Going out', usedPerSecond === undefined ? 'not known yet' : `${rate(usedPerSecond)} per second`],
    ...guardFacts(mail),
    ...leftFacts(mail),
    ['Codes', codesFact(mail)],
    ...(ceiling === undefined ? [] : [['Rate limit', `${number(ceiling)} per second, all campaigns together`] as const]),
    ...(helpdeskPerHour === undefined ? [] : [['Helpdesk', `${number(helpdeskPerHour)} calls per hour`] as const]),
    ...(calls === undefined ? [] : [['Calls', `${number(calls)} in the last hour that was reported`] as const]),
    ...(endsAt === undefined || pausedFor !== undefined ? [] : [['Last notice expected', instant(endsAt)] as const]),
  ];
  const links = offers(mailActs, visit, { campaign, mail }, { id: campaign.id });
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
    once AWS takes one, all of them go out.</p></div>`;
}
