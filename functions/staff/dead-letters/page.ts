import { type DeadLetterStatus, deadLetterQueues, type Move } from '#domain/staff/dead-letter.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { offers } from '../faces/ask.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { instant, number } from '../markup/words.ts';
import { deadLetterActs } from './acts.ts';

const title = 'Dead letters';

/** What the page shows. */
export interface DeadLettersView extends Visit {
  readonly queues: readonly DeadLetterStatus[];
}

/** The page with all dead-letter queues. */
export function deadLettersPage(view: DeadLettersView): string {
  const { path, staff, done, queues } = view;
  const full = queues.filter(({ messages }) => messages > 0).length;
  const lead = full === 0 ? 'Nothing waits in any of them.' : `Something waits in ${number(full)} of ${number(queues.length)}.`;
  const columns = [{ title: 'Queue' }, { title: 'What waits in it' }, { title: 'Messages', number: true }, { title: 'State' }];
  const rows = queues.map((status) => [status.queue, deadLetterQueues[status.queue].holds, number(status.messages), state(view, status)]);
  const body = html`<div class="stack">
      <p><a href="${relativeLink(path, paths.campaigns)}">Campaigns</a></p>
      <h1>${title}</h1>
      <p class="lead">Work that failed again and again waits here for 14 days. ${lead}</p>
      <p>Fix the cause first: it is in the log of the function. A redrive then gives the messages another round of tries. Numbers may be a minute old.</p>
    </div>
    <div class="panel">${thingsTable({ label: title, columns, rows })}</div>`;
  return frame({ path, staff, done, title, body });
}

function state(visit: Visit, status: DeadLetterStatus): Html {
  const { queue, messages, move } = status;
  const { instead } = deadLetterQueues[queue];
  if (messages > 0 && instead !== undefined) return html`No redrive is possible. ${instead}`;
  return html`${messages > 0 ? 'Waiting. ' : ''}${move === undefined ? nothing : moveWords(move)} ${offers(deadLetterActs, visit, status, { queue })}`;
}

function moveWords({ state, moved, of, startedAt, why }: Move): Html {
  const much = of === undefined ? number(moved) : `${number(moved)} of ${number(of)}`;
  const words = { running: 'A redrive is under way', done: 'The last redrive is done', failed: 'The last redrive failed' } as const;
  return html`${words[state]}${why === undefined ? '' : ` (${why})`}: ${much} moved back, begun ${instant(startedAt)}.`;
}
