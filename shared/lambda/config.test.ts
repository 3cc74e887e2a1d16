import { describe, expect, it } from 'vitest';
import { oneOf, positive, readConfig, share, text } from './config.ts';

describe('the configuration of a function', () => {
  it('is read from the variables that are asked for', () => {
    const variables = { TABLE: text, MODE: oneOf('contain', 'admit'), RESERVE: share };
    expect(readConfig({ TABLE: 'accounts', MODE: 'admit', RESERVE: '0.1', OTHER: 'x' }, variables)).toEqual({
      TABLE: 'accounts',
      MODE: 'admit',
      RESERVE: 0.1,
    });
  });

  it('has numbers that count something, from 1', () => {
    expect(readConfig({ RATE: '25' }, { RATE: positive })).toEqual({ RATE: 25 });
    for (const RATE of ['0', '-1', '2.5', '1e3', 'many'])
      expect(() => readConfig({ RATE }, { RATE: positive })).toThrow('a whole number from 1');
  });

  it('names everything that is missing or wrong at once, with what is allowed', () => {
    const variables = { TABLE: text, EMPTY: text, MODE: oneOf('contain', 'admit'), RESERVE: share };
    expect(() => readConfig({ MODE: 'maybe', EMPTY: '', RESERVE: '10' }, variables)).toThrow(
      'configuration: TABLE is missing; EMPTY is "", allowed: text; MODE is "maybe", allowed: contain or admit; RESERVE is "10", allowed: a number from 0 to 1',
    );
  });
});
