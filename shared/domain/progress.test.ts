import { describe, expect, it } from 'vitest';
import { comparableSequence, tally } from './progress.ts';

describe('a tally of changes', () => {
  it('moves a row from one state to the next', () => {
    expect(
      tally([
        { sequence: '1', before: undefined, after: 'waiting' },
        { sequence: '2', before: 'waiting', after: 'claimed' },
        { sequence: '3', before: undefined, after: 'waiting' },
      ]),
    ).toEqual({ waiting: 1, claimed: 1 });
  });

  it('leaves out changes that did not touch the state', () => {
    expect(tally([{ sequence: '1', before: 'sent', after: 'sent' }])).toEqual({});
  });
});

describe('stream positions', () => {
  it('compare like numbers', () => {
    expect(comparableSequence('999') < comparableSequence('1000')).toBe(true);
  });
});
