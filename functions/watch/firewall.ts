import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { FirewallWatch, ProbeAccount } from '#domain/gate/watch.ts';
import type { PoolSettings } from '#domain/pool/pool.ts';
import { type FirewallMode, firewallKeyOf } from '#domain/pool/self-service.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** How often and how long the watch looks whether rules that were written hold, in ms; a rule takes seconds to minutes to reach Cognito. */
const look = { everyMs: 2_000, forMs: 20_000 } as const;

/** Shuts self-service at the directory while any epoch holds, and counts it else. Whatever somebody changed by hand is put right. */
export async function switchFirewall(
  { firewall, secret, clock, logger }: Dependencies,
  epochs: readonly EpochRow[],
  before: FirewallWatch | undefined,
): Promise<FirewallWatch> {
  const mode: FirewallMode = epochs.length > 0 ? 'block' : 'count';
  const newest = epochs.reduce<EpochRow | undefined>((a, b) => (a === undefined || b.startedAt > a.startedAt ? b : a), undefined);
  const asked: FirewallWatch = { mode, askedAt: mode === 'block' ? Math.min(...epochs.map(({ startedAt }) => startedAt)) : clock.now() };
  const known = before?.mode === mode ? before : asked;
  // Shut even where the key is not known: then recoveries that have to enrol a factor wait too.
  const key = await secret().then(firewallKeyOf, () => undefined);
  const change = firewall === undefined ? 'missing' : await firewall.set(mode, newest?.page ?? '', key);
  if (change === 'missing') return { mode, askedAt: known.askedAt };
  if (change === 'kept' && known.writtenAt !== undefined) return known;
  const writtenAt = clock.now();
  logger.log(messages.firewallSwitched, { mode, change, afterMs: writtenAt - known.askedAt });
  return { mode, askedAt: known.askedAt, writtenAt };
}

/**
 * Sees whether self-service is shut, by asking for a reset as anybody could; after a change it looks for a while. A directory behind somebody
 * else's firewall is seen to be shut too.
 */
export async function measureFirewall(
  { probe, ourClientId, clock, logger, metrics }: Dependencies,
  { clients }: PoolSettings,
  firewall: FirewallWatch,
  account: ProbeAccount | undefined,
): Promise<FirewallWatch> {
  const client = clients.find(({ id }) => id !== ourClientId);
  const { inForceAt, ...written } = firewall;
  if (client === undefined || account === undefined) return firewall;
  const untilMs = clock.now() + (inForceAt === undefined && written.writtenAt !== undefined ? look.forMs : 0);
  for (;;) {
    if (await probe.resetRefused(client.id, account.username)) {
      if (inForceAt !== undefined) return firewall;
      const nowMs = clock.now();
      logger.log(messages.firewallInForce, { afterMs: nowMs - firewall.askedAt });
      return { ...written, inForceAt: nowMs };
    }
    if (clock.now() >= untilMs) break;
    await clock.sleep(look.everyMs);
  }
  logger.log(messages.selfServiceOpen, { askedAt: firewall.askedAt });
  metrics.count('SelfService::Open');
  return written;
}
