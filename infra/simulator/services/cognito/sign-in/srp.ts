import { createHmac, getDiffieHellman, hash, hkdfSync } from 'node:crypto';

/** The 3,072-bit group of RFC 5054 (its prime is RFC 3526's) with generator 2: what Cognito's own client libraries use. */
export const group = { prime: BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`), generator: 2n };

/** SRP's multiplier k: the hash of prime and generator. */
export const multiplier = hashed(padded(group.prime), padded(group.generator));

/** `base` to the power of `exponent` (≥ 0) in the group. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % group.prime;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % group.prime;
    square = (square * square) % group.prime;
  }
  return result;
}

/** SHA-256 over all parts, as a number. */
export function hashed(...parts: readonly Uint8Array[]): bigint {
  return BigInt(`0x${hash('sha256', Buffer.concat(parts), 'hex')}`);
}

/** A number as Cognito hashes it: whole bytes, with a zero byte before a leading bit that is set. */
export function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

/** The first hash of the private value x, all of it that depends on the password. `poolName` is the part of the pool's id after `_`. */
export function identityHash(poolName: string, username: string, password: string): Buffer {
  return hash('sha256', `${poolName}${username}:${password}`, 'buffer');
}

/** The 16-byte key that both sides get from the shared secret: HKDF with SHA-256 and the label of Cognito's clients. */
export function sessionKey(secret: bigint, scramble: bigint): Buffer {
  return Buffer.from(hkdfSync('sha256', padded(secret), padded(scramble), 'Caldera Derived Key', 16));
}

/** The proof of a sign-in in base64, `PASSWORD_CLAIM_SIGNATURE`. */
export function claimSignature(key: Uint8Array, poolName: string, username: string, secretBlock: string, timestamp: string): string {
  return createHmac('sha256', key)
    .update(poolName + username)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest('base64');
}
