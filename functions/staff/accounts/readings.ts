import type { AccountRow } from '#domain/account/account.ts';
import { maskAddress } from '#domain/campaign/campaign.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import { ok } from '#domain/result.ts';
import { listedPerLookUp, lookUpLimits } from '#domain/staff/look-up.ts';
import { type Operation, reading } from '../operation.ts';
import { oneCampaign } from '../parts/targets.ts';
import { findAccounts, listStillOut } from './find.ts';
import { accountExample, accountQuery, found, stillOut, stillOutQuery } from './schemas.ts';

const { perHour, perDay } = lookUpLimits;

const masked = (account: AccountRow) => ({ ...account, ...(account.address && { address: maskAddress(account.address) }) });

const shownMail = ({ mail, state, reason }: NoticeRow) => ({ mail: mail ?? 'notice', state, ...(reason && { reason }) });

const list = reading({
  id: 'listStillOut',
  name: 'not-recovered',
  path: '/api/campaigns/{id}/still-out',
  on: oneCampaign,
  summary: 'List accounts that have not recovered',
  description: `Page by page. Addresses are masked. It is in the audit log, and each ${listedPerLookUp} accounts that are asked for count as one look-up.`,
  asks: stillOutQuery,
  answer: stillOut,
  refusals: ['limited'],
  example: { asks: { limit: 100 }, answer: { accounts: [accountExample] } },
  run: async ({ dependencies, staff, target }, paging) => {
    const page = await listStillOut(dependencies, staff, target.id, paging);
    if (!page.ok) return page;
    const { rows, next } = page.value;
    return ok({ accounts: rows.map(masked), ...(next !== undefined && { next }) });
  },
});

const find = reading({
  id: 'findAccount',
  name: 'find',
  path: '/api/campaigns/{id}/find',
  on: oneCampaign,
  summary: 'Find an account',
  description: `By the address on record or the sub; where it stands, and the mails to its holder. Changes nothing; it is in the audit log, and one person may make ${perHour} per hour and ${perDay} per day. It is a POST so that no address stands in a log of requests.`,
  asks: accountQuery,
  asksIn: 'body',
  answer: found,
  refusals: ['limited'],
  example: {
    asks: { account: 'jansen@example.org' },
    answer: { accounts: [{ ...accountExample, mails: [{ mail: 'notice', state: 'delivered' }] }] },
  },
  run: async ({ dependencies, staff, target }, { account }) => {
    const outcome = await findAccounts(dependencies, staff, target.id, account);
    if (!outcome.ok) return outcome;
    return ok({ accounts: outcome.value.map((each) => ({ ...masked(each.account), mails: each.mails.map(shownMail) })) });
  },
});

/** What staff look at of single accounts. */
export const accountReadings: readonly Operation[] = [list, find];
