import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from '#shared/platform.ts';

/**
 * Retries are Sluis's own, on its own clock: the SDK's would set timers, draw chance and, for SES, send twice. It would also retry
 * Cognito's `LimitExceededException`, which means "this user tried too often".
 */
const once = { maxAttempts: 1 } as const;

/** DynamoDB with plain values. An attribute that is undefined is an error, not left out. */
export function documentClient(platform: Platform): DynamoDBDocumentClient {
  return platform.connect(DynamoDBDocumentClient.from(new DynamoDBClient(once)));
}

/** Queues. */
export function sqsClient(platform: Platform): SQSClient {
  return platform.connect(new SQSClient(once));
}

/** Mail. */
export function sesClient(platform: Platform): SESv2Client {
  return platform.connect(new SESv2Client(once));
}

/** User pools. */
export function cognitoClient(platform: Platform): CognitoIdentityProviderClient {
  return platform.connect(new CognitoIdentityProviderClient(once));
}

/** Secrets. */
export function secretsClient(platform: Platform): SecretsManagerClient {
  return platform.connect(new SecretsManagerClient(once));
}
