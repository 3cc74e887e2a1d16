import { expect, it } from 'vitest';
import { guardVerdict } from './reputation.ts';

const limits = { bounces: 0.03, complaints: 0.0005 };

it('pauses at 3 % bounces and 0.05 % complaints, and not before a thousand were sent', () => {
  expect(guardVerdict({ sent: 999, bounced: 500 }, limits)).toBeUndefined();
  expect(guardVerdict({ sent: 1_000, bounced: 29 }, limits)).toBeUndefined();
  expect(guardVerdict({ sent: 1_000, bounced: 30 }, limits)).toBe('bounces');
  expect(guardVerdict({ sent: 4_000, complained: 1 }, limits)).toBeUndefined();
  expect(guardVerdict({ sent: 4_000, complained: 2 }, limits)).toBe('complaints');
});
