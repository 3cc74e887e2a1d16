import middy from '@middy/core';
import type { AuditHead } from '#domain/audit/audit.ts';
import { fingerprintOf, headsPerSeal, type LastSeal, sealHeads, sealKeyOf } from '#domain/audit/seal.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Once a minute: puts the heads of all chains of the audit log that grew under one signed root. A chain that is shorter than it was when it was sealed, or
 * has another head, alarms and is sealed no more; so do seals that are gone.
 */
export function makeHandler({ clock, seals, secret, logger, metrics }: Dependencies) {
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const key = sealKeyOf(await secret());
    const lookedAt = clock.now();
    // What was sealed is read first: a head that is read after it can only have grown.
    const [sealed, kept, count] = await Promise.all([seals.sealed(), seals.last(), seals.count()]);
    const heads = await seals.heads();
    const broken = (of: string) => {
      logger.log(messages.auditBroken, { of });
      metrics.count('Audit::Broken');
    };
    const isCut = kept.number < count.number || (kept.number === count.number && kept.root !== count.root);
    if (isCut) broken('seals');
    let last: LastSeal = isCut ? count : kept;
    for (const lane of shrunk(heads, sealed)) broken(lane);
    const grown = [...heads].filter(([lane, { number }]) => number > (sealed.get(lane)?.number ?? 0));
    for (let from = 0; from < grown.length; from += headsPerSeal) {
      const some = grown.slice(from, from + headsPerSeal);
      const seal = sealHeads(key, last, Object.fromEntries(some), lookedAt);
      // Somebody else seals at the same instant.
      if (!(await seals.add(seal))) return;
      for (const [lane, head] of some) await seals.keepSealed(lane, head);
      last = { number: seal.number, root: seal.root };
      logger.log(messages.auditSealed, { number: seal.number, root: seal.root, key: fingerprintOf(seal.key), chains: some.length });
      metrics.count('Audit::Sealed');
    }
    await seals.keepCount({ number: last.number, root: last.root, lookedAt });
  });
}

/** Chains whose head is gone, goes back, or is another one at the same place. */
function shrunk(heads: ReadonlyMap<string, AuditHead>, sealed: ReadonlyMap<string, AuditHead>): readonly string[] {
  return [...sealed].flatMap(([lane, before]) => {
    const now = heads.get(lane);
    const isSame = now !== undefined && (now.number > before.number || (now.number === before.number && now.hash === before.hash));
    return isSame ? [] : [lane];
  });
}
