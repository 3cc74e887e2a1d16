import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

const cell = (text: string) => csv([[text]]).slice(2, -3);

/** The cells of a file as a lenient program splits it: quotes count at the start of a cell alone. */
function split(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let rest = line;
  while (true) {
    const inQuotes = /^"((?:[^"]|"")*)"/.exec(rest);
    const begin = inQuotes?.[0].length ?? 0;
    const end = rest.indexOf(separator, begin);
    cells.push((inQuotes?.[1] ?? '').replaceAll('""', '"') + rest.slice(begin, end < 0 ? undefined : end));
    if (end < 0) return cells;
    rest = rest.slice(end + 1);
  }
}

const dangerous = fc.array(
  fc.oneof(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      '"',
      "'",
      ';',
      ',',
      ' ',
      '\t',
      '\r',
      '\n',
      '\0',
      '\u00a0',
      '\u200b',
      '\ufeff',
      '1',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  ),
  { maxLength: 12 },
);
const rows = fc.array(
  fc.array(
    dangerous.map((parts) => parts.join('')),
    { minLength: 1, maxLength: 4 },
  ),
  { maxLength: 4 },
);
const startsFormula = /^[\s"]*[=+\-@＝＋－＠]/u;

describe('a CSV file', () => {
  it('begins with the mark of UTF-8, quotes every cell and ends every line with CRLF', () => {
    expect(
      csv([
        ['name', 'phone'],
        ['Zoë "Zo" Smit', ''],
      ]),
    ).toBe('\uFEFF"name","phone"\r\n"Zoë ""Zo"" Smit",""\r\n');
    expect(csv([])).toBe('\uFEFF');
  });

  it.each([
    ['=cmd|" /C calc"!A0', "'=cmd|"],
    ['+1+1', "'+1+1"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['  =1', "'  =1"],
    ['\t=1', "' =1"],
    ['\r\n@x', "' @x"],
    ['\u200b=1', "'=1"],
    ['"=1', `'""=1`],
    ['a;=1+1', "a;'=1+1"],
    ['a, -1', "a,' -1"],
    ['+31612345678', "'+31612345678"],
  ])('has %j as text', (text, written) => {
    expect(cell(text)).toContain(written);
  });

  it.each(['Dorpsstraat 1-3', 'jan+x@example.nl', "d'Arc", 'a=b', 'Überweg 5', '3 - 2'])('leaves %j as it is', (text) => {
    expect(cell(text)).toBe(text);
  });

  it('has the same rows and cells as were given, but for apostrophes and control characters (property)', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const lines = csv(given).slice(1).split('\r\n').slice(0, -1);
        expect(lines.length).toBe(given.length);
        for (const [index, line] of lines.entries()) {
          const bare = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}' ]/gu, '');
          expect(split(line, ',').map(bare)).toEqual(given[index]?.map(bare));
        }
      }),
    );
  });

  it('has no cell that begins a formula, whether it is split at commas or at semicolons (property)', () => {
    fc.assert(
      fc.property(rows, (given) => {
        for (const line of csv(given).slice(1).split('\r\n')) {
          for (const separator of [',', ';']) for (const each of split(line, separator)) expect(each).not.toMatch(startsFormula);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('has no control character but the ends of its lines (property)', () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(csv(given).slice(1).replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
