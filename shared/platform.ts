import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/**
 * The one seam. Lambda, `npm start`, rehearsal and fault simulation differ in this object and in nothing else: time,
 * chance, ids, log lines and the way to AWS come from here.
 */
export interface Platform extends Timers {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Writes one line of structured log. */
  log(line: string): void;
  /** Gives an SDK client its way to AWS; called once for every client, when a sandbox starts. */
  connect<C>(client: C): C;
  /**
   * Fetches a certificate from an address that the caller has checked.
   * @throws Error when there is no answer within 2 s, another status than 200, more than 16 KiB, or no certificate in it
   */
  fetchCertificate(url: string): Promise<Certificate>;
}

/** A certificate, as far as it is used here. */
export interface Certificate {
  /** Whether `signature` (base64) is one of its owner under `text`: RSA with SHA-256, PKCS #1 v1.5. */
  hasSigned(text: string, signature: string): boolean;
}

/** Time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; at once for 0 and less. */
  sleep(ms: number): Promise<void>;
}

/** Timers that can be taken back. */
export interface Timers {
  /** Runs `run` once, `ms` milliseconds from now; what it gives back takes that back. */
  after(ms: number, run: () => void): () => void;
}

/** Chance that is good enough for secrets. */
export interface Random {
  /** `length` bytes. */
  bytes(length: number): Uint8Array;
}

/** Names for new things. */
export interface Ids {
  /** A ULID: 26 letters and digits that sort by time. Not a secret. */
  next(): string;
}

/** Environment variables of a function. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The platform of a deployed function. */
export function realPlatform(): Platform {
  const ulid = monotonicFactory();
  return {
    clock: {
      now: () => Date.now(),
      sleep: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms))),
    },
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: { bytes: (length) => randomBytes(length) },
    ids: { next: () => ulid() },
    log: (line) => process.stdout.write(`${line}\n`),
    connect: (client) => client,
    fetchCertificate,
  };
}

/** The environment of a deployed function. */
export function realEnvironment(): Environment {
  return process.env;
}

/** SNS's certificates have about 2 KB. */
const maxCertificateBytes = 16_384;

async function fetchCertificate(url: string): Promise<Certificate> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(2_000) });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxCertificateBytes) throw new Error(`${url} has more than ${maxCertificateBytes} bytes`);
    chunks.push(chunk);
  }
  const { publicKey } = new X509Certificate(Buffer.concat(chunks));
  return { hasSigned: (text, signature) => verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64')) };
}
