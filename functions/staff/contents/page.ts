import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ContentRow, Contents } from '#domain/plan/contents.ts';
import { shownEntries } from '#domain/plan/proposal.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { counted, instant, listWords, number } from '../faces/words.ts';

/** One page of what a plan or a proposal names. */
export interface ContentsView {
  readonly path: string;
  readonly staff: Staff;
  readonly campaign: CampaignRow;
  readonly contents: Contents;
  /** Of the whole, on this page. */
  readonly rows: readonly ContentRow[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** In how many files it comes. */
  readonly files: number;
}

/** What a row is, in words. */
export function contentWords(what: ContentRow['what']): string {
  return what === 'exemption' ? 'Exempt' : what === 'contact' ? 'Contact' : what === 'release' ? 'Released' : listWords[what];
}

/** What more is said of a row. */
export function detailWords({ detail }: ContentRow): string {
  return typeof detail === 'number' ? `since ${new Date(detail).toISOString()}` : (detail ?? '');
}

/** The digest of what two people release, and as many of its entries as fit. @param page the link to all of them, and to files */
export function contentsPart(contents: Contents, page: string): Html {
  const { rows, digest } = contents;
  const first = rows.slice(0, shownEntries);
  const all =
    rows.length > first.length
      ? html`<p><strong>The first ${first.length} of ${number(rows.length)}.</strong> <a href="${page}">Look at all of them, or take them as a file</a></p>`
      : html`<p><a href="${page}">On a page of its own, or as a file</a></p>`;
  const named =
    rows.length === 0
      ? html`<p>It names nobody one by one.</p>`
      : html`<details open><summary>${counted(rows.length, 'entry', 'entries')} by name</summary>${rowsTable(first)}</details>${all}`;
  return html`<section class="stack" aria-label="All that it names">${named}${digestLine(digest)}</section>`;
}

/** A page of all that a plan or a proposal names. */
export function contentsPage({ path, staff, campaign, contents, rows, page, pages, files }: ContentsView): string {
  const title = 'All that it names';
  const own = path.slice(path.lastIndexOf('/') + 1);
  const link = (to: number, label: string) => (to < 1 || to > pages ? nothing : html`<a href="?page=${to}">${label}</a>`);
  const file = (part: number) => html`<a href="${own}.csv?part=${part}">${files === 1 ? 'As a file' : `File ${part} of ${files}`}</a>`;
  const body = html`<div class="stack"><p class="soft"><a href="${linkTo(path, paths.campaign, campaign)}">${campaign.title}</a></p><h1>${title}</h1>
      <p class="lead">${contents.rows.length === 0 ? 'Nobody one by one.' : counted(contents.rows.length, 'entry', 'entries')}</p>${digestLine(contents.digest)}</div>
    ${rows.length === 0 ? nothing : html`<div class="panel">${rowsTable(rows)}</div>`}
    ${pages < 2 ? nothing : html`<nav class="row" aria-label="Pages">${link(page - 1, 'Before')}<span class="soft">Page ${page} of ${pages}</span>${link(page + 1, 'Next')}</nav>`}
    ${contents.rows.length === 0 ? nothing : html`<p class="row">${Array.from({ length: files }, (_, index) => file(index + 1))}</p>`}`;
  return frame({ path, staff, title: `${title}: ${campaign.title}`, body });
}

/** A text with every character named that cannot be seen, or turns the others round. */
export function visible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function digestLine(digest: string): Html {
  return html`<p class="soft">Digest of all that is said and named here (SHA-256): <code>${digest}</code></p>`;
}

function rowsTable(rows: readonly ContentRow[]): Html {
  const columns = [{ title: 'Entry' }, { title: 'Named as' }, { title: 'More' }];
  const cells = rows.map((row) => {
    const more = typeof row.detail === 'number' ? html`since ${instant(row.detail)}` : (row.detail ?? '');
    return [visible(row.entry), contentWords(row.what), typeof more === 'string' ? visible(more) : more];
  });
  return thingsTable({ label: 'Entries', columns, rows: cells });
}
