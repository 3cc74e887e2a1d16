import type { Scope } from '#domain/account/scope.ts';
import { type SweepPlan, sweepModes } from '#domain/account/sweep-plan.ts';
import type { CampaignRow, ListName } from '#domain/campaign/campaign.ts';
import { type GradedList, type GradedLists, gradedLists, gradeOfList } from '#domain/campaign/compromised.ts';
import type { CanaryPlan } from '#domain/pacing/canary.ts';
import { planContents } from '#domain/plan/contents.ts';
import { personOf } from '#domain/staff/person.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { earliestOf, type ListEntries, type ListEntry, plain } from '#shared/aws/table/entries.ts';
import { idFor } from '../faces/ids.ts';
import { type PlanSurroundings, writableAttributes } from './checks.ts';
import type { CompromisedAccounts, NewCampaign } from './new-campaign.ts';

/** A campaign's row and its lists, as a plan writes them. */
export interface Plan {
  readonly row: CampaignRow;
  readonly lists: Readonly<Partial<Record<ListName, ListEntries>>>;
}

/** What a plan writes. @param fresh a ULID for a plan without a key */
export function planOf(staff: Staff, input: NewCampaign, { pool, names, nowMs }: PlanSurroundings, fresh: string): Plan {
  const given = listsOf(input).filter(([, entries]) => entries.length > 0);
  const lists = Object.fromEntries(given.map(([name, entries]) => [name, earliestOf(entries)]));
  const sizes = given.map(([name, entries]) => {
    const { size } = earliestOf(entries);
    return [name, { entries: size, doubles: entries.length - size }];
  });
  const { key, ...content } = input;
  const { channels, contacts } = input;
  const { title, exemptions, widens, compromisedSince, wantedEpoch, containsFederated } = input;
  const scope: Scope = input.scope.kind === 'list' ? { kind: 'list', entries: lists.scope?.size ?? 0 } : input.scope;
  const sweep = sweepPlan(input.sweep);
  const writable = writableAttributes(scope, pool, names);
  const row: CampaignRow = {
    id: idFor(staff, key ?? fresh, content),
    kind: 'password',
    state: 'planning',
    title,
    scope,
    exemptions: [...new Set(exemptions)],
    ...(widens !== undefined && { widens }),
    ...(compromisedSince !== undefined && { compromisedSince }),
    ...(wantedEpoch !== undefined && { wantedEpoch }),
    ...(containsFederated && { containsFederated }),
    dormant: input.dormant,
    ...(input.canary && { canary: canaryPlan(input.canary) }),
    ...(channels.length > 0 && { channels }),
    ...(input.sms && { sms: input.sms }),
    ...(contacts.length > 0 && { contacts: contacts.length }),
    ...(input.reminders.days.length > 0 && { reminders: input.reminders }),
    quietHours: input.quietHours,
    ...(sweep && { sweep, tier: pool.tier }),
    ...(sizes.length > 0 && { lists: Object.fromEntries(sizes) }),
    ...(writable.length > 0 && { writable }),
    plannedBy: staff.username,
    plannedByPerson: personOf(staff),
    plannedAt: nowMs,
  };
  return { row: { ...row, digest: planContents(row, lists, contacts).digest }, lists };
}

function canaryPlan({ notices, holdMinutes }: NonNullable<NewCampaign['canary']>): CanaryPlan {
  return { notices, ...(holdMinutes !== undefined && { holdMinutes }) };
}

function listsOf({ scope, privileged, compromised, breachedDomains }: NewCampaign): readonly (readonly [ListName, readonly ListEntry[]])[] {
  return [
    ['scope', (scope.kind === 'list' ? scope.list : []).map(plain)],
    ['privileged', privileged.map(plain)],
    ...gradedLists.map((list) => [list, ofGrade(compromised, list)] as const),
    ['breached', breachedDomains.map(plain)],
  ];
}

/** The lists that compromised accounts come to. */
export function listsByGrade(compromised: CompromisedAccounts): GradedLists {
  return Object.fromEntries(gradedLists.map((list) => [list, earliestOf(ofGrade(compromised, list))])) as unknown as GradedLists;
}

function ofGrade(accounts: CompromisedAccounts, list: GradedList): readonly ListEntry[] {
  return accounts.flatMap(({ account, grade, since }): ListEntry[] => (grade === gradeOfList[list] ? [[account, since]] : []));
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
