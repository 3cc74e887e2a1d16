import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountTransitions, type DirectoryAccount } from '#domain/account/account.ts';
import { type CampaignRow, campaignTransitions } from '#domain/campaign/campaign.ts';
import { candidateEpochs, judge } from '#domain/gate/gate.ts';
import { planAccount } from '#domain/plan/plan.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeLiftCampaign, makeStartCampaign, readEpochs } from '#shared/aws/campaign/epochs.ts';
import { makeProposals } from '#shared/aws/campaign/proposals.ts';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';

const places = ['nl', 'be'] as const;
const people = ['0a', '1b', '2c', '3d'];

const personOf = (sub: string, index: number): DirectoryAccount => ({
  sub,
  username: sub,
  status: 'CONFIRMED',
  enabled: true,
  email: `${sub}@example.nl`,
  emailVerified: true,
  name: undefined,
  locale: 'nl',
  environment: places[index % 2],
  organisation: undefined,
  attributes: {},
  createdAt: 0,
  modifiedAt: 0,
});
const directory = people.map(personOf);

/** One step of somebody; numbers choose among the campaigns and accounts that there are. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('start' as const),
    widens: fc.option(fc.nat(9), { freq: 5 }),
    place: fc.option(fc.constantFrom(...places), { freq: 1 }),
  }),
  fc.record({ do: fc.constant('close' as const), campaign: fc.nat(9) }),
  fc.record({ do: fc.constant('lift' as const), campaign: fc.nat(9) }),
  fc.record({ do: fc.constant('release' as const), campaign: fc.nat(9), account: fc.nat(3) }),
  fc.record({ do: fc.constant('recover' as const), account: fc.nat(3) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function setUp() {
  const world = virtualWorld();
  const dynamodb = simulateDynamoDb(world);
  for (const TableName of ['campaigns', 'epochs', 'accounts']) {
    dynamodb.createTable({
      TableName,
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  }
  const client = connectDirect(
    DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' })),
    world,
    outsideCaller,
    new Map([['DynamoDBDocumentClient', dynamodb]]),
  );
  const tables = { campaigns: 'campaigns', epochs: 'epochs' };
  const campaigns = makeCampaigns(client, 'campaigns');
  return {
    world,
    campaigns,
    accounts: makeAccounts(client, 'accounts'),
    proposals: makeProposals(client, 'campaigns'),
    start: makeStartCampaign(client, campaigns, tables),
    lift: makeLiftCampaign(client, campaigns, tables),
    epochs: () => readEpochs(client, 'epochs'),
  };
}

/** Plays the steps; gives who was admitted against the rule, which is as plain as the design has it. */
async function play(steps: readonly Step[]): Promise<readonly string[]> {
  const stage = setUp();
  return stage.world.clock.settle(playOn(stage, steps));
}

async function playOn(stage: ReturnType<typeof setUp>, steps: readonly Step[]): Promise<readonly string[]> {
  const { world, campaigns, accounts, proposals, start, lift, epochs } = stage;
  const released = new Map<string, Set<string>>();
  const recoveredAt = new Map<string, number>();
  const wrong: string[] = [];
  const all = async () => (await campaigns.list()).toSorted((a, b) => a.plannedAt - b.plannedAt);
  const holding = async () => (await all()).filter(({ state }) => state === 'live' || state === 'closed');

  const begin = async (id: string, widened: CampaignRow | undefined, place: (typeof places)[number] | null) => {
    const scope = place === null ? ({ kind: 'everybody' } as const) : ({ kind: 'environment', environments: [place] } as const);
    const row = {
      id,
      kind: 'password',
      state: 'approved',
      title: id,
      scope,
      exemptions: [],
      plannedBy: 'a',
      plannedAt: world.clock.now(),
    } as const;
    await campaigns.plan({ ...row, ...(widened && { widens: widened.id }) }, {}, []);
    for (const found of directory) {
      const there = widened && (await accounts.get(widened.id, found.sub));
      const planned = planAccount({ ...row, ...(widened && { widens: widened.id }) }, new Set(), found, { widened: there });
      if (planned !== undefined) await accounts.add(planned.account);
    }
    await start(id, { startedBy: 'a', startedAt: world.clock.now(), page: '', lingers: noStaleCredentials, lastOldTokenAt: 0 });
  };

  const carryOut = async (each: Step, number: number) => {
    const open = await holding();
    const chosen = 'campaign' in each ? open[each.campaign % Math.max(1, open.length)] : undefined;
    const sub = 'account' in each ? (people[each.account] ?? '') : '';
    if (each.do === 'start')
      await begin(`c${number}`, each.widens === null ? undefined : open[each.widens % Math.max(1, open.length)], each.place);
    else if (each.do === 'close' && chosen !== undefined)
      await campaigns.change(chosen.id, campaignTransitions.close, { closedBy: 'a', closedAt: 1 });
    else if (each.do === 'lift' && chosen !== undefined) {
      const proposal = {
        id: `p${number}`,
        campaignId: chosen.id,
        kind: 'lift',
        state: 'proposed',
        reason: '',
        proposedBy: 'a',
        proposedAt: 1,
      } as const;
      await proposals.add(proposal, []);
      await lift(chosen.id, proposal.id, { confirmedBy: 'b', confirmedAt: world.clock.now(), confirmedDigest: 'd', person: ['b'] });
    } else if (each.do === 'release' && chosen !== undefined) {
      const outcome = await accounts.change(chosen.id, sub, accountTransitions.release, { exemption: 'released' });
      if (outcome.ok) released.set(sub, (released.get(sub) ?? new Set()).add(chosen.id));
    } else if (each.do === 'recover') {
      const at = world.clock.now();
      for (const { id } of open) {
        const fence = at;
        const begun = await accounts.change(id, sub, accountTransitions.recovering, { fence, passwordAt: at }, { trusted: true });
        if (begun.ok) await accounts.change(id, sub, accountTransitions.recovered, { recoveredAt: at }, { trusted: true });
        if (begun.ok) recoveredAt.set(sub, at);
      }
    }
  };

  /** The campaigns that a release from one of them lets an account out of: that one, and those that leave it to that one. */
  const isOutOf = async (sub: string, { id, widens }: CampaignRow): Promise<boolean> => {
    if (released.get(sub)?.has(id)) return true;
    const wider = widens === undefined ? undefined : await campaigns.get(widens);
    return wider !== undefined && (await accounts.get(id, sub))?.exemption === 'covered' && isOutOf(sub, wider);
  };

  for (const [number, each] of steps.entries()) {
    await world.clock.sleep(60_000);
    await carryOut(each, number);
    const held = await epochs();
    const ids = held.map(({ campaignId }) => campaignId);
    for (const [index, found] of directory.entries()) {
      const rows = await accounts.getMany(ids.map((campaignId) => ({ campaignId, sub: found.sub })));
      const facts = { attributes: {}, environment: found.environment, organisation: undefined, createdAt: undefined, listed: false };
      const request = { facts, federated: false, clientId: 'web', isOurClient: false, nowMs: world.clock.now() + 3_600_000 };
      const { admitted } = judge(candidateEpochs(held, 'web'), rows, request);
      for (const campaign of await holding()) {
        const inScope =
          campaign.scope.kind === 'everybody' ||
          (campaign.scope.kind === 'environment' && campaign.scope.environments[0] === places[index % 2]);
        const row = await accounts.get(campaign.id, found.sub);
        // Whom a campaign leaves to the one that it widens, that one decides: an older epoch, which a recovery there has passed.
        const needed = row?.exemption === 'covered' ? Number.NEGATIVE_INFINITY : (campaign.epoch ?? 0);
        const recovered = recoveredAt.get(found.sub);
        const free = (recovered !== undefined && recovered >= needed) || (await isOutOf(found.sub, campaign));
        if (inScope && !free && admitted) wrong.push(`step ${number}: ${campaign.id} holds, and ${found.sub} is in`);
      }
    }
  }
  return wrong;
}

it('a campaign that holds contains whoever its scope covers, however campaigns are started, widened, closed, lifted and released in (property)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
      expect(await play(steps)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
