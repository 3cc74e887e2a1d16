import { describe, expect, it } from 'vitest';
import { oneOf, readConfig, text } from './config.ts';

describe('the configuration of a function', () => {
  it('is read from the variables that are asked for', () => {
    expect(readConfig({ TABLE: 'accounts', MODE: 'admit', OTHER: 'x' }, { TABLE: text, MODE: oneOf('contain', 'admit') })).toEqual({
      TABLE: 'accounts',
      MODE: 'admit',
    });
  });

  it('names everything that is missing or wrong at once, with what is allowed', () => {
    expect(() => readConfig({ MODE: 'maybe', EMPTY: '' }, { TABLE: text, EMPTY: text, MODE: oneOf('contain', 'admit') })).toThrow(
      'configuration: TABLE is missing; EMPTY is "", allowed: text; MODE is "maybe", allowed: contain or admit',
    );
  });
});
