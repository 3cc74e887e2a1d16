import { type CampaignRow, type Headcount, listNames } from '#domain/campaign/campaign.ts';
import { containedBy } from '#domain/plan/plan.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { cohortWords, dollars, doubtWords, languageWords, listWords, number, reasons, waveWords, wordFor } from '../markup/words.ts';

/** What the scope of a campaign comes to, as a table. */
export function headcountPart({ headcount, lists = {} }: CampaignRow): Html {
  return html`<section class="stack"><h2>Affected accounts</h2>${headcount ? table(headcount, lists) : html`<p>Not counted yet.</p>`}</section>`;
}

function table(headcount: Headcount, lists: NonNullable<CampaignRow['lists']>): Html {
  const {
    looked,
    inScope,
    exempt,
    unreachable,
    notices,
    waves = {},
    languages,
    dormant = 0,
    unmatched,
    unmatchedIn,
    doubtful,
    swept,
    sweepBill,
  } = headcount;
  const unmatchedOf = { ...unmatchedIn, ...(unmatched !== undefined && { scope: unmatched }) };
  const perList = listNames.flatMap((name) => {
    const { [name]: size } = lists;
    if (size === undefined) return [];
    return [
      row(`${listWords[name]}: entries`, size.entries),
      row(name === 'scope' ? 'Match no account' : 'Match no account in scope', unmatchedOf[name] ?? 0, 'part'),
      ...(size.doubles > 0 ? [row('Repetitions, left out', size.doubles, 'part')] : []),
    ];
  });
  const parts = (counts: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>, prefix: string) =>
    [...new Set([...Object.keys(words), ...Object.keys(counts)])].flatMap((key) =>
      counts[key] === undefined ? [] : [row(`${prefix}${wordFor(words, key)}`, counts[key], 'part')],
    );
  return html`<table><caption class="hidden">Head-count</caption><tbody>
    ${row('Accounts in the directory', looked)}
    ${perList}
    ${row('In scope', inScope)}
    ${parts(exempt, reasons, 'Exempt: ')}
    ${unmatchedIn?.exemptions ? row('Exemptions that match no account in scope', unmatchedIn.exemptions, 'part') : nothing}
    ${row('Will be contained', containedBy(headcount), 'sum')}
    ${row('Get a notice', notices)}
    ${parts(languages, languageWords, 'In ')}
    ${parts(waves, waveWords, 'To ')}
    ${Object.keys(unreachable).length > 0 ? row('Get neither notice nor code, so the helpdesk has to help', sum(unreachable)) : nothing}
    ${parts(unreachable, reasons, 'No notice: ')}
    ${dormant > 0 ? row('No notice: dormant', dormant, 'part') : nothing}
    ${Object.keys(doubtful).length > 0 ? row('Get a notice but no code, so the helpdesk has to help', sum(doubtful)) : nothing}
    ${parts(doubtful, doubtWords, 'As ')}
    ${sweepBill ? row('Are worked on by the sweep', sum(swept)) : nothing}
    ${parts(swept, cohortWords, '')}
  </tbody></table>
  ${sweepBill ? html`<p>The sweep may make <strong>${number(sweepBill.activeUsers)} accounts</strong> billable this month: at most <strong>${dollars(sweepBill.usd)}</strong> at list price. Those who sign in this month anyway cost nothing more.</p>` : nothing}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function row(label: string, count: number, look = ''): Html {
  return html`<tr class="${look}"><th scope="row">${label}</th><td class="number">${number(count)}</td></tr>`;
}

/** A few accounts in scope, for a person to see whether these are the right ones. */
export function samplePart({ sample = [] }: CampaignRow): Html {
  if (sample.length === 0) return nothing;
  const title = 'A sample of the accounts in scope';
  const columns = [{ title: 'Username' }, { title: 'Address' }, { title: 'Language' }, { title: 'Organisation' }];
  const rows = sample.map(({ username, address, language, organisation }) => [
    username,
    address,
    wordFor(languageWords, language),
    organisation ?? 'none',
  ]);
  return html`<section class="stack"><h2>${title}</h2>${thingsTable({ label: title, columns, rows })}</section>`;
}
