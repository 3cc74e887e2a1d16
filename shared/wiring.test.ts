import { describe, expect, it } from 'vitest';
import { realPlatform } from './platform.ts';
import { count, oneOf, positive, queueVariable, share, tableVariable, text, words, zone } from './variables.ts';
import { clock, type Part, type Sandbox, wire } from './wiring.ts';

const platform = realPlatform();
const table = ({ read }: Sandbox) => read('TABLE', text);
const mode = ({ read }: Sandbox) => read('MODE', oneOf('contain', 'admit'));

describe('a wired function', () => {
  it('gets its parts, made of the platform, of variables and of other parts', () => {
    const make = wire('gate', { clock, table, rows: ({ name, use }: Sandbox) => `${name} reads ${use(table)}` });
    expect(make({ TABLE: 'accounts', OTHER: 'x' }, platform)).toEqual({
      clock: platform.clock,
      table: 'accounts',
      rows: 'gate reads accounts',
    });
  });

  it('has a part once, however many use it, and a new one for each sandbox', () => {
    const client: Part<object> = () => ({});
    const make = wire('gate', { client, same: ({ use }: Sandbox) => use(client) });
    const [first, second] = [make({}, platform), make({}, platform)];
    expect(first.same).toBe(first.client);
    expect(second.client).not.toBe(first.client);
  });

  it('names every variable that is missing or wrong at once, a line each, with what is allowed', () => {
    const make = wire('gate', {
      mode,
      table,
      rows: ({ use }: Sandbox) => use(table).length + use(mode).length,
      reserve: ({ read }: Sandbox) => read('RESERVE', share),
      domains: ({ read }: Sandbox) => read('DOMAINS', words),
    });
    expect(() => make({ MODE: 'maybe', TABLE: '', RESERVE: '10' }, platform)).toThrow(
      new Error(
        [
          'configuration of gate:',
          'MODE is "maybe", allowed: contain or admit',
          'TABLE is "", allowed: text',
          'RESERVE is "10", allowed: a number from 0 to 1',
          'DOMAINS is missing, allowed: words with commas between them, or nothing',
        ].join('\n'),
      ),
    );
  });

  it('throws what a part throws when the variables are right', () => {
    const broken = (): string => {
      throw new Error('no such pool');
    };
    expect(() => wire('gate', { broken })({}, platform)).toThrow('no such pool');
  });
});

describe('variables', () => {
  it.each([
    ['0', 0, undefined],
    ['25', 25, 25],
    ['-1', undefined, undefined],
    ['2.5', undefined, undefined],
    ['1e3', undefined, undefined],
    ['', undefined, undefined],
  ])('count from 0 or from 1: "%s"', (given, fromZero, fromOne) => {
    expect([count.read(given), positive.read(given)]).toEqual([fromZero, fromOne]);
  });

  it('hold shares, lists of words, and time zones', () => {
    expect(['0', '0.1', '1', '1.1', '-0.1', ''].map((given) => share.read(given))).toEqual([0, 0.1, 1, undefined, undefined, undefined]);
    expect(words.read('Example.org, , b.example')).toEqual(['example.org', 'b.example']);
    expect(words.read('')).toEqual([]);
    expect([zone.read('Europe/Amsterdam'), zone.read('Amsterdam')]).toEqual(['Europe/Amsterdam', undefined]);
  });

  it('of tables and queues follow from their names', () => {
    expect([tableVariable('accounts'), queueVariable('priority-mail')]).toEqual(['ACCOUNTS_TABLE', 'PRIORITY_MAIL_QUEUE_URL']);
  });
});
