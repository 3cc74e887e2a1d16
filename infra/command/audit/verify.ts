import type { LastSeal, Seal } from '#domain/audit/seal.ts';
import { fingerprintOf } from '#domain/audit/seal.ts';
import { type Finding, type Known, unsealedMs, verifyChain, verifySeals } from '#domain/audit/verify-audit.ts';
import type { AuditReader } from '#shared/aws/audit/audit-reader.ts';
import type { Seals } from '#shared/aws/audit/seals.ts';

/** What a verification reads from, and its time. */
export interface VerifyTools {
  readonly reader: AuditReader;
  readonly seals: Pick<Seals, 'count'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What a verification came to. */
export interface Verdict {
  readonly ok: boolean;
  readonly chains: number;
  readonly entries: number;
  readonly seals: number;
  /** The last seal: whoever keeps it can say later that it was there. */
  readonly last: LastSeal | undefined;
  /** Fingerprint of the key that the seals are signed with. */
  readonly key: string | undefined;
  readonly findings: readonly Finding[];
}

/** A chain that grows while it is read is read again, so many times. */
const tries = 5;

/** Verifies the whole audit log: every chain, and every head that was sealed. Reads the seals first, as chains only grow. */
export async function verifyAudit({ reader, seals, now, sleep }: VerifyTools, known: Known = {}): Promise<Verdict> {
  const count = await seals.count();
  const list = await reader.seals();
  const findings = [...verifySeals(list, count, known)];
  const sealed = sealedHeads(list);
  const chains = await reader.chains();
  if (chains.size > 0 && now() - count.lookedAt > unsealedMs) findings.push({ kind: 'unsealed', number: list.length });
  for (const lane of new Set([...chains.keys(), ...sealed.keys()])) {
    const verify = ({ links, head }: Awaited<ReturnType<AuditReader['chain']>>) => verifyChain(lane, links, head, sealed.get(lane) ?? []);
    let found = verify(chains.get(lane) ?? { links: [], head: undefined });
    for (let left = tries; found.length > 0 && left > 0; left--) {
      await sleep(200);
      found = verify(await reader.chain(lane));
    }
    findings.push(...found);
  }
  const last = list.at(-1);
  return {
    ok: findings.length === 0,
    chains: chains.size,
    entries: [...chains.values()].reduce((sum, { links }) => sum + links.length, 0),
    seals: list.length,
    last: last && { number: last.number, root: last.root },
    key: last && fingerprintOf(last.key),
    findings,
  };
}

/** All heads of each chain that were ever sealed. */
function sealedHeads(seals: readonly Seal[]): ReadonlyMap<string, readonly { readonly number: number; readonly hash: string }[]> {
  const all = seals.flatMap(({ heads }) => Object.entries(heads).map(([lane, head]) => ({ lane, head })));
  return new Map([...Map.groupBy(all, ({ lane }) => lane)].map(([lane, some]) => [lane, some.map(({ head }) => head)]));
}

const says: Readonly<Record<Finding['kind'], string>> = {
  edited: 'is not what was written',
  missing: 'is missing',
  inserted: 'was inserted: no entry before it leads to it',
  cut: 'is cut off, with all that followed',
  redone: 'is another one than was sealed, or than the head of the chain names',
  seals: 'is missing, changed, or signed with another key',
  unsealed: 'is the last: nobody has sealed for three minutes',
};

/** A verdict for people. */
export function sayVerdict({ ok, chains, entries, seals, last, key, findings }: Verdict): string {
  const lines = findings.map(({ kind, chain, number }) =>
    chain === undefined ? `seal ${number} ${says[kind]}` : `chain ${chain}: entry ${number} ${says[kind]}`,
  );
  const root =
    last === undefined
      ? 'Nothing is sealed yet.'
      : `Last seal ${last.number}:${last.root}, key ${key}. Keep both, and give them next time.`;
  return [`${chains} chains, ${entries} entries, ${seals} seals: ${ok ? 'whole' : 'NOT whole'}.`, ...lines, root].join('\n');
}
