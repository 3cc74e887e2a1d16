import type { AccountRow } from '#domain/account.ts';
import type { NoticeRow } from '#domain/notice.ts';
import { normalizeIdentifier } from '#domain/scope.ts';
import type { Dependencies } from './dependencies.ts';

/** An account of a campaign, with the mails to its holder: the first notice, then further ones. */
export interface FoundAccount {
  readonly account: AccountRow;
  readonly mails: readonly NoticeRow[];
}

/** Accounts that are found at most: several may share an address. */
const mostFound = 20;

/** The accounts of a campaign with an address, or the one with a subject; recovered and exempt ones too. */
export async function findAccounts(
  { accounts, notices }: Pick<Dependencies, 'accounts' | 'notices'>,
  campaignId: string,
  text: string,
): Promise<readonly FoundAccount[]> {
  const identifier = normalizeIdentifier(text);
  const rows = identifier.includes('@')
    ? (await accounts.byAddress(identifier)).filter((row) => row.campaignId === campaignId)
    : [await accounts.get(campaignId, identifier)].filter((row) => row !== undefined);
  return Promise.all(
    rows.slice(0, mostFound).map(async (account) => ({ account, mails: await notices.ofAccount(campaignId, account.sub) })),
  );
}
