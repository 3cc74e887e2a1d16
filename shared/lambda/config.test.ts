import { describe, expect, it } from 'vitest';
import { oneOf, positive, readConfig, text } from './config.ts';

describe('the configuration of a function', () => {
  it('is read from the variables that are asked for', () => {
    expect(readConfig({ TABLE: 'accounts', MODE: 'admit', OTHER: 'x' }, { TABLE: text, MODE: oneOf('contain', 'admit') })).toEqual({
      TABLE: 'accounts',
      MODE: 'admit',
    });
  });

  it('has numbers that count something, from 1', () => {
    expect(readConfig({ RATE: '25' }, { RATE: positive })).toEqual({ RATE: 25 });
    for (const RATE of ['0', '-1', '2.5', '1e3', 'many'])
      expect(() => readConfig({ RATE }, { RATE: positive })).toThrow('a whole number from 1');
  });

  it('names everything that is missing or wrong at once, with what is allowed', () => {
    expect(() => readConfig({ MODE: 'maybe', EMPTY: '' }, { TABLE: text, EMPTY: text, MODE: oneOf('contain', 'admit') })).toThrow(
      'configuration: TABLE is missing; EMPTY is "", allowed: text; MODE is "maybe", allowed: contain or admit',
    );
  });
});
