import { describe, expect, it } from 'vitest';
import type { ClientSettings, PoolSettings } from '../pool/pool.ts';
import { type Door, type DoorFacts, doorsOf } from './doors.ts';
import type { Watch } from './watch.ts';

const gateArn = 'arn:aws:lambda:eu-west-1:1:function:gate';
const nowMs = Date.UTC(2026, 10, 20, 14, 5);

const product: ClientSettings = {
  id: 'product-id',
  name: 'product',
  flows: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH'],
  oauthFlows: [],
  accessTokenMinutes: 60,
  idTokenMinutes: 60,
  refreshTokenMinutes: 30 * 1440,
  challengeMinutes: 3,
  rotates: false,
  revokes: true,
  hidesExistence: true,
  confidential: false,
  writable: ['name'],
  identityProviders: ['COGNITO'],
};

/** A directory in which nothing is open. */
const tight: PoolSettings = {
  id: 'eu-west-1_Pool',
  createdAt: 0,
  tier: 'ESSENTIALS',
  attributes: [],
  mfa: 'OPTIONAL',
  selfSignUp: false,
  recoveryMechanisms: ['admin_only'],
  verifiedBeforeUpdate: ['email', 'phone_number'],
  passwordHistory: 24,
  remembersDevices: false,
  triggers: { PreTokenGeneration: gateArn, PreAuthentication: gateArn, PostConfirmation: gateArn },
  hasDomain: false,
  clients: [product],
};

const seen: Watch = {
  atMs: nowMs,
  detached: [],
  firewall: { mode: 'block', askedAt: nowMs - 60_000, writtenAt: nowMs - 59_000, inForceAt: nowMs - 55_000 },
  trials: [
    { clientId: 'product-id', flow: 'USER_PASSWORD_AUTH', outcome: 'refused' },
    { clientId: 'product-id', flow: 'USER_SRP_AUTH', outcome: 'refused' },
  ],
};

const facts = (more: Partial<DoorFacts> = {}): DoorFacts => ({
  pool: tight,
  campaign: { scope: { kind: 'everybody' } },
  gateArn,
  watch: seen,
  names: { environment: 'custom:environment', organisation: 'custom:organisation' },
  nowMs,
  ...more,
});
const withPool = (pool: Partial<PoolSettings>, more: Partial<DoorFacts> = {}) => doorsOf(facts({ pool: { ...tight, ...pool }, ...more }));
const withClient = (client: Partial<ClientSettings>, more: Partial<DoorFacts> = {}) =>
  withPool({ clients: [{ ...product, ...client }] }, more);
const named = (doors: readonly Door[], name: string) => doors.find((door) => door.name === name);

describe('the checklist', () => {
  it('of a tight directory in a campaign has every door shut', () => {
    expect(doorsOf(facts()).map(({ state }) => state)).toEqual(Array(5).fill('shut'));
  });

  it('has what needs somebody first', () => {
    const doors = withPool({ passwordHistory: 0, selfSignUp: true });
    expect(doors.map(({ state }) => state)).toEqual(['open', 'watched', ...Array(5).fill('shut')]);
  });

  it.each<[string, Partial<PoolSettings>, Door['state']]>([
    ["Cognito's own forgot-password", { recoveryMechanisms: [] }, 'shut'],
    ['Addresses that change unproven', { verifiedBeforeUpdate: ['email'] }, 'watched'],
    ['Self sign-up', { selfSignUp: true }, 'watched'],
    ['Remembered devices', { remembersDevices: true }, 'watched'],
    ['The stolen password again', { passwordHistory: 1 }, 'open'],
    ['Trigger UserMigration', { triggers: { ...tight.triggers, UserMigration: 'arn:of-another' } }, 'watched'],
    ['The gate at PreAuthentication', { triggers: { ...tight.triggers, PreAuthentication: 'arn:of-another' } }, 'open'],
    ['The gate', { triggers: { ...tight.triggers, PreTokenGeneration: `${gateArn}:live` } }, 'shut'],
    ['Sign-in by USER_SRP_AUTH', { triggers: { PreAuthentication: gateArn } }, 'open'],
  ])('shows %s of the directory for %j as %s', (name, pool, state) => {
    expect(named(withPool(pool), name)).toMatchObject({ state });
  });

  it.each<[string, Partial<ClientSettings>, Door['state']]>([
    ['Sign-in by CUSTOM_AUTH', { flows: ['CUSTOM_AUTH'] }, 'watched'],
    ['Machine to machine', { oauthFlows: ['client_credentials'] }, 'open'],
    ['Sign-in from another directory', { identityProviders: ['COGNITO', 'Google'] }, 'open'],
    ['Long refresh tokens', { refreshTokenMinutes: 3650 * 1440 }, 'watched'],
    ['Writes email', { writable: undefined }, 'watched'],
    ['Tokens that cannot be revoked', { revokes: false }, 'open'],
    ['Names that it tells', { hidesExistence: false }, 'open'],
  ])('shows %s of an app client for %j as %s', (name, client, state) => {
    expect(named(withClient(client), name)).toMatchObject({ client: 'product', state });
  });

  it('lists no sign-in that only refreshes, and managed login only where it has an address', () => {
    expect(doorsOf(facts()).map(({ name }) => name)).not.toContain('Sign-in by REFRESH_TOKEN_AUTH');
    const clients = [{ ...product, oauthFlows: ['code'] }];
    expect(named(withPool({ clients }), 'Managed login')).toBeUndefined();
    expect(named(withPool({ clients, hasDomain: true }), 'Managed login')).toMatchObject({ state: 'watched' });
  });

  it('names the attributes of the scope that a client lets its users write', () => {
    const scope = { kind: 'environment', environments: ['nl'] } as const;
    const writable = ['name', 'custom:environment'];
    expect(named(withClient({ writable }, { campaign: { scope } }), 'Writes custom:environment')).toMatchObject({ state: 'watched' });
    expect(withClient({ writable }).map(({ name }) => name)).not.toContain('Writes custom:environment');
  });

  it('counts accounts from another directory as watched where the campaign contains them', () => {
    const doors = withClient({ identityProviders: ['Google'] }, { campaign: { scope: { kind: 'everybody' }, containsFederated: true } });
    expect(named(doors, 'Sign-in from another directory')).toMatchObject({ state: 'watched' });
  });

  it.each([
    ['a token', 'open', { outcome: 'token' }],
    ['a question', 'watched', { outcome: 'challenged' }],
    ['nothing, as it failed', 'watched', { outcome: 'failed' }],
  ] as const)('shows a sign-in that gave the probe %s as %s', (_, state, { outcome }) => {
    const trials = [{ clientId: 'product-id', flow: 'USER_PASSWORD_AUTH', outcome }] as const;
    expect(named(doorsOf(facts({ watch: { ...seen, trials } })), 'Sign-in by USER_PASSWORD_AUTH')).toMatchObject({ state });
  });

  it.each([
    ['there is no firewall of ours', 'open', { mode: 'block', askedAt: nowMs }],
    ['it was written and not seen to hold', 'open', { mode: 'block', askedAt: nowMs, writtenAt: nowMs }],
    ['it sleeps', 'watched', { mode: 'count', askedAt: nowMs, writtenAt: nowMs }],
    ["somebody else's was seen to refuse it", 'shut', { mode: 'block', askedAt: nowMs, inForceAt: nowMs }],
  ] as const)('shows changes with an old access token where %s as %s', (_, state, firewall) => {
    expect(named(doorsOf(facts({ watch: { ...seen, firewall } })), 'Changes with an old access token')).toMatchObject({ state });
  });

  it('tells until when tokens from before the start live', () => {
    const campaign = { scope: { kind: 'everybody' }, lastOldTokenAt: nowMs + 60_000 } as const;
    const [door] = doorsOf(facts({ campaign }));
    expect(door).toMatchObject({
      name: 'Tokens from before the start',
      state: 'open',
      why: expect.stringContaining('2026-11-20 14:06 UTC'),
    });
    expect(named(doorsOf(facts({ campaign, nowMs: nowMs + 60_000 })), 'Tokens from before the start')).toMatchObject({ state: 'shut' });
  });
});
