import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { recentMs } from '#shared/aws/account/recent-rows.ts';
import { type Given, gate, nowMs } from '#test/kits/gate.ts';

const nl: EpochRow = {
  campaignId: 'c1',
  epoch: nowMs - 60_000,
  startedAt: nowMs - 60_000,
  page: 'https://pages.example',
  lingers: noStaleCredentials,
  scope: { kind: 'environment', environments: ['nl'] },
  ourClientId: 'ours',
};
const everybody: EpochRow = { ...nl, scope: { kind: 'everybody' } };
const contained = { campaignId: 'c1', state: 'contained' } as const;
const recovered = { campaignId: 'c1', state: 'recovered', recoveredAt: nowMs - 30_000 } as const;
const german = { locale: 'de-AT' };
const refusal = 'You must change your password before you can sign in; https://pages.example tells you how';

describe('the gate', () => {
  it('admits and reads no account while no campaign is live', async () => {
    const { ask, reads, counts } = gate({ epochs: [] });
    await expect(ask()).resolves.toMatchObject({ request: { userAttributes: { sub: 's1' } } });
    expect([reads, counts]).toEqual([[], []]);
  });

  it('reads no account for a client that no campaign is about', async () => {
    const { ask, reads } = gate({ epochs: [{ ...nl, scope: { kind: 'client', clients: ['other'] } }] });
    await ask();
    expect(reads).toEqual([]);
  });

  it.each([
    'TokenGeneration_Authentication',
    'TokenGeneration_RefreshTokens',
    'TokenGeneration_HostedAuth',
    'TokenGeneration_NewPasswordChallenge',
  ])('refuses a contained account on %s, in words that name no cause', async (source) => {
    const { ask, counts } = gate({ epochs: [nl], rows: [contained] });
    await expect(ask(source)).rejects.toThrow(refusal);
    expect(counts).toEqual(['Gate::Refused']);
  });

  it('lets a machine have its token, and reads nothing for it', async () => {
    const { ask, reads } = gate({ epochs: [everybody] });
    await expect(ask('TokenGeneration_ClientCredentials', {})).resolves.toBeDefined();
    expect(reads).toEqual([]);
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

  it('reads the rows of whoever is let in once for a sign-in, which asks twice', async () => {
    const { ask, reads, time } = gate({ epochs: [nl], rows: [recovered] });
    await ask('PreAuthentication_Authentication');
    time.nowMs += recentMs - 1;
    await ask('TokenGeneration_Authentication');
    expect(reads).toHaveLength(1);
    time.nowMs += 1;
    await ask('TokenGeneration_RefreshTokens');
    expect(reads).toHaveLength(2);
  });

  it('asks again at once for whoever was kept out, as they may recover at any moment', async () => {
    const { ask, reads } = gate({ epochs: [nl], rows: [contained] });
    await expect(ask()).rejects.toThrow();
    await expect(ask()).rejects.toThrow();
    expect(reads).toHaveLength(2);
  });

  it('asks again for whoever was let in as soon as another campaign starts', async () => {
    const epochs = [nl];
    const { ask, reads } = gate({ epochs, rows: [recovered] });
    await ask();
    epochs.push({ ...everybody, campaignId: 'c2', epoch: nowMs, startedAt: nowMs });
    await expect(ask()).rejects.toThrow(refusal);
    expect(reads).toHaveLength(2);
  });

  it('trusts the row of an account whatever its attributes say by now', async () => {
    const { ask } = gate({ epochs: [nl], rows: [contained], attributes: { 'custom:environment': 'be' } });
    await expect(ask()).rejects.toThrow(refusal);
  });

  it('admits who has recovered', async () => {
    const { ask, counts } = gate({ epochs: [nl], rows: [recovered] });
    await ask();
    expect(counts).toEqual(['Gate::Admitted']);
  });

  it('lets our own client alone in while the account recovers', async () => {
    const rows = [{ campaignId: 'c1', state: 'recovering' }] as const;
    await expect(gate({ epochs: [nl], rows, clientId: 'ours' }).ask()).resolves.toBeDefined();
    await expect(gate({ epochs: [nl], rows }).ask()).rejects.toThrow(
      'You have not finished recovering your account; please finish at https://pages.example',
    );
  });

  it.each([
    ['that campaigns bind as well', true, 'refuses'],
    ['that campaigns leave to their own directory', false, 'admits'],
  ])('with a federated account without a row, %s, %s', async (_, containsFederated, what) => {
    const attributes = { 'cognito:user_status': 'EXTERNAL_PROVIDER' };
    const { ask } = gate({ epochs: [{ ...nl, containsFederated }], attributes });
    if (what === 'refuses') await expect(ask()).rejects.toThrow(refusal);
    else await expect(ask()).resolves.toBeDefined();
  });

  it('says from when on a recovered account is let in, where something older may linger at the client', async () => {
    const lingers = { byClient: { product: 3_600_000 }, other: 0 };
    const { ask } = gate({ epochs: [{ ...nl, lingers }], rows: [recovered], attributes: german });
    await expect(ask()).rejects.toThrow('Sie können sich hier ab 14:00 Uhr (UTC) anmelden');
    await expect(gate({ epochs: [{ ...nl, lingers }], rows: [recovered], clientId: 'mobile' }).ask()).resolves.toBeDefined();
  });
});

describe('before a password is checked, the gate', () => {
  const preAuthentication = 'PreAuthentication_Authentication';
  const answerTo = (given: Given, userAttributes?: object) => {
    const { ask } = gate(given);
    return ask(preAuthentication, userAttributes).then(
      () => 'admitted',
      (error: Error) => error.message,
    );
  };

  it('says the same of a contained account, in any language, as of a name that nobody has', async () => {
    const known = await answerTo({ epochs: [everybody], rows: [contained], attributes: german });
    const unknown = await answerTo({ epochs: [everybody] }, {});
    expect(known).toBe(unknown);
    expect(known).toContain('dan moet u uw wachtwoord wijzigen');
    expect(known).toContain('vous devez changer votre mot de passe');
    expect(known).toContain('(https://pages.example)');
  });

  it('says the same while an account recovers, and leaves to the password whoever has recovered (attack 78)', async () => {
    const atRest = await answerTo({ epochs: [nl], rows: [contained] });
    expect(await answerTo({ epochs: [nl], rows: [{ campaignId: 'c1', state: 'recovering' }], attributes: german })).toBe(atRest);
    const lingers = { byClient: { product: 3_600_000 }, other: 0 };
    expect(await answerTo({ epochs: [{ ...nl, lingers }], rows: [recovered], attributes: german })).toBe('admitted');
    expect(await answerTo({ epochs: [nl], rows: [recovered] })).toBe('admitted');
  });

  it('gives names that nobody has both answers, as often as accounts get them, and each name always the same (attack 78)', async () => {
    const epochs = [{ ...nl, containedShare: 0.4 }];
    const { ask } = gate({ epochs, attributes: {} });
    const refused = async (userName: string) =>
      ask(preAuthentication, {}, userName).then(
        () => false,
        () => true,
      );
    const names = Array.from({ length: 500 }, (_, index) => `nobody${index}`);
    const first = await Promise.all(names.map(refused));
    expect(first.filter((is) => is).length / names.length).toBeCloseTo(0.4, 1);
    expect(await Promise.all(names.map(refused))).toEqual(first);
  });

  it('reads as much for a name that nobody has, and passes it on to nobody', async () => {
    const { ask, reads, reported } = gate({ epochs: [everybody] });
    await expect(ask(preAuthentication, {})).rejects.toThrow();
    expect(reads).toEqual([[{ campaignId: 'c1', sub: 'sanne' }]]);
    expect(reported).toEqual([]);
  });

  it('lets a name that nobody has be judged by Cognito where a campaign is about a part', async () => {
    expect(await answerTo({ epochs: [nl] }, {})).toBe('admitted');
  });
});

describe('an account that a campaign does not know', () => {
  it('is refused and passed on', async () => {
    const { ask, reported } = gate({ epochs: [nl] });
    await expect(ask()).rejects.toThrow(refusal);
    expect(reported).toEqual([{ sub: 's1' }]);
  });

  it('is refused all the same where it cannot be passed on', async () => {
    const { ask, counts } = gate({ epochs: [nl], isQueueBroken: true });
    await expect(ask()).rejects.toThrow(refusal);
    expect(counts).toContain('Gate::Unreported');
  });

  it('is admitted where the scope leaves it out, or is a list', async () => {
    const { ask, reported } = gate({ epochs: [nl, { ...nl, campaignId: 'c2', scope: { kind: 'list', entries: 9 } }] });
    await expect(ask('TokenGeneration_Authentication', { sub: 's1', 'custom:environment': 'be' })).resolves.toBeDefined();
    expect(reported).toEqual([]);
  });

  it.each(['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'])(
    'is passed on by %s while a campaign is live, whatever becomes of that',
    async (source) => {
      const { ask, reported } = gate({ epochs: [nl] });
      await expect(ask(source)).resolves.toBeDefined();
      expect(reported).toEqual([{ sub: 's1' }]);
      await expect(gate({ epochs: [nl], isQueueBroken: true }).ask(source)).resolves.toBeDefined();
    },
  );

  it('is of no interest while no campaign is live', async () => {
    const { ask, reported } = gate({ epochs: [] });
    await ask('PostConfirmation_ConfirmSignUp');
    expect(reported).toEqual([]);
  });
});

describe('when something does not answer, the gate', () => {
  it('contains, whatever was configured, while an epoch is known to hold and the account cannot be read', async () => {
    const { ask, counts } = gate({ epochs: [nl], rows: new Error('no answer'), whenUnknown: 'admit' });
    await expect(ask()).rejects.toThrow('You cannot sign in at the moment; please try again in a minute');
    expect(counts).toContain('Gate::RowsUnread');
  });

  it.each(['contain', 'admit'] as const)('does what was configured when it cannot know: %s', async (whenUnknown) => {
    const { ask, counts } = gate({ epochs: undefined, whenUnknown });
    if (whenUnknown === 'admit') await expect(ask()).resolves.toBeDefined();
    else await expect(ask()).rejects.toThrow('please try again in a minute');
    expect(counts).toContain('Gate::Blind');
  });
});
