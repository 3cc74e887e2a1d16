import { type DeadLetterStatus, deadLetterQueues, type Move, redrivePerSecond } from '#domain/staff/dead-letter.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import { button, hiddenField } from '#shared/web/forms.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { instant, number } from '../faces/words.ts';

const title = 'Dead letters';

/** The page with all dead-letter queues. */
export function deadLettersPage(path: string, staff: Staff, queues: readonly DeadLetterStatus[]): string {
  const full = queues.filter(({ messages }) => messages > 0).length;
  const lead = full === 0 ? 'Nothing waits in any of them.' : `Something waits in ${number(full)} of ${number(queues.length)}.`;
  const columns = [{ title: 'Queue' }, { title: 'What waits in it' }, { title: 'Messages', number: true }, { title: 'State' }];
  const rows = queues.map((status) => [
    status.queue,
    deadLetterQueues[status.queue].holds,
    number(status.messages),
    state(path, staff, status),
  ]);
  const body = html`<div class="stack">
      <p><a href="${relativeLink(path, paths.campaigns)}">Campaigns</a></p>
      <h1>${title}</h1>
      <p class="lead">Work that failed again and again waits here for 14 days. ${lead}</p>
      <p>Mend the cause first: the log of the function says it. A redrive then gives the messages another round of tries. Numbers may be a minute old.</p>
    </div>
    <div class="panel">${thingsTable({ label: title, columns, rows })}</div>`;
  return frame({ path, staff, title, body });
}

function state(path: string, staff: Staff, { queue, messages, move }: DeadLetterStatus): Html {
  const { instead } = deadLetterQueues[queue];
  if (messages > 0 && instead !== undefined) return html`No redrive is possible. ${instead}`;
  const offered = messages > 0 && move?.state !== 'running' && may(staff, 'redrive');
  const link = offered ? html`<a class="button quiet" href="${linkTo(path, paths.redrive, { queue })}">Redrive ${queue} …</a>` : nothing;
  return html`${messages > 0 ? 'Waiting. ' : ''}${move === undefined ? nothing : moveWords(move)} ${link}`;
}

function moveWords({ state, moved, of, startedAt, why }: Move): Html {
  const much = of === undefined ? number(moved) : `${number(moved)} of ${number(of)}`;
  const words = { running: 'A redrive is under way', done: 'The last redrive is done', failed: 'The last redrive failed' } as const;
  return html`${words[state]}${why === undefined ? '' : ` (${why})`}: ${much} moved back, begun ${instant(startedAt)}.`;
}

/** What the page of one redrive shows. */
export interface RedriveView {
  readonly path: string;
  readonly staff: Staff;
  readonly status: DeadLetterStatus;
  /** Makes sending the form twice one order. */
  readonly key: string;
}

/** The page that asks once more before a redrive. */
export function redrivePage({ path, staff, status: { queue, messages }, key }: RedriveView): string {
  const { holds, redrive, instead } = deadLetterQueues[queue];
  const back = relativeLink(path, paths.deadLetters);
  const heading = `Redrive ${queue}?`;
  const form = html`<form class="panel" method="post">${hiddenField('key', key)}
      <div class="row">${button('Yes, redrive it')}<a href="${back}">No, go back</a></div></form>`;
  const body = html`<div class="reading stack"><p class="soft"><a href="${back}">${title}</a></p>
      <h1>${heading}</h1>
      <p class="lead">${holds}: ${number(messages)} ${messages === 1 ? 'message' : 'messages'}.</p>
      ${
        redrive === undefined
          ? html`<p>No redrive is possible. ${instead ?? ''}</p>`
          : html`<p>${redrive}</p>
      <p>Messages go back at ${number(redrivePerSecond)} a second. Those whose cause is not mended come back here.</p>`
      }</div>
    ${redrive === undefined ? nothing : form}`;
  return frame({ path, staff, title: heading, body });
}
