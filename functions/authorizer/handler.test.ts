import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEventV2, APIGatewayTokenAuthorizerEvent, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { GateAccount } from '#domain/gate/gate.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import { simulateCognito } from '#simulator/services/cognito/cognito.ts';
import { realWorld } from '#simulator/world.ts';
import type { Dependencies } from './dependencies.ts';
import { makeHandler } from './handler.ts';

const context = {} as Context;
const methodArn = 'arn:aws:execute-api:eu-west-1:1:api/live/GET/invoices';

/** A directory whose tokens are truly signed, with one account that signs in. */
async function setUp(given: { readonly epochs?: readonly EpochRow[]; readonly rows?: readonly GateAccount[] | Error }) {
  const cognito = simulateCognito(realWorld(), { signTokens: true });
  const { id: userPoolId } = cognito.createUserPool({ properties: {} });
  const { id: clientId } = cognito.createClient(userPoolId, {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  cognito.importUsers(userPoolId, [{ Username: 'jan', Attributes: [{ Name: 'sub', Value: 's1' }] }], { password: 'Stolen-Password-2016' });
  const answer = (await cognito.operations.InitiateAuth?.({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'jan', PASSWORD: 'Stolen-Password-2016' },
  })) as { AuthenticationResult: { AccessToken: string; IdToken: string } };
  const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse: null, clientId: null });
  verifier.cacheJwks({ keys: cognito.jwks(userPoolId).keys.map((key) => ({ ...key })) });
  const counts: string[] = [];
  const keys: unknown[] = [];
  const dependencies = {
    verifier,
    recent: recentRows(realWorld().clock),
    epochs: async () => given.epochs ?? [],
    accounts: {
      getMany: async (wanted: unknown) => {
        keys.push(wanted);
        if (given.rows instanceof Error) throw given.rows;
        return given.rows ?? [];
      },
    },
    logger: { log: () => undefined },
    metrics: { count: (name: string) => counts.push(name) },
  } as unknown as Dependencies;
  const handler = makeHandler(dependencies);
  return {
    ...answer.AuthenticationResult,
    counts,
    keys,
    rest: async (authorizationToken: string) => {
      const event: APIGatewayTokenAuthorizerEvent = { type: 'TOKEN', methodArn, authorizationToken };
      return (await handler(event, context)) as APIGatewayAuthorizerResult;
    },
    http: (authorization?: string) =>
      handler({ version: '2.0', headers: { ...(authorization && { authorization }) } } as APIGatewayRequestAuthorizerEventV2, context),
  };
}

const now = Date.now();
const epoch: EpochRow = {
  campaignId: 'c1',
  epoch: now,
  startedAt: now,
  scope: { kind: 'everybody' },
  page: 'https://pages.example',
  lingers: noStaleCredentials,
};
const long = 3_600_000;

describe('the authorizer', () => {
  it('lets a token in while no epoch holds, for every method of the stage', async () => {
    const { rest, AccessToken, counts } = await setUp({});
    const { principalId, policyDocument } = await rest(`Bearer ${AccessToken}`);
    expect(principalId).toBe('s1');
    expect(policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:eu-west-1:1:api/live/*' },
    ]);
    expect(counts).toEqual(['Token::Accepted']);
  });

  it('refuses a token of a contained account, by its subject', async () => {
    const { rest, http, AccessToken, IdToken, keys, counts } = await setUp({
      epochs: [epoch],
      rows: [{ campaignId: 'c1', state: 'contained' }],
    });
    expect((await rest(AccessToken)).policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
    expect(await http(IdToken)).toEqual({ isAuthorized: false, context: { sub: 's1', reason: 'contained' } });
    expect(keys).toEqual([[{ campaignId: 'c1', sub: 's1' }], [{ campaignId: 'c1', sub: 's1' }]]);
    expect(counts).toEqual(['Token::Refused', 'Token::Refused']);
  });

  it('refuses a token from before the recovery of its account, and takes one from after it', async () => {
    const past = { ...epoch, epoch: now - long, startedAt: now - long };
    const recoveredAt = (at: number): GateAccount[] => [{ campaignId: 'c1', state: 'recovered', recoveredAt: at }];
    const before = await setUp({ epochs: [past], rows: recoveredAt(now + long) });
    expect(await before.http(before.AccessToken)).toMatchObject({ isAuthorized: false, context: { reason: 'before-recovery' } });
    const after = await setUp({ epochs: [past], rows: recoveredAt(now - long / 2) });
    expect(await after.http(after.AccessToken)).toMatchObject({ isAuthorized: true });
  });

  it.each(['', 'nonsense', 'Bearer a.b.c'])('answers 401 to "%s"', async (header) => {
    const { rest, http, counts } = await setUp({});
    await expect(rest(header)).rejects.toThrow(/^Unauthorized$/);
    expect(await http(header)).toEqual({ isAuthorized: false, context: {} });
    expect(counts).toEqual(['Token::Invalid', 'Token::Invalid']);
  });

  it('refuses a token of another pool', async () => {
    const [own, other] = [await setUp({}), await setUp({})];
    await expect(own.rest(other.AccessToken)).rejects.toThrow(/^Unauthorized$/);
  });

  it('fails, and lets nobody in, when the account cannot be read', async () => {
    const { rest, AccessToken } = await setUp({ epochs: [epoch], rows: new Error('no answer') });
    await expect(rest(AccessToken)).rejects.toThrow('no answer');
  });
});
