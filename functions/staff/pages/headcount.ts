import type { CampaignRow, Headcount } from '#domain/campaign.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { number, reasons, wordFor } from './words.ts';

/** What the scope of a campaign comes to, as a table. */
export function headcountPart({ headcount, scope }: CampaignRow): Html {
  const list = scope.kind === 'list';
  return html`<section class="stack"><h2>Head-count</h2>${headcount ? table(headcount, list) : html`<p>Not counted yet.</p>`}</section>`;
}

/** Accounts that a campaign contains: those in scope without the exempt ones. */
export function containedBy({ inScope, exempt }: Headcount): number {
  return inScope - Object.values(exempt).reduce((sum, count) => sum + count, 0);
}

function table(headcount: Headcount, list: boolean): Html {
  const { looked, inScope, exempt, unreachable, notices, languages, unmatched } = headcount;
  const parts = (counts: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>, prefix: string) =>
    Object.entries(counts).map(([key, count]) => row(`${prefix}${wordFor(words, key)}`, count, 'part'));
  return html`<table><caption class="hidden">Head-count</caption><tbody>
    ${row('Accounts in the directory', looked)}
    ${list && unmatched !== undefined ? row('Entries of the list that match no account', unmatched) : nothing}
    ${row('In scope', inScope)}
    ${parts(exempt, reasons, 'Exempt: ')}
    ${row('Will be contained', containedBy(headcount), 'sum')}
    ${row('Get a notice', notices)}
    ${parts(languages, languageWords, 'In ')}
    ${parts(unreachable, reasons, 'No notice: ')}
  </tbody></table>`;
}

const languageWords = { nl: 'Dutch', en: 'English', de: 'German', fr: 'French' };

function row(label: string, count: number, look = ''): Html {
  return html`<tr class="${look}"><th scope="row">${label}</th><td class="number">${number(count)}</td></tr>`;
}

/** A few accounts in scope, for a person to see whether these are the right ones. */
export function samplePart({ sample = [] }: CampaignRow): Html {
  if (sample.length === 0) return nothing;
  const title = 'A sample of the accounts in scope';
  const columns = [{ title: 'User name' }, { title: 'Address' }, { title: 'Language' }, { title: 'Organisation' }];
  const rows = sample.map(({ username, address, language, organisation }) => [
    username,
    address,
    wordFor(languageWords, language),
    organisation ?? 'none',
  ]);
  return html`<section class="stack"><h2>${title}</h2>${thingsTable({ label: title, columns, rows })}</section>`;
}
