import type { AccountRow } from '#domain/account/account.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Domains } from '#domain/campaign/channels.ts';
import type { Contact } from '#domain/next-channel/next-channel.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import type { Texts } from '#shared/aws/mail/texts.ts';
import type { Dependencies } from './dependencies.ts';

/** The texts of one round. */
export interface RoundTexts {
  readonly sender: Texts;
  /** When the turn of the next text comes, in ms since 1970. */
  nextAt: number;
  /** Parts of texts that have, or had, their turn in this round. */
  parts: number;
  /** Texts for which this round had no turn. */
  behind: number;
  /** Parts from which on the ceiling has no room for a text. */
  tooLong: number;
  /** Whether AWS took one. */
  taken: boolean;
  /** Whether AWS refuses our texts. */
  stopped: boolean;
}

/** One round over a campaign. */
export interface Round {
  readonly campaign: CampaignRow;
  /** Domains whose mail the intruder reads. */
  readonly breached: Domains;
  /** Contacts by organisation. */
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Names the mails to contacts of this round, and of no other: no two rounds write about the same accounts. */
  readonly mail: NonNullable<NoticeRow['mail']>;
  /** Accounts to tell contacts of, by organisation. */
  readonly telling: Map<string, AccountRow[]>;
  /** Its texts; undefined where the plan has none. */
  readonly texts: RoundTexts | undefined;
  /** Steps that were written. */
  begun: number;
  /** Steps that came to nothing. */
  failed: number;
}

/** Has the contact of an account's organisation told of it. */
export function tell({ telling }: Round, account: AccountRow): void {
  const { organisation = '' } = account;
  const others = telling.get(organisation);
  if (others === undefined) telling.set(organisation, [account]);
  else others.push(account);
}

/** Reads what a round needs; lists only where the plan has them. */
export async function beginRound({ campaigns, contacts, ids, rates, textsOf }: Dependencies, campaign: CampaignRow): Promise<Round> {
  const { id, lists = {} } = campaign;
  const [breached, listed, rate] = await Promise.all([
    lists.breached === undefined ? new Map() : campaigns.entries(id, 'breached'),
    campaign.contacts === undefined ? [] : contacts.list(id),
    rates.get(),
  ]);
  return {
    campaign,
    breached,
    contacts: new Map(listed.map((contact) => [contact.organisation, contact])),
    mail: `organisation-${ids.next()}`,
    telling: new Map(),
    texts: campaign.sms && {
      sender: textsOf(id, campaign.sms),
      nextAt: 0,
      parts: 0,
      behind: 0,
      tooLong: Number.POSITIVE_INFINITY,
      taken: false,
      stopped: rate.textsStop !== undefined,
    },
    begun: 0,
    failed: 0,
  };
}
