import { createHmac } from 'node:crypto';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { spreadMs } from '#domain/gate/gate.ts';
import { type ProbeResult, trialsAt } from '#domain/gate/probe.ts';
import type { ProbeAccount } from '#domain/gate/watch.ts';
import type { PoolSettings } from '#domain/pool/pool.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** How long one minute's trials may take, in ms; the next minute begins with those that are left. */
const trialsMs = 30_000;

/** Between two tries of a way in that Cognito throttles, in ms: beside a flood of sign-ins some tries get through. */
const againMs = 500;

/** Makes the invented account where it is not there, once for the directory: one account that Cognito bills. */
export async function makeProbeAccount(
  { probe, secret, clock, logger }: Dependencies,
  before: ProbeAccount | undefined,
): Promise<ProbeAccount> {
  if (before !== undefined && before.stale !== true) return before;
  const madeAt = clock.now();
  const made = { ...(await probe.make(passwordOf(await secret(), madeAt))), madeAt };
  logger.log(messages.probeMade);
  return made;
}

/**
 * Tries every way in that the settings show, as somebody whom the campaigns contain. A token means that others may get one too.
 * Clients at which some epoch binds are tried, once all gates have seen the latest.
 * @returns what the trials came to, and whether the account must be made again.
 */
export async function tryDoors(
  dependencies: Dependencies,
  pool: PoolSettings,
  epochs: readonly EpochRow[],
  { username, madeAt }: ProbeAccount,
): Promise<{ readonly trials: readonly ProbeResult[]; readonly stale: boolean }> {
  const { probe, secret, clock } = dependencies;
  const all = trialsAt(pool, epochs);
  const newest = Math.max(...epochs.map(({ startedAt }) => startedAt));
  // An epoch whose instants are not understood is as of the end of time.
  await clock.sleep(Math.min(newest + spreadMs - clock.now(), spreadMs));
  const password = passwordOf(await secret(), madeAt);
  const fromMs = clock.now();
  const first = Math.floor(fromMs / 60_000) % Math.max(1, all.length);
  const trials: ProbeResult[] = [];
  let stale = false;
  for (const trial of [...all.slice(first), ...all.slice(0, first)]) {
    if (clock.now() - fromMs > trialsMs) break;
    let seen = await probe.attempt(trial, username, password);
    while (seen.throttled && clock.now() - fromMs <= trialsMs) {
      await clock.sleep(againMs);
      seen = await probe.attempt(trial, username, password);
    }
    // An epoch may have been lifted a moment ago: a token is an alarm only while one still holds.
    if (seen.outcome === 'token' && !(await stillHold(dependencies, epochs))) return { trials: [], stale: false };
    stale ||= seen.stale;
    trials.push({ ...trial, outcome: seen.outcome });
  }
  report(dependencies, trials);
  return { trials, stale };
}

function report({ logger, metrics }: Dependencies, trials: readonly ProbeResult[]): void {
  const of = (outcome: ProbeResult['outcome']) => trials.filter((trial) => trial.outcome === outcome);
  for (const { clientId, flow } of of('token')) logger.log(messages.probeAdmitted, { clientId, flow });
  for (const { clientId, flow } of of('failed')) logger.log(messages.probeFailed, { clientId, flow });
  metrics.count('Probe::Admitted', of('token').length);
  metrics.count('Probe::Refused', of('refused').length);
  metrics.count('Probe::Challenged', of('challenged').length);
  metrics.count('Probe::Failed', of('failed').length);
}

async function stillHold({ epochs }: Dependencies, before: readonly EpochRow[]): Promise<boolean> {
  const now = new Set((await epochs()).map(({ campaignId }) => campaignId));
  return before.every(({ campaignId }) => now.has(campaignId));
}

/** A password that nothing keeps: 100 characters of all kinds, which any policy of Cognito accepts. */
function passwordOf(secret: string, madeAt: number): string {
  return `Aa1!${createHmac('sha384', secret).update(`probe ${madeAt}`).digest('hex')}`;
}
