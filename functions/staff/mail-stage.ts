import type { AccountRow } from '#domain/account.ts';
import type { PauseReason } from '#domain/mail-rate.ts';
import { type MailSetup, neededEvents } from '#domain/mail-setup.ts';
import type { NoticeRow } from '#domain/notice.ts';
import type { OrderRow } from '#domain/order.ts';
import type { Dependencies } from './dependencies.ts';

/** SES set up as it has to be. */
export const goodSetup: MailSetup = {
  sender: 'notices@accounts.example',
  identityName: 'accounts.example',
  identity: { verified: true, signs: true, dkim: 'SUCCESS' },
  configurationSetName: 'set',
  configurationSet: {
    sends: true,
    redirectDomain: undefined,
    destinations: [{ enabled: true, topicArn: 'topic', eventTypes: neededEvents }],
  },
  topicArn: 'topic',
  account: { production: true, sends: true, enforcement: 'HEALTHY', perSecond: 200, perDay: -1 },
};

/** The stores behind orders about the notices, in memory, for tests of the staff function. */
export function makeMailStage(now: () => number) {
  const orders = new Map<string, OrderRow>();
  const mail = {
    pausedFor: undefined as PauseReason | undefined,
    allPausedFor: undefined as PauseReason | undefined,
    ceiling: undefined as number | undefined,
    refreshes: 0,
    canaryAt: undefined as number | undefined,
    helpdesk: {} as { helpdeskPerHour?: number; calls?: number },
    account: undefined as AccountRow | undefined,
    notices: [] as NoticeRow[],
    setup: goodSetup as MailSetup | Error,
  };
  const stores: Pick<Dependencies, 'rates' | 'controls' | 'orders' | 'notices' | 'readMailSetup'> = {
    notices: {
      ofAccount: async () => mail.notices,
      add: async (row) => {
        mail.notices.push(row);
        return true;
      },
    },
    readMailSetup: async () => {
      if (mail.setup instanceof Error) throw mail.setup;
      return mail.setup;
    },
    rates: {
      get: async () => ({
        perSecond: 200,
        perDay: -1,
        sentLastDay: 0,
        readAt: now(),
        ...mail.helpdesk,
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
        ...(mail.pausedFor && { pausedFor: mail.pausedFor }),
        ...(mail.canaryAt !== undefined && { canaryAt: mail.canaryAt }),
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
      resumeAccount: async () => {
        mail.allPausedFor = undefined;
        return true;
      },
    },
    orders: {
      get: async (_, id) => orders.get(id),
      begin: async (row) => {
        const known = orders.get(row.id) ?? row;
        orders.set(row.id, known);
        return known;
      },
      end: async (row) => void orders.set(row.id, { ...row, done: true }),
    },
  };
  return { mail, orders, stores };
}
