import type { Headcount } from '#domain/campaign/campaign.ts';
import type { PoolSettings } from '#domain/pool/pool.ts';
import type { Staff } from '#domain/staff/staff.ts';

/** Everybody who works here, with their passwords; the access token of somebody is their name. */
export const people: readonly (Staff & { readonly password: string })[] = [
  { username: 'anna', roles: ['commander'], password: 'anna-has-a-long-password' },
  { username: 'boris', roles: ['commander'], password: 'boris-has-a-long-password' },
  { username: 'carla', roles: ['approver'], password: 'carla-has-a-long-password' },
  { username: 'dirk', roles: ['commander', 'approver'], password: 'dirk-has-a-long-password' },
  { username: 'eva', roles: ['auditor'], password: 'eva-has-a-long-password' },
  { username: 'olga', roles: ['operator'], password: 'olga-has-a-long-password' },
  { username: 'fred', roles: [], password: 'fred-has-a-long-password' },
  { username: 'new', roles: ['agent'], password: 'first-password' },
  { username: 'careful', roles: ['agent'], password: 'careful-has-a-password' },
];

/** A head-count to plan with. */
export const someHeadcount: Headcount = {
  looked: 12_000,
  inScope: 9_400,
  exempt: { federated: 320, listed: 2 },
  unreachable: { disabled: 41, 'unverified-address': 107 },
  notices: 8_930,
  languages: { nl: 8_100, en: 600, de: 150, fr: 80 },
  doubtful: {},
  swept: {},
};

/** The directory's settings. */
export const somePool: PoolSettings = {
  id: 'eu-west-1_Pool',
  createdAt: Date.UTC(2020, 0, 1),
  tier: 'ESSENTIALS',
  attributes: ['sub', 'email', 'custom:environment', 'custom:organisation'],
  mfa: 'OPTIONAL',
  selfSignUp: false,
  recoveryMechanisms: ['admin_only'],
  verifiedBeforeUpdate: [],
  passwordHistory: 24,
  remembersDevices: false,
  triggers: {},
  hasDomain: false,
  clients: [
    {
      id: '4kq1product',
      name: 'product',
      flows: ['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH'],
      oauthFlows: [],
      accessTokenMinutes: 60,
      idTokenMinutes: 60,
      refreshTokenMinutes: 43_200,
      challengeMinutes: 3,
      rotates: false,
      revokes: true,
      hidesExistence: true,
      confidential: false,
      writable: ['email', 'name'],
      identityProviders: [],
    },
  ],
};
