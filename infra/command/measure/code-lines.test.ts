import { expect, test } from 'vitest';
import { codeLines } from './code-lines.ts';

test('lines of code are counted without comments, imports, blank lines and lines of brackets', () => {
  const text = `import { a } from './a.ts';
import {
  b,
  c,
} from './b.ts';

/** One line. */
export const d = a + b; // A comment behind code.

/**
 * Several lines.
 *
 * import nothing;
 */
export function e() {
  // Why.
  return import('./f.ts');
}
`;
  expect(codeLines(text)).toBe(3);
  expect(codeLines('')).toBe(0);
});
