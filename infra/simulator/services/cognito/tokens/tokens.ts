import { generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { Pool } from '../pool/pool.ts';

/** The claims of an access or ID token. */
export type Claims = Readonly<Record<string, unknown>>;

/** A public key of a pool as its `/.well-known/jwks.json` has it. */
export interface Jwk {
  readonly alg: 'RS256';
  readonly e: string;
  readonly kid: string;
  readonly kty: 'RSA';
  readonly n: string;
  readonly use: 'sig';
}

/**
 * Writes and reads tokens. An RS256 signature costs 0.85 ms, so by default the third part is a keyed hash that only
 * {@link TokenMint.read} can judge (2 µs); with `signed` it is a true signature, with one key a pool made on first use.
 */
export class TokenMint {
  readonly #signed: boolean;
  readonly #pools: ReadonlyMap<string, Pool>;
  readonly #keys = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>();
  readonly #headers = new Map<string, string>();

  constructor(pools: ReadonlyMap<string, Pool>, signed: boolean) {
    this.#pools = pools;
    this.#signed = signed;
  }

  /** A token in the form of a JWT. */
  mint(pool: Pool, claims: Claims): string {
    const text = `${this.#headerOf(pool)}.${encode(claims)}`;
    const signature = this.#signed
      ? sign('RSA-SHA256', Buffer.from(text), this.#keyOf(pool).privateKey).toString('base64url')
      : stamp(pool, text);
    return `${text}.${signature}`;
  }

  /** The pool and the claims of a token that one of our pools issued, expired or not; undefined for anything else. */
  read(token: string): { readonly pool: Pool; readonly claims: Claims } | undefined {
    const claims = decodeClaims(token);
    const pool = this.#pools.get(String(claims?.iss).split('/').at(-1) ?? '');
    if (pool === undefined || claims === undefined) return undefined;
    const end = token.lastIndexOf('.');
    const text = token.slice(0, end);
    const signature = token.slice(end + 1);
    const genuine = this.#signed
      ? verify('RSA-SHA256', Buffer.from(text), this.#keyOf(pool).publicKey, Buffer.from(signature, 'base64url'))
      : signature === stamp(pool, text);
    return genuine ? { pool, claims } : undefined;
  }

  /** The pool's public keys, for outside verifiers; only with true signatures. */
  jwks(pool: Pool): { readonly keys: readonly Jwk[] } {
    const { e = '', n = '' } = this.#keyOf(pool).publicKey.export({ format: 'jwk' });
    return { keys: [{ alg: 'RS256', e, kid: keyId(pool), kty: 'RSA', n, use: 'sig' }] };
  }

  #headerOf(pool: Pool): string {
    let header = this.#headers.get(pool.id);
    if (header === undefined) this.#headers.set(pool.id, (header = encode({ kid: keyId(pool), alg: 'RS256' })));
    return header;
  }

  #keyOf(pool: Pool) {
    let pair = this.#keys.get(pool.id);
    if (pair === undefined) this.#keys.set(pool.id, (pair = generateKeyPairSync('rsa', { modulusLength: 2048 })));
    return pair;
  }
}

/** A keyed hash that shows that this pool wrote the text: enough where nobody attacks the hash itself. */
export function stamp(pool: Pool, text: string): string {
  return hash('sha256', `${pool.pepper}.${text}`, 'base64url');
}

/** The claims of a token without any check; undefined when it is not a JWT. */
export function decodeClaims(token: string): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function keyId(pool: Pool): string {
  return hash('sha256', pool.arn, 'base64');
}
