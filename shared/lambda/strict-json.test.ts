import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

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
    ['{"a":1,"a":2}', 'the JSON names "a" twice in one object'],
    [String.raw`{"a":1,"\u0061" : 2}`, 'the JSON names "a" twice in one object'],
    ['[{"x":{"b":1},"y":1,"x":2}]', 'the JSON names "x" twice in one object'],
    ['['.repeat(11) + ']'.repeat(11), 'the JSON is more than 10 levels deep'],
    ['{"a":'.repeat(20_000), 'the JSON is more than 10 levels deep'],
    ['', 'the body is not JSON'],
    ['{"a":1', 'the body is not JSON'],
    ['{a:1}', 'the body is not JSON'],
    ['"\u0000"', 'the body is not JSON'],
  ])('refuses %j', (text, message) => {
    expect(() => parseStrictJson(text)).toThrow(message);
  });
});
