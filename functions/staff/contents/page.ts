import type { Contents } from '#domain/plan/contents.ts';
import { html, nothing } from '#shared/web/markup.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { digestLine, rowsTable } from '../markup/contents-part.ts';
import { counted } from '../markup/words.ts';
import type { ContentsPage } from './contents.ts';

/** One page of what two people release. */
export interface ContentsView extends Visit, ContentsPage {
  /** The page it belongs to. */
  readonly back: { readonly href: string; readonly label: string };
  readonly contents: Contents;
  /** In how many files it comes. */
  readonly files: number;
}

/** A page of all that two people release. */
export function contentsPage({ path, staff, done, back, contents, rows, page, pages, files }: ContentsView): string {
  const title = 'All that it names';
  const own = path.slice(path.lastIndexOf('/') + 1);
  const link = (to: number, label: string) => (to < 1 || to > pages ? nothing : html`<a href="?page=${to}">${label}</a>`);
  const file = (part: number) =>
    html`<a href="${own}.csv?part=${part}">${files === 1 ? 'Download as CSV' : `Download CSV ${part} of ${files}`}</a>`;
  const body = html`<div class="stack"><p class="soft"><a href="${back.href}">${back.label}</a></p><h1>${title}</h1>
      <p class="lead">${contents.rows.length === 0 ? 'Nobody one by one.' : counted(contents.rows.length, 'entry', 'entries')}</p>${digestLine(contents.digest)}</div>
    ${rows.length === 0 ? nothing : html`<div class="panel">${rowsTable(rows)}</div>`}
    ${pages < 2 ? nothing : html`<nav class="row" aria-label="Pages">${link(page - 1, 'Previous')}<span class="soft">Page ${page} of ${pages}</span>${link(page + 1, 'Next')}</nav>`}
    ${contents.rows.length === 0 ? nothing : html`<p class="row">${Array.from({ length: files }, (_, index) => file(index + 1))}</p>`}`;
  return frame({ path, staff, done, title: `${title}: ${back.label}`, body });
}
