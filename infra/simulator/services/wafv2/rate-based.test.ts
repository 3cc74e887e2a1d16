import { expect, test } from 'vitest';
import { readStatement } from './statements.ts';

const posts = {
  RateBasedStatement: {
    AggregateKeyType: 'IP',
    Limit: 100,
    EvaluationWindowSec: 60,
    ScopeDownStatement: {
      ByteMatchStatement: {
        SearchString: Buffer.from('POST'),
        FieldToMatch: { Method: {} },
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
        PositionalConstraint: 'EXACTLY',
      },
    },
  },
};
const from = (sourceIp: string, method = 'POST') => ({ path: '/', headers: {}, method, sourceIp });

test('an address is refused from the next look on after more than its limit came within the window, and until fewer do', () => {
  const matches = readStatement(posts);
  const answers = Array.from({ length: 150 }, (_, index) => matches(from('192.0.2.1'), index * 10));
  expect(answers).not.toContain(true);
  expect(matches(from('192.0.2.1'), 10_000)).toBe(true);
  expect(matches(from('192.0.2.2'), 10_000)).toBe(false);
  expect(matches(from('192.0.2.1', 'GET'), 10_000)).toBe(false);
  expect(matches(from('192.0.2.1'), 71_000)).toBe(false);
});

test('a request whose address is not known never matches, and rates by anything else are refused', () => {
  expect(readStatement(posts)({ path: '/', headers: {}, method: 'POST' }, 0)).toBeUndefined();
  const byKey = { RateBasedStatement: { AggregateKeyType: 'CUSTOM_KEYS', Limit: 100 } };
  expect(() => readStatement(byKey)).toThrow('rates by CUSTOM_KEYS');
});
