import type { ContentRow, Contents } from '#domain/plan/contents.ts';
import { shownEntries } from '#domain/plan/proposal.ts';
import { type Html, html } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { counted, instant, listWords, number } from './words.ts';

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
      ? html`<p><strong>The first ${first.length} of ${number(rows.length)}.</strong> <a href="${page}">See all of them, or download them</a></p>`
      : html`<p><a href="${page}">See it on a page of its own, or download it</a></p>`;
  const named =
    rows.length === 0
      ? html`<p>It names nobody one by one.</p>`
      : html`<details open><summary>${counted(rows.length, 'entry', 'entries')} by name</summary>${rowsTable(first)}</details>${all}`;
  return html`<section class="stack" aria-label="All that it names">${named}${digestLine(digest)}</section>`;
}

/** A text with every character named that cannot be seen, or turns the others round. */
export function visible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The digest, and what it is of. */
export function digestLine(digest: string): Html {
  return html`<p class="soft">Digest of all that is said and named here (SHA-256): <code>${digest}</code></p>`;
}

/** Entries, each with what it is named as. */
export function rowsTable(rows: readonly ContentRow[]): Html {
  const columns = [{ title: 'Entry' }, { title: 'Named as' }, { title: 'More' }];
  const cells = rows.map((row) => {
    const more = typeof row.detail === 'number' ? html`since ${instant(row.detail)}` : (row.detail ?? '');
    return [visible(row.entry), contentWords(row.what), typeof more === 'string' ? visible(more) : more];
  });
  return thingsTable({ label: 'Entries', columns, rows: cells });
}
