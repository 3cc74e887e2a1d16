import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from '#shared/platform.ts';

/**
 * Retries are Sluis's own, on its own clock: the SDK's would set timers, draw chance and, for SES, send twice. It would also retry
 * Cognito's `LimitExceededException`, which means "this user tried too often".
 */
const once = { maxAttempts: 1 } as const;

/** Waits between tries of a DynamoDB call that was throttled, in ms. */
const throttleWaitsMs: readonly number[] = [50, 100, 200, 400, 800];

/** The same for whoever has something else to do when a table is throttled. */
export const shortWaitsMs: readonly number[] = [50, 100, 200];

interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

const throttles = new Set(['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded']);

/** Whether DynamoDB had no room for a call, which has then done nothing. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && throttles.has(error.name);
}

/**
 * DynamoDB with plain values. An attribute that is undefined is an error, not left out. A throttled call has done nothing, so it is tried again,
 * on the platform's clock, until the caller gives up.
 * @param waitsMs between tries, in ms. @default five, 1.55 s in all
 */
export function documentClient(platform: Platform, waitsMs = throttleWaitsMs): DynamoDBDocumentClient {
  const client = platform.connect(DynamoDBDocumentClient.from(new DynamoDBClient(once)));
  const send = client.send.bind(client) as (command: unknown, options: CallOptions) => Promise<unknown>;
  const patiently = async (command: unknown, options: CallOptions = {}) => {
    for (const waitMs of waitsMs) {
      try {
        return await send(command, options);
      } catch (error) {
        if (!isThrottled(error) || options.abortSignal?.aborted) throw error;
        await platform.clock.sleep(waitMs);
      }
    }
    return send(command, options);
  };
  return Object.assign(client, { send: patiently as typeof client.send });
}

/** Queues. */
export function sqsClient(platform: Platform): SQSClient {
  return platform.connect(new SQSClient(once));
}

/** Mail. */
export function sesClient(platform: Platform): SESv2Client {
  return platform.connect(new SESv2Client(once));
}

/** Text messages. */
export function smsClient(platform: Platform): PinpointSMSVoiceV2Client {
  return platform.connect(new PinpointSMSVoiceV2Client(once));
}

/** User pools. */
export function cognitoClient(platform: Platform): CognitoIdentityProviderClient {
  return platform.connect(new CognitoIdentityProviderClient(once));
}

/** Secrets. */
export function secretsClient(platform: Platform): SecretsManagerClient {
  return platform.connect(new SecretsManagerClient(once));
}

/** Firewalls. */
export function wafClient(platform: Platform): WAFV2Client {
  return platform.connect(new WAFV2Client(once));
}
