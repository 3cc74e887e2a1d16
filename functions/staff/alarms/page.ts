import { type Subscriber, testApartMs } from '#domain/staff/alarm-topic.ts';
import { alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { offers } from '../faces/ask.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { hearingNote } from '../markup/hearing-note.ts';
import { instant } from '../markup/words.ts';
import { alarmActs } from './acts.ts';
import type { AlarmStatus } from './alarms.ts';

/** What the page shows. */
export interface AlarmsView extends Visit {
  readonly status: AlarmStatus;
  readonly nowMs: number;
}

/** The page about the alarms. */
export function alarmsPage({ path, staff, done, status, nowMs }: AlarmsView): string {
  const { subscribers = [], lastTest } = status;
  const waiting = lastTest !== undefined && nowMs - lastTest.atMs < testApartMs;
  const body = html`<div class="stack">
      <p><a href="${relativeLink(path, paths.campaigns)}">Campaigns</a></p>
      <h1>Alarms</h1>
    </div>
    ${hearingNote(status.subscribers)}
    ${subscribers.length === 0 ? nothing : html`<div class="panel">${subscriberTable(subscribers)}</div>`}
    <section class="stack"><h2>Test</h2>
      <p>A test takes the way of every alarm, from the log of a function to the people who are subscribed. It arrives within five minutes and says that it is a test.</p>
      ${lastTest ? html`<p>${lastTest.by} tested the alarms at ${instant(lastTest.atMs)}.</p>` : nothing}
      ${waiting ? nothing : html`<div class="row">${offers(alarmActs, { path, staff }, {}, {})}</div>`}</section>
    <section class="stack"><h2>What alarms there are</h2>
      <div class="panel">${alarmTable()}</div></section>`;
  return frame({ path, staff, done, title: 'Alarms', body });
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
