import type { AccountRow } from '#domain/account/account.ts';
import { type Cohort, type SweepPlan, sweepOrder } from '#domain/account/sweep-plan.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneOf } from '#domain/lane.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { simulatedPlatform } from '#infra/rehearsal/simulated-platform.ts';
import { lanePartition } from '#shared/aws/account/accounts.ts';
import { freezable } from '#simulator/clock.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { type Faults, noFaults } from '#simulator/faults.ts';
import type { Service } from '#simulator/service.ts';
import { simulateCognito } from '#simulator/services/cognito/cognito.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeDependencies } from '../../functions/sweep/dependencies.ts';
import { runSweep } from '../../functions/sweep/sweep.ts';

/** An account to sweep; what is left out is as most accounts have it. */
export type Subject = Partial<AccountRow> & {
  readonly sub: string;
  /** When it was changed last, in ms since 1970. */
  readonly modifiedAt?: number;
};

/** What the sweep finds. */
export interface StageOptions {
  readonly accounts: readonly Subject[];
  /** @default everybody is signed out */
  readonly plan?: SweepPlan['primitives'];
  readonly faults?: Faults;
}

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
];

/** Signs everybody out. */
export const signOutAll = { privileged: 'sign-out', compromised: 'sign-out', active: 'sign-out', dormant: 'sign-out' } as const;

/** The sweep of a live campaign `c1` on simulated AWS in virtual time. */
export function setStage({ accounts, plan = signOutAll, faults = noFaults }: StageOptions) {
  const world = virtualWorld({ faults });
  const dynamodb = simulateDynamoDb(world, { partitionWriteUnits: Number.POSITIVE_INFINITY });
  const cognito = simulateCognito(world);
  for (const TableName of ['recoveries', 'pace']) {
    dynamodb.createTable({ TableName, AttributeDefinitions: [text('pk')], KeySchema: key('pk') });
  }
  for (const TableName of ['campaigns', 'epochs']) {
    dynamodb.createTable({ TableName, AttributeDefinitions: [text('pk'), text('sk')], KeySchema: key('pk', 'sk') });
  }
  dynamodb.createTable({
    TableName: 'accounts',
    AttributeDefinitions: ['pk', 'sk', 'sweep'].map(text),
    KeySchema: key('pk', 'sk'),
    LocalSecondaryIndexes: [{ IndexName: 'bySweep', KeySchema: key('pk', 'sweep'), Projection: { ProjectionType: 'ALL' } }],
  });
  const put = (TableName: string, Item: object) => void dynamodb.operations.PutItem?.({ TableName, Item });
  const startedAt = world.clock.now();
  const putCampaign = (row: Partial<CampaignRow> = {}) =>
    put('campaigns', {
      pk: 'campaign',
      sk: 'c1',
      id: 'c1',
      state: 'live',
      startedAt,
      epoch: startedAt,
      sweep: { primitives: plan, activeDays: 90 },
      ...row,
    });
  putCampaign();
  const epoch = { epoch: startedAt, startedAt, page: '', lingers: noStaleCredentials, scope: { kind: 'everybody' } };
  for (const campaignId of new Set(['c1', ...accounts.flatMap((account) => account.campaignId ?? [])])) {
    put('epochs', { pk: 'epochs', sk: campaignId, campaignId, ...epoch });
  }
  const putAccount = ({ modifiedAt, ...account }: Subject) => {
    const cohort: Cohort = account.cohort ?? 'active';
    const row = { campaignId: 'c1', username: account.sub, state: 'contained', cohort, ...account };
    const sweep = row.state === 'contained' ? { sweep: sweepOrder(cohort, modifiedAt, row.sub) } : {};
    put('accounts', { pk: lanePartition(row.campaignId, laneOf(row.sub)), sk: row.sub, ...sweep, ...row });
  };
  accounts.forEach(putAccount);
  const pool = cognito.createUserPool({ name: 'accounts', properties: { Policies: { PasswordPolicy: { MinimumLength: 60 } } } });
  const { id: clientId } = cognito.createClient(pool.id, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] });
  const users = new Map(accounts.map((account) => [account.username ?? account.sub, account]));
  cognito.importUsers(
    pool.id,
    [...users].map(([Username, { sub }]) => ({ Username, Attributes: [{ Name: 'sub', Value: sub }] })),
    { password: 'Stolen-Password-2016' },
  );

  const logs: string[] = [];
  const clients = new Map<string, Service>([
    ['DynamoDBDocumentClient', dynamodb],
    ['CognitoIdentityProviderClient', cognito],
  ]);
  const newDependencies = () => {
    const clock = freezable(world.clock);
    const caller = { name: 'sweep', alive: () => true, crash: () => undefined, freeze: clock.freeze };
    const connect = <C>(client: C) => connectDirect(client, { ...world, clock }, caller, clients);
    const fetchCertificate = () => Promise.reject(new Error('the sweep fetches no certificate'));
    const log = (line: string) => void logs.push(line);
    const inside = { name: 'sweep', clock, connect, fetchCertificate, alive: caller.alive, log };
    return makeDependencies(
      {
        CAMPAIGNS_TABLE: 'campaigns',
        EPOCHS_TABLE: 'epochs',
        ACCOUNTS_TABLE: 'accounts',
        RECOVERIES_TABLE: 'recoveries',
        PACE_TABLE: 'pace',
        USER_POOL_ID: pool.id,
        COGNITO_RECOVERY_PER_SECOND: '30',
        COGNITO_UPDATE_PER_SECOND: '25',
      },
      simulatedPlatform(inside, world.random, (length) => world.random.bytes(length)),
    );
  };

  /** Begins an invocation of two minutes. */
  const begin = (): Promise<void> => {
    const endMs = world.clock.now() + 120_000;
    return runSweep(newDependencies(), { campaignId: 'c1' }, () => endMs - world.clock.now());
  };

  return {
    world,
    dynamodb,
    cognito,
    poolId: pool.id,
    logs,
    newDependencies,
    putCampaign,
    /** The campaign's row. */
    campaign: [...dynamodb.rows('campaigns')][0] as unknown as CampaignRow,
    putAccount,
    put,
    begin,
    /** An invocation, from beginning to end. */
    run: () => world.clock.settle(begin()),
    pass: (ms: number) => world.clock.run({ untilMs: world.clock.now() + ms }),
    row: (sub: string, campaignId = 'c1') =>
      [...dynamodb.rows('accounts')].find((row) => row.sub === sub && row.campaignId === campaignId) as unknown as AccountRow,
    rows: () => [...dynamodb.rows('accounts')] as unknown as readonly AccountRow[],
    user: (username: string) => cognito.inspect.user(pool.id, username),
    /** A session that began before the campaign. */
    openSession: (username: string) => cognito.openSession(pool.id, username, clientId, startedAt - 60_000),
    calls: (operation: string) => world.meter.of('cognito', operation).calls,
    /** Why the last invocation stopped. */
    lastReason: () => logs.map((line) => JSON.parse(line)).findLast(({ code }) => code === 'SLU-912')?.reason as string | undefined,
  };
}
