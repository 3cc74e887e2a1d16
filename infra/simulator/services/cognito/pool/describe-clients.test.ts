import { expect, test } from 'vitest';
import { refusal, testPool } from '../fixture.ts';

test('clients are listed page by page, each once', async () => {
  const { cognito, run } = testPool();
  const { id } = cognito.createUserPool({ properties: {} });
  const made = Array.from({ length: 5 }, (_, i) => cognito.createClient(id, i === 0 ? {} : { ClientName: `client ${i}` }).id);
  const listed: unknown[] = [];
  let NextToken: unknown;
  let pages = 0;
  do {
    const page = await run('ListUserPoolClients', { UserPoolId: id, MaxResults: 2, NextToken });
    listed.push(...(page.UserPoolClients as unknown[]));
    NextToken = page.NextToken;
    pages++;
  } while (NextToken !== undefined);
  expect(pages).toBe(3);
  const names = made.map((client, i) => (i === 0 ? client : `client ${i}`));
  expect(listed).toEqual(made.map((ClientId, i) => ({ ClientId, UserPoolId: id, ClientName: names[i] })));
  expect(await run('ListUserPoolClients', { UserPoolId: id })).toEqual({ UserPoolClients: listed });
});

test('a page has at most 60 clients, and a token must be one of a page', async () => {
  const { poolId, run } = testPool();
  expect(await refusal(() => run('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 61 }))).toContain("at 'maxResults'");
  expect(await refusal(() => run('ListUserPoolClients', { UserPoolId: poolId, NextToken: 'x' }))).toContain('Invalid pagination token');
});

test('a client is described with the defaults of what its template leaves out', async () => {
  const { cognito, poolId, run, world } = testPool();
  const properties = {
    ClientName: 'web',
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: 'minutes' },
    WriteAttributes: ['name'],
  };
  const { id, secret } = cognito.createClient(poolId, properties);
  const now = new Date(world.clock.now());
  const { GenerateSecret: _, ...described } = properties;
  expect(await run('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id })).toEqual({
    UserPoolClient: {
      ...described,
      RefreshTokenValidity: 30,
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
      UserPoolId: poolId,
      ClientId: id,
      ClientSecret: secret,
      CreationDate: now,
      LastModifiedDate: now,
    },
  });
});
