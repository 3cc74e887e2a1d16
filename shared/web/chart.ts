import { type Html, html } from './markup.ts';

/** One line of a chart. */
export interface Series {
  readonly name: string;
  /** By rising `x`. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** What a chart shows. */
export interface Chart {
  /** Says what the chart shows; also the caption of its table. */
  readonly title: string;
  /** One to three; the first is drawn as an area. All have the same `x`. */
  readonly series: readonly [Series, ...Series[]];
  /** Head of the table's first column. */
  readonly xTitle: string;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** What opens the table. */
  readonly tableLabel: string;
}

const styles = ['first', 'second', 'third'] as const;

/** Rows of the table at most; a long history is thinned evenly. */
const tableRows = 24;

/** A trend as lines over time, drawn on the server, with the same figures as a table. Lines differ in stroke, not only in colour. */
export function lineChart({ title, series, xTitle, formatX, formatY, tableLabel }: Chart): Html {
  const xs = series[0].points.map(({ x }) => x);
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const top = niceCeiling(Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y))));
  const place = (x: number, y: number) => `${round((1000 * (x - left)) / (right - left || 1))} ${round(400 - (400 * y) / top)}`;
  const paths = series.map(({ points }, index) => {
    const line = points.map(({ x, y }) => place(x, y)).join('L');
    const area = index === 0 ? html`<path class="area first" d="M0 400L${line}L${place(right, 0)}Z" />` : '';
    return html`${area}<path class="line ${styles[index] ?? ''}" d="M${line}" />`;
  });
  return html`<figure class="chart">
    <figcaption><h3>${title}</h3></figcaption>
    <ul class="legend">${series.map(({ name, points }, index) => legend(name, formatY(points.at(-1)?.y ?? 0), styles[index] ?? ''))}</ul>
    <div class="plot" aria-hidden="true">
      <div class="scale"><span>${formatY(top)}</span><span>${formatY(top / 2)}</span><span>0</span></div>
      <svg viewBox="0 0 1000 400" preserveAspectRatio="none">
        <path class="grid" d="M0 0H1000M0 200H1000M0 400H1000" />
        ${paths}
      </svg>
      <div class="times"><span>${formatX(left)}</span><span>${formatX((left + right) / 2)}</span><span>${formatX(right)}</span></div>
    </div>
    <details><summary>${tableLabel}</summary>${table({ title, series, xTitle, formatX, formatY, tableLabel })}</details>
  </figure>`;
}

function legend(name: string, latest: string, style: string): Html {
  const sample = html`<svg viewBox="0 0 36 12" aria-hidden="true"><path class="line ${style}" d="M0 6H36" /></svg>`;
  return html`<li>${sample}${name}: <strong>${latest}</strong></li>`;
}

function table({ title, series, xTitle, formatX, formatY }: Chart): Html {
  const count = series[0].points.length;
  const step = Math.max(1, Math.ceil(count / tableRows));
  const shown = series[0].points.map((_, index) => index).filter((index) => (count - 1 - index) % step === 0);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table>
    <caption class="hidden">${title}</caption>
    <thead><tr><th scope="col">${xTitle}</th>${series.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
    <tbody>${shown.map(
      (index) =>
        html`<tr><th scope="row">${formatX(series[0].points[index]?.x ?? 0)}</th>${series.map(
          ({ points }) => html`<td class="number">${formatY(points[index]?.y ?? 0)}</td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>`;
}

/** The least round number (1, 2, 3, 4, 5, 6 or 8 times a power of ten) that is not below `value`; at least 2. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return Math.max(2, factor * power);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
