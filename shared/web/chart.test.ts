import { describe, expect, it } from 'vitest';
import { lineChart } from './chart.ts';
import { waterLevel } from './level.ts';

const chart = (ys: readonly number[], name = 'Recovered') =>
  lineChart({
    title: 'Since the start',
    series: [{ name, points: ys.map((y, x) => ({ x, y })) }],
    xTitle: 'After',
    formatX: (x) => `${x} s`,
    formatY: String,
    tableLabel: 'As a table',
  }).toString();

const lineOf = (markup: string) => [...markup.matchAll(/class="line first" d="M([^"]*)"/g)].at(-1)?.[1];

describe('a chart', () => {
  it('spans its box from the first to the last point, and from zero to a round figure above the highest', () => {
    expect(lineOf(chart([0, 25, 50]))).toBe('0 400L500 200L1000 0');
    expect(chart([0, 41])).toContain('<span>50</span><span>25</span><span>0</span>');
  });

  it.each([[[]], [[0]], [[0, 0, 0]], [[7]]])('draws %j without a number that is none', (ys) => {
    expect(chart(ys)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('says the same as a table, thinned, with the latest figure in it', () => {
    const rows = chart(Array.from({ length: 1000 }, (_, index) => index)).match(/<tr><th scope="row">/g) ?? [];
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.length).toBeLessThanOrEqual(24);
    expect(chart([1, 2, 3])).toContain('<td class="number">3</td>');
  });

  it('escapes names and carries no style that the policy would refuse', () => {
    expect(chart([1], '<b>')).not.toContain('<b>');
    expect(chart([1])).not.toContain('style=');
  });
});

describe('the water level', () => {
  it.each([
    [0, '170', '0'],
    [0.5, '90', '80'],
    [1, '10', '160'],
    [1.2, '10', '160'],
  ])('stands at a share of %s', (share, y, height) => {
    const markup = waterLevel({ share, figure: `${share}`, text: 'recovered' }).toString();
    expect(markup).toContain(`<rect class="water" x="32" y="${y}" width="80" height="${height}" />`);
  });
});
