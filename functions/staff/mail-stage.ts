import type { DeadLetterName, DeadLetterStatus } from '#domain/dead-letter.ts';
import type { PauseReason } from '#domain/mail-rate.ts';
import type { OrderRow, RedriveRow } from '#domain/order.ts';
import type { Dependencies } from './dependencies.ts';

/** The stores behind orders, in memory, for tests of the staff function. */
export function makeMailStage(now: () => number) {
  const orders = new Map<string, OrderRow | RedriveRow>();
  const mail = {
    pausedFor: undefined as PauseReason | undefined,
    allPausedFor: undefined as PauseReason | undefined,
    ceiling: undefined as number | undefined,
    refreshes: 0,
  };
  const deadLetters = new Map<DeadLetterName, DeadLetterStatus>();
  const moves: DeadLetterName[] = [];
  const stores: Pick<Dependencies, 'rates' | 'controls' | 'orders' | 'deadLetters'> = {
    deadLetters: {
      list: async () => [...deadLetters.values()],
      look: async (queue) => deadLetters.get(queue),
      redrive: async (queue) => {
        moves.push(queue);
        const of = deadLetters.get(queue)?.messages ?? 0;
        deadLetters.set(queue, { queue, messages: of, move: { state: 'running', moved: 0, of, startedAt: now() } });
      },
    },
    rates: {
      get: async () => ({
        perSecond: 200,
        perDay: -1,
        sentLastDay: 0,
        readAt: now(),
        ...(mail.ceiling !== undefined && { ceiling: mail.ceiling }),
        ...(mail.allPausedFor && { pausedFor: mail.allPausedFor }),
      }),
      setCeiling: async (perSecond) => {
        mail.ceiling = perSecond;
      },
      refreshQuota: async () => void mail.refreshes++,
    },
    controls: {
      get: async () => (mail.pausedFor === undefined ? {} : { pausedFor: mail.pausedFor }),
      pause: async () => {
        mail.pausedFor = 'person';
        return true;
      },
      resume: async () => {
        mail.pausedFor = undefined;
        return true;
      },
      resumeAccount: async () => {
        mail.allPausedFor = undefined;
        return true;
      },
    },
    orders: {
      begin: async <T extends OrderRow | RedriveRow>(row: T) => {
        const known = orders.get(row.id) ?? row;
        orders.set(row.id, known);
        return known as T;
      },
      end: async (row) => void orders.set(row.id, { ...row, done: true }),
    },
  };
  return { mail, orders, deadLetters, moves, stores };
}
