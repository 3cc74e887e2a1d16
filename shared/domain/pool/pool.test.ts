import { describe, expect, it } from 'vitest';
import { type ClientSettings, clientsThatWrite, lifetimesIn, longestTokenMs, type PoolSettings } from './pool.ts';

const client: ClientSettings = {
  id: 'product',
  name: 'product',
  flows: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH'],
  oauthFlows: [],
  accessTokenMinutes: 60,
  idTokenMinutes: 30,
  refreshTokenMinutes: 43_200,
  challengeMinutes: 3,
  rotates: false,
  revokes: true,
  hidesExistence: true,
  confidential: false,
  writable: undefined,
  identityProviders: ['COGNITO'],
};
const web: ClientSettings = { ...client, id: 'web', oauthFlows: ['code'] };

function pool(clients: readonly ClientSettings[], changes: Partial<PoolSettings> = {}): PoolSettings {
  return {
    id: 'eu-west-1_Pool',
    createdAt: 0,
    tier: 'ESSENTIALS',
    attributes: ['email'],
    mfa: 'OFF',
    selfSignUp: false,
    recoveryMechanisms: [],
    verifiedBeforeUpdate: [],
    passwordHistory: 24,
    remembersDevices: false,
    triggers: {},
    hasDomain: true,
    clients,
    ...changes,
  };
}

const minutesAt = (settings: PoolSettings) =>
  Object.fromEntries(Object.entries(lifetimesIn(settings).byClient).map(([id, ms]) => [id, ms / 60_000]));

describe('something from before a start', () => {
  it('lingers where passwords are all there is for the proof of a temporary one and the new one in its place', () => {
    expect(minutesAt(pool([client]))).toEqual({ product: 6 });
  });

  it('lingers for each challenge that may follow: a choice of the way, a choice of the factor and its code, a device, rounds of a custom sign-in', () => {
    expect(minutesAt(pool([client], { mfa: 'OPTIONAL' }))).toEqual({ product: 12 });
    expect(minutesAt(pool([{ ...client, flows: ['USER_AUTH'], challengeMinutes: 15 }]))).toEqual({ product: 45 });
    expect(minutesAt(pool([client], { remembersDevices: true }))).toEqual({ product: 12 });
    expect(minutesAt(pool([{ ...client, flows: ['CUSTOM_AUTH'] }]))).toEqual({ product: 15 });
  });

  it('lingers at managed login for challenge, cookie and code, one after the other, the challenge at any client of its pages', () => {
    expect(minutesAt(pool([{ ...client, challengeMinutes: 15 }, web]))).toEqual({ product: 30, web: 71 });
    expect(minutesAt(pool([{ ...web, id: 'slow', challengeMinutes: 15 }, web]))).toEqual({ slow: 95, web: 95 });
    expect(minutesAt(pool([web, { ...web, id: 'long', cookieMinutes: 129_600 }]))).toEqual({ web: 71, long: 129_611 });
    expect(minutesAt(pool([web], { hasDomain: false }))).toEqual({ web: 6 });
  });

  it('lingers at a client that nobody knew for as long as at any', () => {
    expect(lifetimesIn(pool([client, web])).other).toBe(71 * 60_000);
    expect(lifetimesIn(pool([])).other).toBe(0);
  });
});

describe('the settings of a directory', () => {
  it('tell how long the longest token is valid', () => {
    expect(longestTokenMs(pool([client, { ...web, idTokenMinutes: 90 }]))).toBe(90 * 60_000);
  });

  it('tell through which clients a holder may write an attribute: by default all standard ones', () => {
    const clients = [client, { ...web, writable: ['custom:plan'] }];
    expect(clientsThatWrite(pool(clients), 'email').map(({ id }) => id)).toEqual(['product']);
    expect(clientsThatWrite(pool(clients), 'custom:plan').map(({ id }) => id)).toEqual(['web']);
  });
});
