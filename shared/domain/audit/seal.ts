import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { AuditHead } from './audit.ts';

/** The heads of all chains that grew since the seal before it, under one signed root. */
export interface Seal {
  /** From 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Heads by chain. */
  readonly heads: Readonly<Record<string, AuditHead>>;
  /** Root of the seal before it; of the first: 64 zeros. */
  readonly previous: string;
  /** SHA-256 over number, instant, heads and previous, in hexadecimal. */
  readonly root: string;
  /** Ed25519 signature under the root, in base64. */
  readonly signature: string;
  /** The public key that verifies it, SubjectPublicKeyInfo in base64. */
  readonly key: string;
}

/** The end of the seals. */
export type LastSeal = Pick<Seal, 'number' | 'root'>;

/** Where the seals begin. */
export const noSeals: LastSeal = { number: 0, root: '0'.repeat(64) };

/** Heads in one seal at most: an item holds 400 KB. */
export const headsPerSeal = 1_000;

/** What seals are signed with. */
export interface SealKey {
  readonly secret: KeyObject;
  /** SubjectPublicKeyInfo in base64. */
  readonly key: string;
}

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410, section 7). */
const ed25519Prefix = '302e020100300506032b657004220420';

/** The key that a secret text stands for: its SHA-256 is the private key. */
export function sealKeyOf(text: string): SealKey {
  const seed = createHash('sha256').update(text).digest();
  const secret = createPrivateKey({ key: Buffer.concat([Buffer.from(ed25519Prefix, 'hex'), seed]), format: 'der', type: 'pkcs8' });
  return { secret, key: createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64') };
}

/** The next seal. */
export function sealHeads({ secret, key }: SealKey, last: LastSeal, heads: Seal['heads'], atMs: number): Seal {
  const unsigned = { number: last.number + 1, atMs, heads, previous: last.root };
  const root = rootOf(unsigned);
  return { ...unsigned, root, signature: sign(null, Buffer.from(root, 'hex'), secret).toString('base64'), key };
}

/** Whether a seal is as it was signed with its own key. */
export function isSound(seal: Seal): boolean {
  if (seal.root !== rootOf(seal)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(seal.key, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(seal.root, 'hex'), key, Buffer.from(seal.signature, 'base64'));
  } catch {
    return false;
  }
}

/** A short name of a public key, to tell whether it is the one that somebody knows: 32 hexadecimal digits of its SHA-256. */
export function fingerprintOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
}

function rootOf({ number, atMs, heads, previous }: Omit<Seal, 'root' | 'signature' | 'key'>): string {
  const ordered = Object.entries(heads)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lane, head]) => [lane, head.number, head.hash]);
  return createHash('sha256')
    .update(JSON.stringify([number, atMs, ordered, previous]))
    .digest('hex');
}
