import type { LookUpRow } from '#domain/staff/order.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';

/** Writes down that somebody looked accounts up, before they see them. Gives the id of the entry. */
export async function noteLookUp(
  { orders, ids, clock }: Pick<Dependencies, 'orders' | 'ids' | 'clock'>,
  { username }: Staff,
  looked: Omit<LookUpRow, 'id' | 'by' | 'atMs'>,
): Promise<string> {
  const id = ids.next();
  await orders.begin({ id, ...looked, by: username, atMs: clock.now() });
  return id;
}
