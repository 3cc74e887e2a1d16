import { createHash } from 'node:crypto';
import type { Staff } from '#domain/staff/staff.ts';

/**
 * A ULID whose time is the key's and whose rest is the hash of who sends what: sending it twice writes one row, and nothing
 * with other content can ever write over it.
 */
export function idFor(staff: Staff, key: string, content: unknown): string {
  const bits = createHash('sha256')
    .update(JSON.stringify([staff.username, key, content]))
    .digest('hex')
    .slice(0, 20);
  const digits = BigInt(`0x${bits}`).toString(32).padStart(16, '0');
  return key.slice(0, 10) + [...digits].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)]).join('');
}
