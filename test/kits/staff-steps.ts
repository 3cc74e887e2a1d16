import type { AccountRow } from '#domain/account/account.ts';
import { laneOf } from '#domain/lane.ts';
import {
  type Contact,
  type StepKey,
  type StepRow,
  type StepState,
  stepTotals,
  stepTransitions,
} from '#domain/next-channel/next-channel.ts';
import type { Transition } from '#domain/transition.ts';
import type { Dependencies } from '../../functions/staff/dependencies.ts';

/** The stores behind the steps for holders who cannot be reached, in memory, for tests of the staff function. */
export function makeStepStage() {
  const steps = new Map<string, StepRow>();
  const accounts = new Map<string, AccountRow>();
  const contacts = new Map<string, readonly Contact[]>();
  const idOf = ({ campaignId, sub, channel }: StepKey) => `${campaignId} ${sub} ${channel}`;
  const stores: Pick<Dependencies, 'steps' | 'contacts'> = {
    contacts: { list: async (id) => contacts.get(id) ?? [] },
    steps: {
      get: async (key) => steps.get(idOf(key)),
      list: async (campaignId, channel, state, cursor = '0~') => {
        const fitting = [...steps.values()]
          .filter((row) => row.campaignId === campaignId && row.channel === channel && row.state === state)
          .map((row) => ({ row, place: `${String(laneOf(row.sub)).padStart(2, '0')}~${row.sub}` }))
          .sort((a, b) => (a.place < b.place ? -1 : 1));
        const left = fitting.filter(({ place }) => place > cursor.replace(/^(?=.~)/, '0'));
        const page = left.slice(0, 100);
        return { steps: page.map(({ row }) => row), next: left.length > 100 ? page.at(-1)?.place : undefined };
      },
      change: async (key, name, sets) => {
        const row = steps.get(idOf(key));
        const transition: Transition<StepState> = stepTransitions[name];
        if (row === undefined || !transition.from.includes(row.state)) return false;
        steps.set(idOf(key), { ...row, ...sets, state: transition.to ?? row.state });
        return true;
      },
    },
  };
  return {
    stores,
    contacts,
    stepRows: steps,
    getMany: async (keys: readonly { readonly sub: string }[]) => keys.flatMap(({ sub }) => accounts.get(sub) ?? []),
    totals: async () => {
      const counters: Record<string, number> = {};
      for (const { channel, state, outcome } of steps.values()) {
        const name = `${channel}-${outcome ?? state}`;
        counters[name] = (counters[name] ?? 0) + 1;
      }
      return stepTotals(counters);
    },
    /** Writes a step and the account that it is for. */
    putStep: (step: StepRow, account: Partial<AccountRow> = {}) => {
      steps.set(idOf(step), step);
      const { campaignId, sub } = step;
      accounts.set(sub, { campaignId, sub, username: sub, state: 'contained', trusted: false, language: 'nl', ...account });
    },
  };
}
