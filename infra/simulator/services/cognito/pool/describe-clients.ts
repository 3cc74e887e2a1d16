import type { DescribeUserPoolClientRequest, ListUserPoolClientsRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, clientOf, poolOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { invalidParameter } from '../refusals.ts';
import type { Client } from './client.ts';

/** The most clients on a page, and believed to be so many without `MaxResults`: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
const pageSize = 60;

/** Descriptions of app clients. */
export const clientDescriptions = {
  DescribeUserPoolClient: operation<DescribeUserPoolClientRequest>(
    'UserPoolClientRead',
    ['UserPoolId', 'ClientId'],
    [],
    (cognito, input) => ({
      UserPoolClient: describeClient(clientOf(cognito, input.ClientId, input.UserPoolId)),
    }),
  ),
  ListUserPoolClients: operation<ListUserPoolClientsRequest>('UserPoolClientRead', ['UserPoolId'], ['MaxResults', 'NextToken'], list),
};

/** The template's properties with AWS's defaults. Flows, and lists of attributes, that nobody set are left out, as AWS does. */
function describeClient(client: Client): Fields {
  const { GenerateSecret: _generated, ...properties } = client.properties;
  return {
    RefreshTokenValidity: 30,
    TokenValidityUnits: {},
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    ...properties,
    UserPoolId: client.pool.id,
    ClientId: client.id,
    ClientName: nameOf(client),
    ...(client.secret === undefined ? {} : { ClientSecret: client.secret }),
    CreationDate: new Date(client.createdMs),
    LastModifiedDate: new Date(client.createdMs),
  };
}

/** Pages in the order in which the clients were made; only a missing `NextToken` is the end. */
function list(cognito: Cognito, input: Checked<ListUserPoolClientsRequest>): Fields {
  const pool = poolOf(cognito, input.UserPoolId);
  const limit = input.MaxResults ?? pageSize;
  if (!Number.isInteger(limit) || limit < 1 || limit > pageSize) {
    throw invalidParameter(
      `1 validation error detected: Value '${limit}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to ${pageSize}`,
    );
  }
  const clients = [...cognito.clients.values()].filter((client) => client.pool === pool);
  const from = input.NextToken === undefined ? 0 : clients.findIndex(({ id }) => tokenAt(id) === input.NextToken);
  if (from < 0) throw invalidParameter('Invalid pagination token given.');
  const next = clients[from + limit];
  return {
    UserPoolClients: clients
      .slice(from, from + limit)
      .map((client) => ({ ClientId: client.id, UserPoolId: pool.id, ClientName: nameOf(client) })),
    ...(next === undefined ? {} : { NextToken: tokenAt(next.id) }),
  };
}

function nameOf(client: Client): unknown {
  return client.properties.ClientName ?? client.id;
}

function tokenAt(clientId: string): string {
  return Buffer.from(`from ${clientId}`).toString('base64url');
}
