import { type AuditEntry, type AuditHead, hashOf, noEntries } from './audit.ts';
import { fingerprintOf, isSound, type LastSeal, noSeals, type Seal } from './seal.ts';

/**
 * What is wrong. `edited`: an entry is not what was hashed. `missing`: a number is left out. `inserted`: an entry that no entry before it leads to. `cut`: a chain ends
 * before its head or its seal says. `redone`: an entry is not the one that was sealed, or that the head names. `seals`: a seal is left out, changed or signed with
 * another key. `unsealed`: nobody has sealed for three minutes.
 */
export type FindingKind = 'edited' | 'missing' | 'inserted' | 'cut' | 'redone' | 'seals' | 'unsealed';

/** One thing that is wrong. */
export interface Finding {
  readonly kind: FindingKind;
  /** The chain; absent for what belongs to none. */
  readonly chain?: string;
  /** Number of the first entry, or of the seal, that shows it. */
  readonly number: number;
}

/** As much of an entry as its chain needs. */
export interface Link extends AuditHead {
  readonly previous: string;
  /** Whether its hash is that of its content. */
  readonly isSound: boolean;
}

/** What a person who verified before, or elsewhere, knows. */
export interface Known {
  /** A seal and its root. */
  readonly seal?: LastSeal;
  /** Fingerprint of the key that seals are signed with. */
  readonly key?: string;
}

/** An entry as a link of its chain. */
export function linkOf({ lane, number, fact, previous, hash }: AuditEntry): Link {
  return { number, hash, previous, isSound: hash === hashOf(lane, number, fact, previous) };
}

/** What is wrong with one chain: the first of each kind. `sealed` are its heads as they were sealed, in any order. */
export function verifyChain(
  chain: string,
  entries: readonly Link[],
  head: AuditHead | undefined,
  sealed: readonly AuditHead[],
): readonly Finding[] {
  const links = entries.toSorted((a, b) => a.number - b.number);
  const found = new Map<FindingKind, Finding>();
  const note = (kind: FindingKind, number: number) => void (found.has(kind) || found.set(kind, { kind, chain, number }));
  let before: AuditHead = noEntries;
  for (const link of links) {
    if (!link.isSound) note('edited', link.number);
    if (link.number > before.number + 1) note('missing', before.number + 1);
    else if (link.number <= before.number || link.previous !== before.hash) note('inserted', link.number);
    before = link;
  }
  const byNumber = new Map(links.map((link) => [link.number, link.hash]));
  for (const { number, hash } of [...sealed, head ?? noEntries]) {
    if (number > before.number) note('cut', before.number + 1);
    else if (number > 0 && byNumber.has(number) && byNumber.get(number) !== hash) note('redone', number);
  }
  if (before.number > (head?.number ?? 0)) note('inserted', (head?.number ?? 0) + 1);
  return [...found.values()];
}

/** What is wrong with the seals. `count` is how many there are, as it is kept apart from them. */
export function verifySeals(seals: readonly Seal[], count: LastSeal, known: Known = {}): readonly Finding[] {
  const found: Finding[] = [];
  const wrong = (number: number) => void found.push({ kind: 'seals', number });
  const key = known.key ?? (seals[0] && fingerprintOf(seals[0].key));
  let before: LastSeal = noSeals;
  for (const seal of seals) {
    const fits = seal.number === before.number + 1 && seal.previous === before.root;
    if (!fits || !isSound(seal) || fingerprintOf(seal.key) !== key) wrong(seal.number);
    before = seal;
  }
  const expected = [count, ...(known.seal === undefined ? [] : [known.seal])];
  for (const { number, root } of expected) {
    const there = number === 0 ? noSeals : seals.find((seal) => seal.number === number);
    if (there?.root !== root) wrong(number);
  }
  return found;
}

/** How long nobody may have looked for something to seal, in ms: seals are made once a minute. */
export const unsealedMs = 180_000;
