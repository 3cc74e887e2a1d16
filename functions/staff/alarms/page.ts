import { type Hearing, hearingOf, type Subscriber, testApartMs } from '#domain/staff/alarm-topic.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { button, hiddenField } from '#shared/web/forms.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { instant } from '../faces/words.ts';
import type { AlarmStatus } from './alarms.ts';

/** What the page shows. */
export interface AlarmsView {
  readonly path: string;
  readonly staff: Staff;
  readonly status: AlarmStatus;
  /** Makes sending the form twice one test. */
  readonly key: string;
  readonly nowMs: number;
}

const hearings: Readonly<Record<Hearing, string>> = {
  heard: 'Everybody who is subscribed has confirmed it.',
  partly: 'Some who are subscribed have not confirmed it, and get nothing: they have a mail of AWS with a link, for two days.',
  unconfirmed: 'Nobody gets an alarm: no subscription is confirmed. Whoever is subscribed has a mail of AWS with a link, for two days.',
  nobody: 'Nobody gets an alarm: nobody is subscribed. Deploy with the parameter alarmAddress, or subscribe to the topic.',
  unknown: 'SNS did not say who is subscribed. Try again in a minute.',
};

/** The page about the alarms. */
export function alarmsPage({ path, staff, status, key, nowMs }: AlarmsView): string {
  const { subscribers = [], lastTest } = status;
  const waiting = lastTest !== undefined && nowMs - lastTest.atMs < testApartMs;
  const test = html`<form method="post" action="${relativeLink(path, paths.testAlarms)}">${hiddenField('key', key)}
      <p>${button('Send a test alarm')}</p></form>`;
  const body = html`<div class="stack">
      <p><a href="${relativeLink(path, paths.campaigns)}">Campaigns</a></p>
      <h1>Alarms</h1>
    </div>
    ${hearingNote(status.subscribers)}
    ${subscribers.length === 0 ? nothing : html`<div class="panel">${subscriberTable(subscribers)}</div>`}
    <section class="stack"><h2>Test</h2>
      <p>A test takes the way of every alarm, from the log of a function to the people who are subscribed. It arrives within five minutes and says that it is a test.</p>
      ${lastTest ? html`<p>${lastTest.by} tested the alarms at ${instant(lastTest.atMs)}.</p>` : nothing}
      ${may(staff, 'testAlarms') && !waiting ? test : nothing}</section>
    <section class="stack"><h2>What alarms there are</h2>
      <div class="panel">${alarmTable()}</div></section>`;
  return frame({ path, staff, title: 'Alarms', body });
}

/** Whether somebody hears the alarms; a warning unless all who are subscribed do. */
export function hearingNote(subscribers: readonly Subscriber[] | undefined): Html {
  const hearing = hearingOf(subscribers);
  const kind = hearing === 'heard' ? '' : hearing === 'partly' || hearing === 'unknown' ? 'warning' : 'alarm';
  return html`<section class="note ${kind}" aria-labelledby="hearing"><h2 id="hearing">Alarms</h2><p>${hearings[hearing]}</p></section>`;
}

function subscriberTable(subscribers: readonly Subscriber[]): Html {
  const columns = [{ title: 'Subscribed' }, { title: 'By' }, { title: 'State' }];
  const rows = subscribers.map(({ endpoint, protocol, confirmed }) => [
    endpoint,
    protocol,
    confirmed ? 'confirmed' : html`<strong>not confirmed</strong>`,
  ]);
  return thingsTable({ label: 'Subscribers', columns, rows });
}

function alarmTable(): Html {
  const columns = [{ title: 'Alarm' }, { title: 'What it means' }, { title: 'Where to look' }, { title: 'What to do' }, { title: 'Who' }];
  const rows = Object.entries<AlarmRule>(alarms).map(([name, { of, says, look, todo, who }]) => [
    of === 'once' ? name : html`${name}, of each ${of}`,
    says,
    look,
    todo,
    who.join(', '),
  ]);
  return thingsTable({ label: 'Alarms', columns, rows });
}
