import { ok, refused } from '#domain/result.ts';
import type { Transition } from '#domain/transition.ts';

/** Values by name. */
export type Values = Readonly<Record<string, unknown>>;

/** What a conditional write would do to a row in memory. */
export function changeRow<S extends string, Row extends { readonly state: S }>(
  rows: Map<string, Row>,
  id: string,
  transition: Transition<S>,
  sets: Values,
  guards: Values,
) {
  const row = rows.get(id);
  const allowed = (transition.guard ?? []).every(({ attribute, is, value }) => {
    const had = (row as Values | undefined)?.[attribute];
    const given = guards[value] ?? sets[value];
    if (is === 'disjoint') return !(given as string[]).some((each) => (had as string[] | undefined)?.includes(each));
    return is === 'equal' ? had === given : had !== given;
  });
  if (row === undefined || !transition.from.includes(row.state) || !allowed) return refused({ state: row?.state, row });
  const kept = Object.entries(row).filter(([name]) => !transition.removes?.includes(name));
  const changed = { ...(Object.fromEntries(kept) as unknown as Row), ...sets, state: transition.to ?? row.state };
  rows.set(id, changed);
  return ok(changed);
}
