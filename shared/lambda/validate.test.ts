import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { requireValid, validate } from './validate.ts';

const schema = z.strictObject({
  name: z.string().min(1).max(5).meta({ description: '1 to 5 characters' }),
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('some'), names: z.array(z.string().max(3).meta({ description: 'up to 3 letters' })).min(1) }),
  ]),
  tags: z.array(z.string()).max(2).optional().meta({ description: 'at most 2 tags' }),
});

function textsOf(input: unknown): readonly string[] {
  const outcome = validate(schema, input);
  return outcome.ok ? [] : outcome.error.map(({ text }) => text);
}

describe('validation', () => {
  it('gives what the schema makes of it', () => {
    expect(validate(schema, { name: 'a', scope: { kind: 'all' } })).toEqual({ ok: true, value: { name: 'a', scope: { kind: 'all' } } });
  });

  it('names the field, its value and what is allowed', () => {
    expect(textsOf({ name: 'too long', scope: { kind: 'all' } })).toEqual(['name is "too long"; allowed: 1 to 5 characters']);
    expect(textsOf({ scope: { kind: 'all' } })).toEqual(['name is missing; allowed: 1 to 5 characters']);
    expect(textsOf({ name: ['a'], scope: { kind: 'all' } })).toEqual(['name is a list of 1; allowed: 1 to 5 characters']);
    expect(textsOf({ name: 'a', scope: { kind: 'all' }, tags: ['a', 'b', 'c'] })).toEqual(['tags is a list of 3; allowed: at most 2 tags']);
  });

  it('finds the words of an entry in a list inside a choice', () => {
    expect(textsOf({ name: 'a', scope: { kind: 'some', names: ['abc', 'abcd'] } })).toEqual([
      'scope.names.1 is "abcd"; allowed: up to 3 letters',
    ]);
  });

  it('names unknown fields and the known ones', () => {
    expect(textsOf({ name: 'a', scope: { kind: 'all' }, admin: true })).toEqual(['admin is not known here; allowed: name, scope, tags']);
    expect(textsOf({ name: 'a', scope: { kind: 'all', names: ['a'] } })).toHaveLength(1);
  });

  it('shortens long values', () => {
    const [text = ''] = textsOf({ name: 'x'.repeat(100_000), scope: { kind: 'all' } });
    expect(text.length).toBeLessThan(120);
    expect(text).toContain('(100000 characters)');
  });

  it('reports one fault a field, and the body as a whole where it is no object', () => {
    expect(textsOf({ name: '', scope: { kind: 'other' } })).toHaveLength(2);
    expect(textsOf('text')).toEqual([expect.stringContaining('the body is "text"; allowed:')]);
  });

  it('throws a refusal that names all faults', () => {
    expect(() => requireValid(schema, { name: 1, scope: { kind: 'all' }, x: 1 })).toThrow(
      'x is not known here; allowed: name, scope, tags',
    );
  });
});
