import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { expect, it } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateCognito } from '#simulator/services/cognito/cognito.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeReadPool } from './pool.ts';

const hosted = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'] };

async function settingsOf(UserPoolTier: 'LITE' | 'ESSENTIALS') {
  const world = virtualWorld({ seed: 1 });
  const cognito = simulateCognito(world);
  const client = connectDirect(
    new CognitoIdentityProviderClient({}),
    world,
    outsideCaller,
    new Map([['CognitoIdentityProviderClient', cognito]]),
  );
  const { id: UserPoolId } = cognito.createUserPool({ properties: { UserPoolTier, MfaConfiguration: 'OFF' } });
  cognito.createDomain(UserPoolId, 'login', false);
  const { id: ClientId } = cognito.createClient(UserPoolId, {
    ClientName: 'web',
    GenerateSecret: true,
    AuthSessionValidity: 15,
    ...hosted,
  });
  cognito.createClient(UserPoolId, { ClientName: 'plain', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], AccessTokenValidity: 2 });
  if (UserPoolTier !== 'LITE') {
    await cognito.operations.SetUserPoolClientSessionConfiguration?.({ UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 90 } });
  }
  const read = (ownClientId?: string) => world.clock.settle(makeReadPool(client, UserPoolId, ownClientId)());
  return { ...(await read()), withoutWeb: () => read(ClientId) };
}

it('reads the settings of a pool and of all its clients, with the life of the cookie where people sign in by managed login', async () => {
  const { clients, hasDomain, mfa } = await settingsOf('ESSENTIALS');
  expect([hasDomain, mfa]).toEqual([true, 'OFF']);
  expect(clients.find(({ name }) => name === 'web')).toMatchObject({ challengeMinutes: 15, cookieMinutes: 90, confidential: true });
  const plain = clients.find(({ name }) => name === 'plain');
  expect(plain).toMatchObject({ flows: ['USER_PASSWORD_AUTH'], accessTokenMinutes: 120, oauthFlows: [] });
  expect(plain).not.toHaveProperty('cookieMinutes');
});

it('asks the Lite plan for no cookie', async () => {
  const { clients } = await settingsOf('LITE');
  expect(clients.map((client) => client.cookieMinutes)).toEqual([undefined, undefined]);
});

it('leaves our own client out', async () => {
  const { withoutWeb } = await settingsOf('ESSENTIALS');
  expect((await withoutWeb()).clients.map(({ name }) => name)).toEqual(['plain']);
});
