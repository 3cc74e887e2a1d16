import type { Context, PreTokenGenerationTriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account.ts';
import type { EpochRow } from '#domain/campaign.ts';
import { noLingers } from '#domain/linger.ts';
import type { Dependencies } from './dependencies.ts';
import { makeHandler, refusal } from './handler.ts';

interface Given {
  readonly epochs: readonly EpochRow[] | undefined;
  readonly rows?: readonly Partial<AccountRow>[] | Error;
  readonly whenUnknown?: 'contain' | 'admit';
}

function gate({ epochs, rows = [], whenUnknown = 'contain' }: Given) {
  const counts: string[] = [];
  const reads: unknown[] = [];
  const dependencies = {
    environmentAttribute: 'custom:environment',
    clock: { now: () => 1_000_000 },
    whenUnknown,
    epochs: async () => epochs,
    accounts: {
      getMany: async (keys: unknown) => {
        reads.push(keys);
        if (rows instanceof Error) throw rows;
        return rows;
      },
    },
    logger: { log: () => undefined },
    metrics: { count: (name: string) => counts.push(name) },
  } as unknown as Dependencies;
  const event = (triggerSource: string) =>
    ({
      triggerSource,
      callerContext: { clientId: 'product' },
      request: { userAttributes: { sub: 's1', 'custom:environment': 'nl' } },
      response: {},
    }) as unknown as PreTokenGenerationTriggerEvent;
  const ask = (source = 'TokenGeneration_Authentication') => makeHandler(dependencies)(event(source), {} as Context);
  return { ask, counts, reads };
}

const nl: EpochRow = {
  campaignId: 'c1',
  epoch: 100,
  startedAt: 100,
  page: 'https://pages.example',
  lingers: noLingers,
  scope: { kind: 'environment', environments: ['nl'] },
};

describe('the gate', () => {
  it('admits and reads no account while no campaign is live', async () => {
    const { ask, reads } = gate({ epochs: [] });
    await expect(ask()).resolves.toMatchObject({ request: { userAttributes: { sub: 's1' } } });
    expect(reads).toEqual([]);
  });

  it.each([
    'TokenGeneration_Authentication',
    'TokenGeneration_RefreshTokens',
    'TokenGeneration_HostedAuth',
    'PreAuthentication_Authentication',
  ])('refuses a contained account on %s, in words that name no cause', async (source) => {
    const { ask, counts } = gate({ epochs: [nl], rows: [{ campaignId: 'c1', state: 'contained' }] });
    await expect(ask(source)).rejects.toThrow(refusal);
    expect(counts).toEqual(['Gate::Refused']);
  });

  it('reads all rows of the account at once', async () => {
    const { ask, reads } = gate({
      epochs: [nl, { ...nl, campaignId: 'c2' }],
      rows: [
        { campaignId: 'c1', state: 'exempt' },
        { campaignId: 'c2', state: 'exempt' },
      ],
    });
    await ask();
    expect(reads).toEqual([
      [
        { campaignId: 'c1', sub: 's1' },
        { campaignId: 'c2', sub: 's1' },
      ],
    ]);
  });

  it('admits who has recovered', async () => {
    const { ask, counts } = gate({ epochs: [nl], rows: [{ campaignId: 'c1', state: 'recovered', recoveredAt: 101 }] });
    await ask();
    expect(counts).toEqual(['Gate::Admitted']);
  });

  it('contains, whatever was configured, while an epoch is known to hold and the account cannot be read', async () => {
    const { ask, counts } = gate({ epochs: [nl], rows: new Error('no answer'), whenUnknown: 'admit' });
    await expect(ask()).rejects.toThrow(refusal);
    expect(counts).toContain('Gate::Blind');
  });

  it.each(['contain', 'admit'] as const)('does what was configured when it cannot know: %s', async (whenUnknown) => {
    const { ask, counts } = gate({ epochs: undefined, whenUnknown });
    if (whenUnknown === 'admit') await expect(ask()).resolves.toBeDefined();
    else await expect(ask()).rejects.toThrow(refusal);
    expect(counts).toContain('Gate::Blind');
  });
});
