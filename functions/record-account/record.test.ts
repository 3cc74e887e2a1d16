import { describe, expect, it } from 'vitest';
import type { AccountRow, DirectoryAccount } from '#domain/account/account.ts';
import type { CampaignRow, EpochRow } from '#domain/campaign/campaign.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import type { AccountKey } from '#shared/aws/account/accounts.ts';
import type { Dependencies } from './dependencies.ts';
import { recordAccount } from './record.ts';

const startedAt = 1_000;
const sanne: DirectoryAccount = {
  sub: 's1',
  username: 'sanne',
  status: 'CONFIRMED',
  enabled: true,
  email: 'sanne@example.nl',
  emailVerified: true,
  name: undefined,
  locale: undefined,
  environment: 'nl',
  organisation: undefined,
  attributes: {},
  createdAt: startedAt - 1,
  modifiedAt: undefined,
};
const epochOf = (campaignId: string): EpochRow => ({
  campaignId,
  epoch: startedAt,
  startedAt,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
  scope: { kind: 'everybody' },
});
const campaignOf = (id: string): CampaignRow => ({
  id,
  kind: 'password',
  state: 'live',
  title: id,
  scope: { kind: 'everybody' },
  exemptions: [],
  plannedBy: 'anna',
  plannedAt: 0,
});

interface Given {
  readonly live?: readonly string[];
  /** Answers of the directory, one after the other. */
  readonly found?: readonly (DirectoryAccount | undefined | Error)[];
  readonly rows?: readonly Partial<AccountRow>[];
  readonly campaigns?: readonly CampaignRow[];
  /** How an epoch differs from the others. @default not */
  readonly epoch?: Partial<EpochRow>;
  /** Accounts that were added as suspected. @default none */
  readonly suspected?: readonly string[];
}

function setUp({ live = ['c1'], found = [sanne], rows = [], campaigns = live.map(campaignOf), epoch = {}, suspected = [] }: Given) {
  const written: string[] = [];
  const logged: string[] = [];
  const answers = [...found];
  const add = (what: string) => async (row: { readonly campaignId: string; readonly state: string; readonly grade?: string }) => {
    written.push(`${what} ${row.campaignId} ${row.state}${row.grade ? ` ${row.grade}` : ''}`);
    return true;
  };
  const dependencies = {
    readEpochs: async () => live.map((id) => ({ ...epochOf(id), ...epoch })),
    campaigns: { get: async (id: string) => campaigns.find((each) => each.id === id), entries: async () => new Map() },
    accounts: {
      getMany: async (keys: readonly AccountKey[]) => rows.filter((row) => keys.some(({ campaignId }) => campaignId === row.campaignId)),
      add: add('account'),
    },
    notices: { add: add('notice') },
    additions: {
      listsInForce: async () => ({
        compromised: new Map(),
        suspected: new Map(suspected.map((entry) => [entry, undefined])),
        precaution: new Map(),
      }),
    },
    channels: { getMany: async () => new Map() },
    directory: {
      find: async () => {
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    clock: { now: () => 0, sleep: async () => undefined },
    logger: { log: ({ code }: { readonly code: string }) => void logged.push(code) },
    metrics: { count: () => undefined },
  } as unknown as Dependencies;
  return { written, logged, answers, record: () => recordAccount(dependencies, 's1') };
}

describe('recording an account', () => {
  it('writes its notice, then its row, in every campaign that does not know it', async () => {
    const { written, record } = setUp({ live: ['c1', 'c2', 'c3'], rows: [{ campaignId: 'c2', state: 'recovered' }] });
    await record();
    expect(written).toEqual(['notice c1 waiting', 'account c1 contained', 'notice c3 waiting', 'account c3 contained']);
  });

  it('writes nothing by an epoch that is not understood: a row could let out whom only that epoch knows to be bound', async () => {
    const moved = { ...sanne, createdAt: startedAt + 1 };
    const { written, record } = setUp({ found: [moved], epoch: { notUnderstood: true } });
    await record();
    expect(written).toEqual([]);
  });

  it('asks the directory nothing where all campaigns know it, or none is live', async () => {
    for (const given of [{ rows: [{ campaignId: 'c1', state: 'contained' }] }, { live: [] }] as const) {
      const { written, answers, record } = setUp(given);
      await record();
      expect([written, answers]).toEqual([[], [sanne]]);
    }
  });

  it('looks once more for somebody who signed up a moment ago', async () => {
    const { written, record } = setUp({ found: [undefined, { ...sanne, createdAt: startedAt }] });
    await record();
    expect(written).toEqual(['notice c1 suppressed', 'account c1 exempt']);
  });

  it('leaves out who is not in the directory any more', async () => {
    const { written, logged, record } = setUp({ found: [undefined, undefined] });
    await record();
    expect([written, logged]).toEqual([[], ['SLU-116']]);
  });

  it('gives it the grade of whoever was added to the campaign before', async () => {
    const { written, record } = setUp({ suspected: ['sanne@example.nl'] });
    await record();
    expect(written).toEqual(['notice c1 waiting suspected', 'account c1 contained suspected']);
  });

  it('exempts from a wider campaign whom the widened one has', async () => {
    const wider = { ...campaignOf('c2'), widens: 'c1' };
    const { written, record } = setUp({ live: ['c2'], rows: [{ campaignId: 'c1', sub: 's1', state: 'contained' }], campaigns: [wider] });
    await record();
    expect(written).toEqual(['notice c2 suppressed', 'account c2 exempt']);
  });

  it('is tried again later where the directory is throttled, and fails where it fails', async () => {
    const throttled = Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' });
    await expect(setUp({ found: [throttled] }).record()).rejects.toThrow('throttled');
    await expect(setUp({ found: [new Error('no answer')] }).record()).rejects.toThrow('no answer');
  });
});
