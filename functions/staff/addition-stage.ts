import type { AdditionRow, LanesOutcome } from '#domain/addition.ts';
import type { GradedLists } from '#domain/compromised.ts';
import type { GradeMessage } from '#shared/aws/queues.ts';
import type { Dependencies } from './dependencies.ts';

/** The stores behind additions of compromised accounts, in memory, for tests of the staff function. */
export function makeAdditionStage() {
  const additions = new Map<string, AdditionRow>();
  const addedLists = new Map<string, GradedLists>();
  const gradeMessages: GradeMessage[] = [];
  const lanes = new Map<number, LanesOutcome>();
  const stores: Pick<Dependencies, 'additions' | 'gradeQueue'> = {
    additions: {
      add: async (row, lists) => {
        addedLists.set(row.id, lists);
        if (!additions.has(row.id)) additions.set(row.id, row);
      },
      get: async (_, id) => additions.get(id),
      list: async (campaignId) => [...additions.values()].filter((row) => row.campaignId === campaignId).reverse(),
      lanes: async () => lanes,
    },
    gradeQueue: { send: async (...messages) => void gradeMessages.push(...messages) },
  };
  return { stores, shown: { additions, addedLists, gradeMessages, gradedLanes: lanes } };
}
