import { type Hearing, hearingOf, type Subscriber } from '#domain/staff/alarm-topic.ts';
import { type Html, html } from '#shared/web/markup.ts';

const hearings: Readonly<Record<Hearing, string>> = {
  heard: 'Everybody who is subscribed has confirmed it.',
  partly: 'Some who are subscribed have not confirmed it, and get nothing: they have a mail of AWS with a link, for two days.',
  unconfirmed: 'Nobody gets an alarm: no subscription is confirmed. Whoever is subscribed has a mail of AWS with a link, for two days.',
  nobody: 'Nobody gets an alarm: nobody is subscribed. Deploy with the parameter alarmAddress, or subscribe to the topic.',
  unknown: 'SNS did not say who is subscribed. Try again in a minute.',
};

/** Whether somebody hears the alarms; a warning unless all who are subscribed do. */
export function hearingNote(subscribers: readonly Subscriber[] | undefined): Html {
  const hearing = hearingOf(subscribers);
  const kind = hearing === 'heard' ? '' : hearing === 'partly' || hearing === 'unknown' ? 'warning' : 'alarm';
  return html`<section class="note ${kind}" aria-labelledby="hearing"><h2 id="hearing">Alarms</h2><p>${hearings[hearing]}</p></section>`;
}
