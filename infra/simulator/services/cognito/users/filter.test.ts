import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import { parseFilter, searchable } from './filter.ts';

test('reads equality and prefix, with or without spaces', () => {
  expect(parseFilter('email = "a@b.nl"')).toEqual({ attribute: 'email', prefix: false, value: 'a@b.nl' });
  expect(parseFilter('sub ^= "0"')).toEqual({ attribute: 'sub', prefix: true, value: '0' });
  expect(parseFilter(' cognito:user_status="RESET_REQUIRED" ')).toEqual({
    attribute: 'cognito:user_status',
    prefix: false,
    value: 'RESET_REQUIRED',
  });
});

test('an empty filter wants everybody', () => {
  expect(parseFilter('')).toBeUndefined();
  expect(parseFilter('  ')).toBeUndefined();
});

test.each([
  'email',
  'email =',
  'email = x',
  'email = "x',
  'email ~ "x"',
  'email = "x" and sub = "y"',
  '= "x"',
  'email ^ "x"',
  'email = "x\\',
])('refuses %s', (text) => {
  expect(() => parseFilter(text)).toThrow('Error while parsing filter.');
});

test('refuses attributes that Cognito does not search', () => {
  expect(() => parseFilter('custom:environment = "nl"')).toThrow('Invalid search attribute: custom:environment');
});

test('every value comes back as it was quoted', () => {
  fc.assert(
    fc.property(fc.constantFrom(...searchable), fc.boolean(), fc.string({ maxLength: 100 }), (attribute, prefix, value) => {
      const quoted = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
      expect(parseFilter(`${attribute} ${prefix ? '^=' : '='} "${quoted}"`)).toEqual({ attribute, prefix, value });
    }),
  );
});

test('any other text is read or refused, never worse', () => {
  const part = fc.constantFrom('email', 'sub', ' ', '=', '^=', '"', '\\', 'x', '^');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      try {
        parseFilter(parts.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(AwsError);
      }
    }),
  );
});
