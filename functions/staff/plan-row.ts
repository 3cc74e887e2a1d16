import { createHash } from 'node:crypto';
import type { CampaignRow, ListName } from '#domain/campaign.ts';
import type { Scope } from '#domain/scope.ts';
import type { Staff } from '#domain/staff.ts';
import { type SweepPlan, sweepModes } from '#domain/sweep.ts';
import type { ListEntries } from '#shared/aws/campaigns.ts';
import type { NewCampaign } from './new-campaign.ts';
import { type PlanSurroundings, writableAttributes } from './plan-checks.ts';

/** A campaign's row and its lists, as a plan writes them. */
export interface Plan {
  readonly row: CampaignRow;
  readonly lists: Readonly<Partial<Record<ListName, ListEntries>>>;
}

/** What a plan writes. @param fresh a ULID for a plan without a key */
export function planOf(staff: Staff, input: NewCampaign, { pool, names, nowMs }: PlanSurroundings, fresh: string): Plan {
  const given = listsOf(input).filter(([, entries]) => entries.length > 0);
  const lists = Object.fromEntries(given.map(([name, entries]) => [name, different(entries)]));
  const sizes = given.map(([name, entries]) => {
    const { size } = different(entries);
    return [name, { entries: size, doubles: entries.length - size }];
  });
  const { title, exemptions, widens, compromisedSince, wantedEpoch, containsFederated } = input;
  const scope: Scope = input.scope.kind === 'list' ? { kind: 'list', entries: lists.scope?.size ?? 0 } : input.scope;
  const sweep = sweepPlan(input.sweep);
  const writable = writableAttributes(scope, pool, names);
  const row: CampaignRow = {
    id: campaignIdFor(staff, input, fresh),
    kind: 'password',
    state: 'planning',
    title,
    scope,
    exemptions: [...new Set(exemptions)],
    ...(widens !== undefined && { widens }),
    ...(compromisedSince !== undefined && { compromisedSince }),
    ...(wantedEpoch !== undefined && { wantedEpoch }),
    ...(containsFederated && { containsFederated }),
    ...(sweep && { sweep, tier: pool.tier }),
    ...(sizes.length > 0 && { lists: Object.fromEntries(sizes) }),
    ...(writable.length > 0 && { writable }),
    plannedBy: staff.username,
    plannedAt: nowMs,
  };
  return { row, lists };
}

type Entry = readonly [entry: string, since: number | undefined];

function listsOf({ scope, privileged, compromised }: NewCampaign): readonly (readonly [ListName, readonly Entry[]])[] {
  const plain = (entries: readonly string[]) => entries.map((entry): Entry => [entry, undefined]);
  return [
    ['scope', plain(scope.kind === 'list' ? scope.list : [])],
    ['privileged', plain(privileged)],
    ['compromised', compromised.map(({ account, since }): Entry => [account, since])],
  ];
}

/** Each entry once; of several moments the earliest. */
function different(entries: readonly Entry[]): ReadonlyMap<string, number | undefined> {
  const latestFirst = [...entries].sort(([, a = Number.POSITIVE_INFINITY], [, b = Number.POSITIVE_INFINITY]) => (a === b ? 0 : b - a));
  return new Map(latestFirst);
}

function sweepPlan(sweep: NewCampaign['sweep']): SweepPlan | undefined {
  if (sweep.mode === 'none') return undefined;
  const { activeDays } = sweep;
  if (sweep.mode !== 'cohorts') {
    return { activeDays, primitives: Object.fromEntries(sweepModes[sweep.mode].map((cohort) => [cohort, sweep.primitive])) };
  }
  const chosen = Object.entries(sweep.primitives).filter(([, primitive]) => primitive !== undefined);
  return { activeDays, primitives: Object.fromEntries(chosen) };
}

/**
 * A ULID whose time is the key's and whose rest is the hash of who plans what: sending a plan twice writes one campaign, and no plan
 * with other content can ever write over it.
 */
function campaignIdFor(staff: Staff, { key, ...content }: NewCampaign, fresh: string): string {
  const base = key ?? fresh;
  const bits = createHash('sha256')
    .update(JSON.stringify([staff.username, base, content]))
    .digest('hex')
    .slice(0, 20);
  const digits = BigInt(`0x${bits}`).toString(32).padStart(16, '0');
  return base.slice(0, 10) + [...digits].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)]).join('');
}
