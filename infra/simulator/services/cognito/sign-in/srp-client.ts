import type { Random } from '#simulator/random.ts';
import type { Fields } from '#simulator/service.ts';
import { claimSignature, group, hashed, identityHash, multiplier, padded, power, sessionKey } from './srp.ts';

/** The client's side of a sign-in by SRP, for simulated people and tests: one object a sign-in. */
export class SrpClient {
  readonly #secret: bigint;
  readonly #poolName: string;

  constructor(random: Random, poolId: string) {
    this.#secret = BigInt(`0x${Buffer.from(random.bytes(32)).toString('hex')}`);
    this.#poolName = poolId.split('_')[1] ?? '';
  }

  /** The parameter `SRP_A` of InitiateAuth with `USER_SRP_AUTH`. */
  get a(): string {
    return power(group.generator, this.#secret).toString(16);
  }

  /** `ChallengeResponses` to `PASSWORD_VERIFIER`, from that challenge's `ChallengeParameters`. Cognito takes `atMs` (epoch ms) within 5 minutes of now. */
  answer(parameters: Fields, password: string, atMs: number): Record<string, string> {
    const { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP } = parameters as Record<string, string>;
    const [salt, b] = [BigInt(`0x${SALT}`), BigInt(`0x${SRP_B}`)];
    const username = USER_ID_FOR_SRP ?? '';
    const secretBlock = SECRET_BLOCK ?? '';
    const scramble = hashed(padded(BigInt(`0x${this.a}`)), padded(b));
    const x = hashed(padded(salt), identityHash(this.#poolName, username, password));
    const shared = power(b + group.prime * multiplier - multiplier * power(group.generator, x), this.#secret + scramble * x);
    const timestamp = claimTime(atMs);
    const key = sessionKey(shared, scramble);
    return {
      USERNAME: username,
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      TIMESTAMP: timestamp,
      PASSWORD_CLAIM_SIGNATURE: claimSignature(key, this.#poolName, username, secretBlock, timestamp),
    };
  }
}

/** `TIMESTAMP` as clients write it: `Fri Nov 6 14:03:09 UTC 2026`. */
function claimTime(atMs: number): string {
  const [weekday, day, month, year, time] = new Date(atMs).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}
