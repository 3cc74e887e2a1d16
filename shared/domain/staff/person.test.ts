import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, isSamePerson, personOf } from './person.ts';

const carla = { username: 'carla', email: 'carla@staff.example', sub: 'one' };

describe('two names', () => {
  it.each(['ｃarla', 'carlá', 'Carla', 'CARLA', 'cаrla', 'ϲarla', 'сагla', 'car\u200bla', 'car1a', 'carIa', '𝒸𝒶𝓇𝓁𝒶', ' carla'])(
    'are one person where an eye takes them for one: %s',
    (username) => expect(isSamePerson(personOf(carla), 'carla', { username })).toBe(true),
  );

  it.each(['anton', 'carlo', 'clara', 'carla2', 'карла'])('are two where it does not: %s', (username) =>
    expect(isSamePerson(personOf(carla), 'carla', { username, email: `${username}@staff.example`, sub: 'two' })).toBe(false),
  );

  it('fold the same however often they are folded (property)', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => foldName(foldName(name)) === foldName(name)));
  });
});

describe('two accounts', () => {
  it.each(['carla@staff.example', 'Carla@Staff.example', 'carla+second@staff.example', 'cаrla@staff.example'])(
    'are one person where they share a mailbox: %s',
    (email) => expect(isSamePerson(personOf(carla), 'carla', { username: 'c.devries', email, sub: 'two' })).toBe(true),
  );

  it('are one person under one subject', () => {
    expect(isSamePerson(personOf(carla), 'carla', { username: 'renamed', sub: 'one' })).toBe(true);
  });

  it('are told apart by the name alone where a row of an older version says no more', () => {
    expect(isSamePerson(undefined, 'carla', { username: 'cаrla', email: 'other@staff.example' })).toBe(true);
    expect(isSamePerson(undefined, 'carla', { username: 'anton' })).toBe(false);
  });
});
