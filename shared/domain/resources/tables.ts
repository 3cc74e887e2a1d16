/** The tables, one record for each: the stack that makes them, docs and glossary read these. */

/** A table. Its partition key is `pk`, a string, and its sort key, where it has one, `sk`. */
export interface TableRecord {
  /** What its rows are. */
  readonly holds: string;
  /** What `pk` is made of. */
  readonly pk: string;
  /** What `sk` is made of. @default it has no sort key */
  readonly sk?: string;
  /** Whether functions follow its changes by a stream. @default false */
  readonly streamed?: true;
  /** Whether rows end by themselves, at `expiresAt` (seconds since 1970). @default false */
  readonly expires?: true;
  /** Indexes over the rows of one partition: the attribute that sorts, by the index's name. */
  readonly localIndexes?: Readonly<Record<string, string>>;
  /** Indexes over all rows: the attributes that partition and sort, by the index's name. */
  readonly globalIndexes?: Readonly<Record<string, readonly [partition: string, sort: string]>>;
}

/** Every table, by name. */
export const tables = {
  campaigns: {
    holds: 'campaigns, with their uploaded lists, shards, proposals, additions, commands and notes of staff, and contacts of organisations',
    pk: '`campaign` for campaigns; the id of a campaign for what belongs to it; `dead-letters` and the like for commands that belong to none',
    sk: 'the id of the campaign; else what it is and its id, as `proposal#<id>`, `order#<id>`, `note#<id>`, `list#<name>#<part>`, `shard#<hex digit>`',
    streamed: true,
  },
  epochs: {
    holds: 'the epochs that hold, and the state of the watch over the directory',
    pk: '`epochs`, which the gate reads whole; `version`; `widened`; `watch`',
    sk: 'the id of the campaign; `epochs`; `directory`',
  },
  accounts: {
    holds: 'one row for each account of a campaign: its state, its address, and what is known of its channels and factors',
    pk: '`<campaign>#<lane>`',
    sk: "the account's `sub`",
    streamed: true,
    localIndexes: { byOut: 'out', bySweep: 'sweep' },
    globalIndexes: { byAddress: ['address', 'pk'] },
  },
  notices: {
    holds: 'one row for each notice, reminder and further mail of a campaign',
    pk: '`<campaign>#<lane>`',
    sk: "the account's `sub`; behind it which further mail it is",
    streamed: true,
    localIndexes: { byOpen: 'open' },
  },
  steps: {
    holds: 'one row for each next channel of a holder whom the notice does not reach',
    pk: '`<campaign>#<lane>`',
    sk: '`<sub>#<channel>`',
    streamed: true,
    localIndexes: { byOpen: 'open', byList: 'list' },
  },
  pace: {
    holds: 'the mail rate with the quota of SES, slots, leases, allowances of Cognito, and counts of mails',
    pk: 'what it is, as `mail`, `slot#<number>`, `lease#<campaign>#<worker>`, `allowance#<category>`, `notices#<campaign>`',
    expires: true,
  },
  recoveries: {
    holds: 'recoveries under way, leases on accounts, and how many mails and tries an address, a network or a name has had',
    pk: 'the id of the recovery; else what it is, as `account#<sub>`, `factor#<sub>`, `log-in#<hash>`',
    expires: true,
  },
  progress: {
    holds: 'counters of accounts, notices and steps for each lane, and snapshots of the totals',
    pk: 'the id of the campaign',
    sk: '`accounts#<lane>`, `notices#<lane>`, `steps#<lane>`, `snapshot#fine#<ms>`, `snapshot#coarse#<ms>`',
    expires: true,
  },
  audit: {
    holds: 'the append-only audit log: one hash chain for each lane',
    pk: 'the lane, or `heads`',
    sk: '`entry#<what it came from>`, `head`; under `heads` the lane',
  },
  seals: {
    holds: 'the signed heads of those chains; one function alone writes them',
    pk: '`seals` or `sealed`',
    sk: 'the number of the seal, or the lane',
  },
  channels: {
    holds: 'the addresses that accounts were seen to have, night by night',
    pk: "the account's `sub`, or `shard#<hex digit>`",
    expires: true,
  },
} as const satisfies Readonly<Record<string, TableRecord>>;

/** One of {@link tables}. */
export type TableName = keyof typeof tables;
