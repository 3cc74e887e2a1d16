import { describe, expect, it } from 'vitest';
import { html } from './markup.ts';
import { thingsTable } from './table.ts';

describe('a table of things', () => {
  const markup = thingsTable({
    label: 'Boats',
    columns: [{ title: 'Name' }, { title: 'Length', number: true }],
    rows: [[html`<a href="./1">Anna</a>`, '<12>']],
  }).toString();

  it('labels every cell for the phone, where there is no head', () => {
    expect(markup).toContain('<th scope="row" role="rowheader"><a href="./1">Anna</a></th>');
    expect(markup).toContain('<td role="cell" class="number" data-label="Length">&lt;12&gt;</td>');
  });

  it('is still a table to a screen reader where its elements are laid out as blocks', () => {
    for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) expect(markup).toContain(`role="${role}"`);
  });
});
