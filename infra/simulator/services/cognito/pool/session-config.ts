import type {
  GetUserPoolClientSessionConfigurationRequest,
  SetUserPoolClientSessionConfigurationRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { clientOf } from '../context.ts';
import { operation } from '../operation.ts';
import { invalidParameter } from '../refusals.ts';
import type { Client } from './client.ts';

/** 90 days. */
const mostMinutes = 129_600;

/**
 * How long a client reuses the cookie of managed login
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ClientSSOSessionConfigType.html). Unlike AWS it does not ask for session
 * tracking, which is not here. The request-rate categories are believed: those of other settings of a client.
 */
export const sessionConfigurations = {
  GetUserPoolClientSessionConfiguration: operation<GetUserPoolClientSessionConfigurationRequest>(
    'UserPoolClientRead',
    ['UserPoolId', 'ClientId'],
    [],
    (cognito, input) => describe(clientOf(cognito, input.ClientId, input.UserPoolId)),
  ),
  SetUserPoolClientSessionConfiguration: operation<SetUserPoolClientSessionConfigurationRequest>(
    'UserPoolClientUpdate',
    ['UserPoolId', 'ClientId', 'SSOSession'],
    [],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId, input.UserPoolId);
      if (client.pool.properties.UserPoolTier === 'LITE') {
        throw new AwsError('FeatureUnavailableInTierException', 'Session configuration is not available in the LITE tier.');
      }
      const minutes = input.SSOSession.MaxValidityMinutes ?? Number.NaN;
      if (!(minutes >= 0 && minutes <= mostMinutes)) throw invalidParameter(`MaxValidityMinutes must be between 0 and ${mostMinutes}.`);
      client.cookieMinutes = minutes;
      return describe(client);
    },
  ),
};

function describe(client: Client): Fields {
  return { UserPoolId: client.pool.id, ClientId: client.id, SSOSession: { MaxValidityMinutes: client.cookieMinutes } };
}
