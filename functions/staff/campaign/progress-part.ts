import { cohorts } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { type SweepTotals, sweepOutcomes } from '#domain/campaign/sweep.ts';
import { furtherKinds, type NoticeState } from '#domain/notice/notice.ts';
import type { ProgressTotals, Snapshot } from '#domain/progress/progress.ts';
import { lineChart } from '#shared/web/chart.ts';
import { waterLevel } from '#shared/web/level.ts';
import { linkTo } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import { paths } from '../faces/paths.ts';
import { accountStates, cohortWords, furtherWords, noticeStates, number, percent, span, sweepWords } from '../markup/words.ts';

/** How far a started campaign is. */
export interface ProgressView {
  readonly path: string;
  readonly campaign: CampaignRow;
  readonly totals: ProgressTotals;
  readonly history: readonly Snapshot[];
  readonly nowMs: number;
}

/** The water level, the chart, and the tables of a campaign that was started. */
export function progressPart(view: ProgressView): Html {
  const { path, campaign, totals, nowMs } = view;
  const { contained, recovering, recovered } = totals.accounts;
  const all = contained + recovering + recovered;
  const share = all === 0 ? 0 : recovered / all;
  const since = campaign.epoch === undefined ? '' : ` ${span(nowMs - campaign.epoch)} after the start`;
  const next = html`<p><a href="${linkTo(path, paths.notReached, campaign)}">See who was not reached, and what is done about it</a></p>`;
  const out = html`<p><a href="${linkTo(path, paths.stillOut, campaign)}">See who has not recovered yet</a></p>${campaign.channels ? next : nothing}`;
  return html`<section class="panel" aria-labelledby="progress">
    <h2 id="progress">Progress</h2>
    <div class="beside">
      ${chart(view)}
      <div class="stack">${waterLevel({ share, figure: percent(share), text: `recovered${since}: ${number(recovered)} of ${number(all)} accounts` })}${out}</div>
    </div>
    <div class="beside">
      ${table('Notices by state', totals.notices, noticeStates)}
      ${table('Accounts by state', totals.accounts, accountStates)}
    </div>
    ${furtherPart(totals)}
    ${sweepPart(totals.sweep)}
  </section>`;
}

/** Where further mails stand; nothing where there are none. */
function furtherPart({ further = {} }: ProgressTotals): Html {
  const kinds = furtherKinds.filter((kind) => further[kind] !== undefined);
  if (kinds.length === 0) return nothing;
  const states = (Object.keys(noticeStates) as NoticeState[]).filter((state) => kinds.some((kind) => further[kind]?.[state] !== undefined));
  const columns = [{ title: 'Mail' }, ...states.map((state) => ({ title: noticeStates[state], number: true }))];
  const rows = kinds.map((kind) => [furtherWords[kind], ...states.map((state) => number(further[kind]?.[state] ?? 0))]);
  return html`<h3>Further mails</h3>${thingsTable({ label: 'Further mails by state', columns, rows })}`;
}

/** How far the sweep is; nothing where the campaign has none. */
function sweepPart(totals: SweepTotals): Html {
  const rows = cohorts.filter((cohort) => sweepOutcomes.some((outcome) => totals[cohort][outcome] > 0));
  if (rows.length === 0) return nothing;
  const columns = [{ title: 'Cohort' }, ...sweepOutcomes.map((outcome) => ({ title: sweepWords[outcome], number: true }))];
  const cells = rows.map((cohort) => [cohortWords[cohort], ...sweepOutcomes.map((outcome) => number(totals[cohort][outcome]))]);
  return html`<h3>The sweep behind the gate</h3>${thingsTable({ label: 'The sweep behind the gate', columns, rows: cells })}`;
}

function noticesGone({ notices: { sent, delivered, bounced, complained } }: ProgressTotals): number {
  return sent + delivered + bounced + complained;
}

function chart({ campaign, totals, history, nowMs }: ProgressView): Html {
  const epoch = campaign.epoch ?? nowMs;
  const end = campaign.closedAt ?? nowMs;
  const last = { atMs: Math.max(end, epoch, history.at(-1)?.atMs ?? 0), recovered: totals.accounts.recovered, gone: noticesGone(totals) };
  const kept = history.filter(({ atMs }) => atMs > epoch && atMs < last.atMs);
  const points = [
    { atMs: epoch, recovered: 0, gone: 0 },
    ...kept.map((snapshot) => ({ atMs: snapshot.atMs, recovered: snapshot.totals.accounts.recovered, gone: noticesGone(snapshot.totals) })),
    last,
  ];
  return lineChart({
    title: 'Since the start',
    series: [
      { name: 'Accounts recovered', points: points.map(({ atMs, recovered }) => ({ x: atMs - epoch, y: recovered })) },
      { name: 'Notices sent', points: points.map(({ atMs, gone }) => ({ x: atMs - epoch, y: gone })) },
    ],
    xTitle: 'After',
    formatX: span,
    formatY: number,
    tableLabel: 'Show as table',
  });
}

function table<S extends string>(caption: string, counts: Readonly<Record<S, number>>, words: Readonly<Record<S, string>>): Html {
  const states = Object.keys(words) as S[];
  const sum = states.reduce((total, state) => total + counts[state], 0);
  return html`<table><caption>${caption}</caption><tbody>
    ${states.map((state) => html`<tr><th scope="row">${words[state]}</th><td class="number">${number(counts[state])}</td></tr>`)}
    <tr class="sum"><th scope="row">Total</th><td class="number">${number(sum)}</td></tr>
  </tbody></table>`;
}
