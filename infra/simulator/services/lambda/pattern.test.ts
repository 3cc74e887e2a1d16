import { describe, expect, it } from 'vitest';
import { compilePattern } from './pattern.ts';

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern, { numeric: true })(event);

describe('an event pattern', () => {
  it.each([
    ['an exact value', { eventName: ['INSERT'] }, { eventName: 'INSERT' }, { eventName: 'MODIFY' }],
    ['one of several', { a: ['x', 1, null] }, { a: null }, { a: '1' }],
    [
      'fields within fields',
      { dynamodb: { NewImage: { kind: { S: ['a'] } } } },
      { dynamodb: { NewImage: { kind: { S: 'a' } } } },
      { dynamodb: {} },
    ],
    ['all fields together', { a: [1], b: [2] }, { a: 1, b: 2 }, { a: 1, b: 3 }],
    ['an element of a list', { a: ['x'] }, { a: ['y', 'x'] }, { a: ['y'] }],
    ['a prefix', { a: [{ prefix: 'sent#' }] }, { a: 'sent#1' }, { a: 'x' }],
    ['a suffix', { a: [{ suffix: '.nl' }] }, { a: 'x.nl' }, { a: 7 }],
    ['letters in any case', { a: [{ 'equals-ignore-case': 'ab' }] }, { a: 'AB' }, { a: 'ABC' }],
    ['a field that is there', { a: [{ exists: true }] }, { a: 0 }, { b: 0 }],
    ['a field that is not there', { a: { S: [{ exists: false }] } }, { b: 0 }, { a: { S: '' } }],
    ['anything but a value', { a: [{ 'anything-but': 'x' }] }, { a: 'y' }, { a: 'x' }],
    ['anything but values', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, {}],
    ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'y' }, { a: 'xy' }],
    ['a range of numbers', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, { a: 0 }],
    ['either of two fields', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, { a: 2, b: 1 }],
  ])('matches %s', (_name, pattern, yes, no) => {
    expect([matches(pattern, yes), matches(pattern, no)]).toStrictEqual([true, false]);
  });

  it.each([
    ['a comparison that is not known', { a: [{ cidr: '10.0.0.0/8' }] }],
    ['two comparisons in one', { a: [{ prefix: 'x', suffix: 'y' }] }],
    ['a number where a field should be', { a: 1 }],
    ['a broken range', { a: [{ numeric: ['>'] }] }],
  ])('refuses %s', (_name, pattern) => {
    expect(() => matches(pattern, {})).toThrow('does not support');
  });

  it('refuses numbers in ranges for streams, as AWS does', () => {
    expect(() => compilePattern({ a: [{ numeric: ['>', 1] }] }, { numeric: false })).toThrow('numeric');
  });
});
