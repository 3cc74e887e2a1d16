import { senderCount } from '#domain/pacing/pacing.ts';
import type { Dependencies } from './dependencies.ts';
import type { SenderState } from './state.ts';

/** How long senders that were just woken may take before they count as missing, in ms. */
const gatherMs = 3_000;

/** Takes this sender's part of all lanes again where a new rate needs another number of senders; the first of them wakes the others. */
export async function followRate(dependencies: Dependencies, state: SenderState): Promise<void> {
  const { campaignId, worker } = state.lease;
  const senders = senderCount(state.rate.perSecond ?? 1);
  if (state.senders === senders) return;
  state.senders = senders;
  assign(state, [worker]);
  if (worker === 0) await wake(dependencies, campaignId, range(1, senders));
  state.sharedAt = dependencies.clock.now();
}

/**
 * Takes over the lanes of neighbours that are missing, and wakes those once. While a canary goes out, the first sender has all lanes.
 * @returns whether this sender is to end for the canary: of several, each would take it from its own lanes, in whatever order they come
 */
export async function followNeighbours(dependencies: Dependencies, state: SenderState): Promise<boolean> {
  const { supply, senders, sharedAt } = state;
  const { campaignId, worker } = state.lease;
  if (state.canary !== undefined && (await dependencies.controls.get(campaignId)).canaryAt === undefined) {
    if (worker !== 0) return true;
    assign(state, range(0, senders));
  } else if (dependencies.clock.now() - sharedAt > gatherMs) {
    const before = state.parts;
    const parts = await partsOf(dependencies, campaignId, worker, senders);
    if (parts.join() !== before.join()) assign(state, parts);
    const missing = parts.filter((part) => !before.includes(part));
    // Else those that have nothing to send would wake one another for ever.
    if (supply.size() > 0) await wake(dependencies, campaignId, missing);
  }
  return false;
}

function assign(state: SenderState, parts: readonly number[]): void {
  state.parts = parts;
  state.supply.assignLanes(parts, state.senders);
}

/**
 * The parts of the lanes that a sender works on: its own, and those of the senders after it that are missing, up to the next that is there. A crashed
 * one has its lanes again once it is back.
 */
async function partsOf({ pace }: Dependencies, campaignId: string, worker: number, senders: number): Promise<readonly number[]> {
  const parts = [worker];
  // After a cut there are fewer parts: a sender beyond them has none, and would go round for ever.
  if (worker >= senders) return parts;
  for (let next = (worker + 1) % senders; next !== worker && (await pace.isFree(campaignId, next)); next = (next + 1) % senders)
    parts.push(next);
  return parts;
}

/** Wakes senders; those that run already end at once. */
async function wake({ senders }: Dependencies, campaignId: string, workers: readonly number[]): Promise<void> {
  if (workers.length > 0) await senders.send(...workers.map((worker) => ({ campaignId, worker })));
}

/** The whole numbers from `from` (included) to `to` (excluded). */
function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
