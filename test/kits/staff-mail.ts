import type { AccountRow } from '#domain/account/account.ts';
import { type MailSetup, neededEvents } from '#domain/notice/mail-setup.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import type { MailRate, PauseReason } from '#domain/pacing/mail-rate.ts';
import type { MailFates } from '#domain/pacing/reputation.ts';
import type { SendingStops } from '#domain/pacing/sending-stop.ts';
import type { Subscriber } from '#domain/staff/alarm-topic.ts';
import type { DeadLetterName, DeadLetterStatus } from '#domain/staff/dead-letter.ts';
import type { AnyOrder } from '#shared/aws/campaign/orders.ts';
import type { Resend } from '#shared/aws/mail/reputation.ts';
import type { Dependencies } from '../../functions/staff/dependencies.ts';

const foundSet = {
  sends: true,
  redirectDomain: undefined,
  destinations: [{ enabled: true, topicArn: 'topic', eventTypes: neededEvents }],
};

/** SES set up as it has to be. */
export const goodSetup: MailSetup = {
  sender: 'notices@accounts.example',
  identityName: 'accounts.example',
  identity: { verified: true, signs: true, dkim: 'SUCCESS' },
  notices: { name: 'set', found: { ...foundSet, suppresses: ['BOUNCE', 'COMPLAINT'] } },
  codes: { name: 'codes', found: { ...foundSet, suppresses: ['BOUNCE'] } },
  topicArn: 'topic',
  account: { production: true, sends: true, enforcement: 'HEALTHY', perSecond: 200, perDay: -1 },
};

/** The stores behind orders, in memory, for tests of the staff function. */
export function makeMailStage(now: () => number) {
  const orders = new Map<string, AnyOrder>();
  const mail = {
    pausedFor: undefined as PauseReason | undefined,
    allPausedFor: undefined as PauseReason | undefined,
    fates: {} as MailFates,
    pausedAfter: undefined as MailFates | undefined,
    ceiling: undefined as number | undefined,
    refreshes: 0,
    resends: [] as Resend[],
    stops: {} as SendingStops,
    /** When the bucket of unasked codes would be refilled. */
    unaskedUntil: 0,
    rate: {} as MailRate,
    canaryAt: undefined as number | undefined,
    endsAt: undefined as number | undefined,
    helpdesk: {} as { helpdeskPerHour?: number; calls?: number },
    account: undefined as AccountRow | undefined,
    notices: [] as NoticeRow[],
    setup: goodSetup as MailSetup | Error,
    /** Of the alarms. */
    subscribers: [{ protocol: 'email', endpoint: 'ops@accounts.example', confirmed: true }] as readonly Subscriber[] | Error,
  };
  const deadLetters = new Map<DeadLetterName, DeadLetterStatus>();
  const moves: DeadLetterName[] = [];
  const stores: Pick<Dependencies, 'rates' | 'controls' | 'orders' | 'notices' | 'readMailSetup' | 'readSubscribers' | 'deadLetters'> = {
    notices: {
      ofAccount: async () => mail.notices,
      add: async (row) => {
        if (mail.notices.some((each) => each.sub === row.sub && each.mail === row.mail)) return false;
        mail.notices.push(row);
        return true;
      },
    },
    readSubscribers: async () => {
      if (mail.subscribers instanceof Error) throw mail.subscribers;
      return mail.subscribers;
    },
    readMailSetup: async () => {
      if (mail.setup instanceof Error) throw mail.setup;
      return mail.setup;
    },
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
        ...mail.rate,
        ...mail.helpdesk,
        ...mail.stops,
        ...(mail.ceiling !== undefined && { ceiling: mail.ceiling }),
        ...(mail.allPausedFor && { pausedFor: mail.allPausedFor }),
      }),
      setCeiling: async (perSecond) => {
        mail.ceiling = perSecond;
      },
      refreshQuota: async () => void mail.refreshes++,
      setHelpdesk: async (perHour) => {
        mail.helpdesk = perHour === undefined ? {} : { helpdeskPerHour: perHour };
      },
      reportCalls: async (calls) => {
        mail.helpdesk = { ...mail.helpdesk, calls };
      },
    },
    controls: {
      get: async () => ({
        ...mail.fates,
        ...(mail.pausedAfter && { pausedAfter: mail.pausedAfter }),
        ...(mail.pausedFor && { pausedFor: mail.pausedFor }),
        ...(mail.canaryAt !== undefined && { canaryAt: mail.canaryAt }),
        ...(mail.endsAt !== undefined && { endsAt: mail.endsAt }),
      }),
      endCanary: async () => {
        mail.canaryAt = undefined;
        return true;
      },
      pause: async () => {
        mail.pausedFor = 'person';
        return true;
      },
      resume: async () => {
        mail.pausedFor = undefined;
        return true;
      },
      resend: async (_, order) => void mail.resends.push(order),
      resumeAccount: async () => {
        mail.allPausedFor = undefined;
        return true;
      },
    },
    orders: {
      get: async ({ id }) => orders.get(id),
      begin: async <T extends AnyOrder>(row: T) => {
        const known = orders.get(row.id) ?? row;
        orders.set(row.id, known);
        return known as T;
      },
      end: async (row) => void orders.set(row.id, { ...row, done: true }),
    },
  };
  return { mail, orders, deadLetters, moves, stores };
}
