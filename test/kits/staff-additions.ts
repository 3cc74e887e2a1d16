import type { GradedLists } from '#domain/campaign/compromised.ts';
import { type AdditionRow, additionTransitions, type LanesOutcome } from '#domain/plan/addition.ts';
import type { GradeMessage } from '#shared/aws/staff/queues.ts';
import type { Dependencies } from '../../functions/staff/dependencies.ts';
import { changeRow } from './change-row.ts';

/** The stores behind additions of compromised accounts, in memory, for tests of the staff function. */
export function makeAdditionStage() {
  const additions = new Map<string, AdditionRow>();
  const addedLists = new Map<string, GradedLists>();
  const gradeMessages: GradeMessage[] = [];
  const lanes = new Map<number, LanesOutcome>();
  const stores: Pick<Dependencies, 'additions' | 'gradeQueue'> = {
    additions: {
      add: async (row, lists) => {
        const known = additions.get(row.id);
        if (known !== undefined && known.digest !== row.digest) return false;
        addedLists.set(row.id, lists);
        if (known === undefined) additions.set(row.id, row);
        return true;
      },
      get: async (_, id) => additions.get(id),
      list: async (campaignId) => [...additions.values()].filter((row) => row.campaignId === campaignId).reverse(),
      lanes: async () => lanes,
      lists: async (_, id) => addedLists.get(id) ?? { compromised: new Map(), suspected: new Map(), precaution: new Map() },
      change: async (_, id, name, sets = {}, guards = {}) =>
        changeRow<AdditionRow['state'], AdditionRow>(additions, id, additionTransitions[name], sets, guards).ok,
    },
    gradeQueue: { send: async (...messages) => void gradeMessages.push(...messages) },
  };
  return { stores, shown: { additions, addedLists, gradeMessages, gradedLanes: lanes } };
}
