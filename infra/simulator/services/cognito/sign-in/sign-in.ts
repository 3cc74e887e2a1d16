import type { AdminInitiateAuthRequest, InitiateAuthRequest } from '@aws-sdk/client-cognito-identity-provider';
import { UnsupportedError } from '#simulator/errors.ts';
import { type Cognito, clientOf } from '../context.ts';
import { operation } from '../operation.ts';
import type { Client } from '../pool/client.ts';
import { invalidParameter } from '../refusals.ts';
import { refreshFlow } from '../tokens/refresh.ts';
import { type Parameters, required } from './auth-parameters.ts';
import { customFlow } from './custom-auth.ts';
import { choiceFlow } from './passkey-sign-in.ts';
import { passwordFlow } from './password-flow.ts';
import { srpFlow } from './srp-sign-in.ts';

/** Sign-in by every flow of the API. */
export const signIn = {
  InitiateAuth: operation<InitiateAuthRequest>(
    'UserAuthentication',
    ['ClientId', 'AuthFlow'],
    ['AuthParameters', 'ClientMetadata'],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      if (input.AuthFlow.startsWith('ADMIN_')) throw invalidParameter('Initiate Auth method not supported.');
      return start(cognito, client, input.AuthFlow, input.AuthParameters ?? {}, input.ClientMetadata);
    },
  ),
  AdminInitiateAuth: operation<AdminInitiateAuthRequest>(
    'UserAuthentication',
    ['UserPoolId', 'ClientId', 'AuthFlow'],
    ['AuthParameters', 'ClientMetadata'],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId, input.UserPoolId);
      if (input.AuthFlow === 'USER_PASSWORD_AUTH') throw invalidParameter('Initiate Auth method not supported.');
      return start(cognito, client, input.AuthFlow, input.AuthParameters ?? {}, input.ClientMetadata);
    },
  ),
};

function start(cognito: Cognito, client: Client, flow: string, parameters: Parameters, metadata: Record<string, string> | undefined) {
  switch (flow) {
    case 'USER_PASSWORD_AUTH':
      if (!client.flows.has(flow)) throw invalidParameter('USER_PASSWORD_AUTH flow not enabled for this client');
      return passwordFlow(cognito, client, parameters, metadata);
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      if (!client.flows.has('ADMIN_USER_PASSWORD_AUTH') && !client.flows.has('ADMIN_NO_SRP_AUTH')) throw flowNotEnabled();
      return passwordFlow(cognito, client, parameters, metadata);
    case 'USER_SRP_AUTH':
      if (!client.flows.has(flow)) throw flowNotEnabled();
      return srpFlow(cognito, client, parameters, metadata);
    case 'CUSTOM_AUTH':
      if (!client.flows.has(flow) && !client.flows.has('CUSTOM_AUTH_FLOW_ONLY')) throw flowNotEnabled();
      return customFlow(cognito, client, parameters, metadata);
    case 'USER_AUTH':
      if (!client.flows.has(flow)) throw flowNotEnabled();
      return choiceFlow(cognito, client, parameters, metadata);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshFlow(cognito, client, required(parameters, 'REFRESH_TOKEN'), parameters.SECRET_HASH);
    default:
      throw new UnsupportedError('cognito', `AuthFlow ${flow}`);
  }
}

const flowNotEnabled = () => invalidParameter('Auth flow not enabled for this client');
