import { type Html, html } from './markup.ts';

/** One column of a table. */
export interface Column {
  readonly title: string;
  /** Sets figures so that they compare. @default false */
  readonly number?: boolean;
}

/**
 * A table of things, one to a row; the first cell names the thing. On a phone every row becomes a card, its cells labelled. The roles
 * say again what the elements are, as some browsers forget it when they are laid out as blocks.
 */
export function thingsTable({
  label,
  columns,
  rows,
}: {
  /** Names the table for those who cannot see it. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** A cell to a column. */
  readonly rows: readonly (readonly (Html | string)[])[];
}): Html {
  const look = (column: Column | undefined) => (column?.number ? 'number' : '');
  return html`<table class="things" role="table" aria-label="${label}">
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader" class="${look(column)}">${column.title}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map(
      ([name, ...cells]) =>
        html`<tr role="row"><th scope="row" role="rowheader">${name}</th>${cells.map((cell, index) => {
          const column = columns[index + 1];
          return html`<td role="cell" class="${look(column)}" data-label="${column?.title}">${cell}</td>`;
        })}</tr>`,
    )}</tbody>
  </table>`;
}
