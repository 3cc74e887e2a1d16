import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, parseStrictJson } from './strict-json.ts';

describe('strict JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reads texts that look like keys, brackets and escapes as texts', () => {
    const text = String.raw`{"a":"{\"a\":1,\"a\":2}","b":["a\\","a\":"],"c":{"a":1}}`;
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['11 lists', '['.repeat(11), ']'.repeat(11)],
    ['20,000 objects', '{"a":'.repeat(20_000), `1${'}'.repeat(20_000)}`],
    ['a million lists', '['.repeat(1_000_000), ']'.repeat(1_000_000)],
  ])('refuses %s inside each other, closed or not', (_, opening, closing) => {
    expect(() => parseStrictJson(opening + closing)).toThrow('the JSON is more than 10 levels deep');
    expect(() => parseStrictJson(opening)).toThrow('the body is not JSON');
  });

  it.each([
    ['one long text', `"${'x'.repeat(5_000_000)}"`],
    ['one long text of escapes', `"${'\\\\"'.repeat(2_000_000)}"`],
    ['an open text of escapes', `"${'\\\\"'.repeat(2_000_000)}`],
    ['many texts', `[${Array(500_000).fill('"a"').join()}]`],
    ['many blanks before a colon', `{"a"${' '.repeat(5_000_000)}:1}`],
  ])('takes no longer than a second for %s of 5 MB', (_, text) => {
    const before = process.cpuUsage();
    try {
      parseStrictJson(text);
    } catch (error) {
      expect(error).toBeInstanceOf(JsonError);
    }
    // Of this process: a machine that is busy with other things takes longer by the clock.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });

  it.each([
    ['{"a":1,"a":2}', 'the JSON names "a" twice in one object'],
    [String.raw`{"a":1,"\u0061" : 2}`, 'the JSON names "a" twice in one object'],
    ['[{"x":{"b":1},"y":1,"x":2}]', 'the JSON names "x" twice in one object'],
    ['', 'the body is not JSON'],
    ['{"a":1', 'the body is not JSON'],
    ['{a:1}', 'the body is not JSON'],
    ['"\u0000"', 'the body is not JSON'],
  ])('refuses %j', (text, message) => {
    expect(() => parseStrictJson(text)).toThrow(message);
  });
});
