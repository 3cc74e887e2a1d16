import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { type CallPolicy, withPolicy } from './calls.ts';

/**
 * Calls are repeated by {@link withPolicy}, on the platform's clock: the SDK's own retries would set timers, draw chance and, for SES, send twice. They would
 * also repeat Cognito's `LimitExceededException`, which means "this user tried too often".
 */
const settings = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000 } } as const;

/**
 * How each service is called. What a caller paces itself (mails, texts, Cognito's rates) is not repeated here when it is throttled. A mail, a text and an answer
 * to a challenge must not happen twice; nor must a new password, of which the second try says that it was used before.
 */
export const policies = {
  dynamodb: { tryMs: 3_000, waitsMs: [100, 200, 400, 800, 1_600], repeatsThrottled: true },
  sqs: { tryMs: 3_000, waitsMs: [100, 200, 400, 800], repeatsThrottled: true },
  ses: { tryMs: 8_000, waitsMs: [100, 200, 400], repeatsThrottled: false, once: new Set(['SendEmail', 'SendBulkEmail']) },
  sms: { tryMs: 8_000, waitsMs: [100, 200, 400], repeatsThrottled: false, once: new Set(['SendTextMessage']) },
  cognito: {
    tryMs: 5_000,
    waitsMs: [100, 200, 400],
    repeatsThrottled: false,
    once: new Set([
      'AdminCreateUser',
      'AdminRespondToAuthChallenge',
      'AdminSetUserPassword',
      'DeleteWebAuthnCredential',
      'ForgotPassword',
      'RespondToAuthChallenge',
      'VerifySoftwareToken',
    ]),
  },
  secrets: { tryMs: 3_000, waitsMs: [100, 200, 400], repeatsThrottled: true },
  sns: { tryMs: 3_000, waitsMs: [100, 200], repeatsThrottled: true },
  waf: { tryMs: 8_000, waitsMs: [100, 200, 400, 800], repeatsThrottled: true },
} as const satisfies Readonly<Record<string, CallPolicy>>;

/** DynamoDB and queues for a caller that has a second or so: two tries of a call fit into it. */
export const quickly = { tryMs: 400, waitsMs: [50, 100, 200], repeatsThrottled: true } as const satisfies CallPolicy;

/** DynamoDB with plain values. An attribute that is undefined is an error, not left out. */
export function documentClient(platform: Platform, policy: CallPolicy = policies.dynamodb): DynamoDBDocumentClient {
  const client = new DynamoDBClient(settings);
  // A document client does not close the connections of the client that it stands on.
  const documents = Object.assign(DynamoDBDocumentClient.from(client), { destroy: () => client.destroy() });
  return withPolicy(platform.connect(documents), platform, policy);
}

/** Queues. */
export function sqsClient(platform: Platform, policy: CallPolicy = policies.sqs): SQSClient {
  return withPolicy(platform.connect(new SQSClient(settings)), platform, policy);
}

/** Mail. */
export function sesClient(platform: Platform): SESv2Client {
  return withPolicy(platform.connect(new SESv2Client(settings)), platform, policies.ses);
}

/** Text messages. */
export function smsClient(platform: Platform): PinpointSMSVoiceV2Client {
  return withPolicy(platform.connect(new PinpointSMSVoiceV2Client(settings)), platform, policies.sms);
}

/** User pools. */
export function cognitoClient(platform: Platform): CognitoIdentityProviderClient {
  return withPolicy(platform.connect(new CognitoIdentityProviderClient(settings)), platform, policies.cognito);
}

/**
 * User pools, for calls that pass the directory's firewall: their `User-Agent` carries a key that callers elsewhere do not have. AWS WAF is shown that header
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html: "browser agents").
 */
export function keyedCognitoClient(platform: Platform, readKey: () => Promise<string>): () => Promise<CognitoIdentityProviderClient> {
  let made: { readonly key: string; readonly client: CognitoIdentityProviderClient } | undefined;
  return async () => {
    const key = await readKey();
    if (made?.key !== key) {
      const client = new CognitoIdentityProviderClient({ ...settings, customUserAgent: [['sluis', key]] });
      made = { key, client: withPolicy(platform.connect(client), platform, policies.cognito) };
    }
    return made.client;
  };
}

/** Secrets. */
export function secretsClient(platform: Platform, policy: CallPolicy = policies.secrets): SecretsManagerClient {
  return withPolicy(platform.connect(new SecretsManagerClient(settings)), platform, policy);
}

/** Topics. */
export function snsClient(platform: Platform): SNSClient {
  return withPolicy(platform.connect(new SNSClient(settings)), platform, policies.sns);
}

/** Firewalls. */
export function wafClient(platform: Platform): WAFV2Client {
  return withPolicy(platform.connect(new WAFV2Client(settings)), platform, policies.waf);
}

/** {@link documentClient} with its usual policy. */
export const dynamodb: Part<DynamoDBDocumentClient> = ({ platform }) => documentClient(platform);

/** {@link sqsClient} with its usual policy. */
export const sqs: Part<SQSClient> = ({ platform }) => sqsClient(platform);

/** The one client for mail. */
export const ses: Part<SESv2Client> = ({ platform }) => sesClient(platform);

/** The one client for text messages. */
export const sms: Part<PinpointSMSVoiceV2Client> = ({ platform }) => smsClient(platform);

/** The one client for user pools, without a key. */
export const cognito: Part<CognitoIdentityProviderClient> = ({ platform }) => cognitoClient(platform);

/** {@link secretsClient} with its usual policy. */
export const secretsManager: Part<SecretsManagerClient> = ({ platform }) => secretsClient(platform);

/** The one client for topics. */
export const sns: Part<SNSClient> = ({ platform }) => snsClient(platform);

/** The one client for firewalls. */
export const waf: Part<WAFV2Client> = ({ platform }) => wafClient(platform);
