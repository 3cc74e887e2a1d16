import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import { newRecovery } from '#domain/recovery/recovery.ts';
import { accountsOf } from './accounts.ts';
import type { Dependencies } from './dependencies.ts';

const address = 'sanne@example.nl';
const row: AccountRow = { campaignId: 'c1', sub: 's1', username: 's.devries', state: 'contained', trusted: true, language: 'nl', address };
const recovery = { ...newRecovery({ id: 'id', address, language: 'nl', source: 'here' }, 0), account: 's1' };

/** Dependencies whose index shows `indexed` where the table holds `stored`. */
function dependenciesWith(indexed: readonly AccountRow[], stored: readonly AccountRow[]): Dependencies {
  return {
    epochs: async () => [
      { campaignId: 'c1', epoch: 0, startedAt: 0, scope: { kind: 'everybody' }, lingers: { byClient: {}, other: 60_000 } },
    ],
    secret: async () => 'secret',
    accounts: { byAddress: async () => indexed, getMany: async () => stored },
  } as unknown as Dependencies;
}

describe('the accounts at an address', () => {
  it('do not include the one just recovered, though the index is a second behind', async () => {
    const { out, done } = await accountsOf(dependenciesWith([row], [{ ...row, state: 'recovered' }]), recovery);
    expect(out).toEqual([]);
    expect(done?.username).toBe('s.devries');
  });

  it('work everywhere once nothing from before the start can be open at any app', async () => {
    const { worksFromMs } = await accountsOf(dependenciesWith([row], [{ ...row, state: 'recovered' }]), recovery);
    expect(worksFromMs).toBe(70_000);
  });

  it('include the one whose recovery was cut off', async () => {
    const { out, done } = await accountsOf(dependenciesWith([row], [{ ...row, state: 'recovering' }]), recovery);
    expect(out.map(({ sub }) => sub)).toEqual(['s1']);
    expect(done).toBeUndefined();
  });
});
