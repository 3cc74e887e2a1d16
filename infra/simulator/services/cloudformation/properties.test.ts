import { describe, expect, it } from 'vitest';
import { Properties } from './properties.ts';

const read = (values: Record<string, unknown>) => new Properties('A::B (X)', values);

describe('properties', () => {
  it('are read as what they should be, also from text', () => {
    const properties = read({ Name: 'n', Count: '12', Flag: 'true', List: ['a', 1], Part: { Inner: 5 }, Parts: [{ A: 'b' }] });
    expect(properties.text('Name')).toBe('n');
    expect(properties.number('Count')).toBe(12);
    expect([properties.flag('Flag'), properties.flag('Absent')]).toStrictEqual([true, false]);
    expect([properties.texts('List'), properties.texts('Absent')]).toStrictEqual([['a', '1'], []]);
    expect(properties.part('Part')?.number('Inner')).toBe(5);
    expect(properties.parts('Parts').map((part) => part.text('A'))).toStrictEqual(['b']);
    expect(() => properties.done()).not.toThrow();
  });

  it.each<[string, (properties: Properties) => unknown, string]>([
    ['text where a number should be', (properties) => properties.number('Name'), 'A::B (X) with Name n'],
    ['an object where text should be', (properties) => properties.text('Part'), 'Part that is not text'],
    ['text where a list should be', (properties) => properties.texts('Name'), 'Name that is not a list'],
    ['text where an object should be', (properties) => properties.part('Name'), 'Name that is not an object'],
    ['a value that is not expected', (properties) => properties.expect('Name', 'm'), 'Name n'],
    ['a property that is missing', (properties) => properties.requiredText('Absent'), 'no Absent'],
    ['a property that nobody read', (properties) => properties.done(), 'A::B (X) with Name'],
  ])('are refused for %s', (_name, use, message) => {
    expect(() => use(read({ Name: 'n', Part: { Inner: 5 } }))).toThrow(message);
  });

  it('are refused for an unread part of a part', () => {
    const properties = read({ Part: { Inner: 5 } });
    properties.part('Part');
    expect(() => properties.done()).toThrow('A::B (X) Part with Inner');
  });
});
