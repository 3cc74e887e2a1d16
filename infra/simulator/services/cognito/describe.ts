import type { DescribeUserPoolClientRequest, DescribeUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import { clientOf, poolOf } from './context.ts';
import { operation } from './operation.ts';

/** Descriptions of pools and clients: the template's properties under the API's names. */
export const descriptions = {
  DescribeUserPool: operation<DescribeUserPoolRequest>('UserPoolRead', ['UserPoolId'], [], (cognito, input) => {
    const pool = poolOf(cognito, input.UserPoolId);
    const {
      UserPoolName: _name,
      Schema: SchemaAttributes,
      EnabledMfas: _mfas,
      WebAuthnFactorConfiguration: _factor,
      WebAuthnRelyingPartyID: _party,
      WebAuthnUserVerification: _verification,
      ...properties
    } = pool.properties;
    return {
      UserPool: {
        ...properties,
        ...(SchemaAttributes === undefined ? {} : { SchemaAttributes }),
        Id: pool.id,
        Name: pool.name,
        Arn: pool.arn,
        LambdaConfig: { ...pool.triggers },
        MfaConfiguration: pool.mfa,
        CreationDate: new Date(pool.createdMs),
        LastModifiedDate: new Date(pool.modifiedMs),
        EstimatedNumberOfUsers: pool.directory.size,
      },
    };
  }),
  DescribeUserPoolClient: operation<DescribeUserPoolClientRequest>(
    'UserPoolClientRead',
    ['UserPoolId', 'ClientId'],
    [],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId, input.UserPoolId);
      const { GenerateSecret: _generated, ...properties } = client.properties;
      return {
        UserPoolClient: {
          ...properties,
          UserPoolId: client.pool.id,
          ClientId: client.id,
          ...(client.secret === undefined ? {} : { ClientSecret: client.secret }),
          CreationDate: new Date(client.createdMs),
          LastModifiedDate: new Date(client.createdMs),
        },
      };
    },
  ),
};
