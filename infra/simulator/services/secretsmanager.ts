import { AwsError, supportsOnly } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';

/** Secrets that can be read and written by name or ARN. */
export interface SimulatedSecretsManager extends Service {
  /** Stores a secret string. @throws AwsError when the name is taken. */
  createSecret(name: string, value: string): { arn: string };
}

interface Version {
  readonly id: string;
  readonly value: string;
  readonly createdAtMs: number;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly versions: Map<string, Version>;
  /** Which version each staging label is attached to. */
  readonly stages: Map<string, string>;
}

const reads = new Set(['SecretId', 'VersionStage']);
const writes = new Set(['SecretId', 'SecretString', 'ClientRequestToken', 'VersionStages']);
const lists = new Set(['MaxResults', 'NextToken']);
/** Secrets of a page at most: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const mostListed = 100;
const moves = new Set(['SecretId', 'VersionStage', 'RemoveFromVersionId', 'MoveToVersionId']);
/** Bytes of a value: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const mostBytes = 65_536;

/**
 * Secrets Manager as far as GetSecretValue, PutSecretValue, UpdateSecretVersionStage and ListSecrets go, without its quotas and without removing versions that have
 * no label. Reads are never stale here.
 */
export function simulateSecretsManager(world: World): SimulatedSecretsManager {
  const random = world.random.fork('secretsmanager');
  const secrets = new Map<string, Secret>();
  const secretOf = ({ SecretId }: Fields) => {
    const secret = secrets.get(String(SecretId));
    if (secret === undefined) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  };
  const put = (secret: Secret, id: string, value: string) => {
    secret.versions.set(id, { id, value, createdAtMs: Math.floor(world.clock.now()) });
  };
  return {
    name: 'secretsmanager',
    operations: {
      GetSecretValue(input) {
        supportsOnly('secretsmanager', 'GetSecretValue', input, reads);
        const secret = secretOf(input);
        const stage = String(input.VersionStage ?? 'AWSCURRENT');
        const version = secret.versions.get(secret.stages.get(stage) ?? '');
        if (version === undefined) {
          throw new AwsError(
            'ResourceNotFoundException',
            `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
          );
        }
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: version.id,
          SecretString: version.value,
          VersionStages: stagesOf(secret, version.id),
          CreatedDate: new Date(version.createdAtMs),
        };
      },
      PutSecretValue(input) {
        supportsOnly('secretsmanager', 'PutSecretValue', input, writes);
        const value = String(input.SecretString ?? '');
        if (value === '') throw new AwsError('InvalidParameterException', 'You must provide a value for SecretString or SecretBinary.');
        if (Buffer.byteLength(value) > mostBytes) {
          throw new AwsError(
            'ValidationException',
            "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
          );
        }
        const secret = secretOf(input);
        const id = String(input.ClientRequestToken ?? random.uuid());
        const before = secret.versions.get(id);
        if (before !== undefined && value !== before.value) {
          throw new AwsError('ResourceExistsException', 'You can’t use ClientRequestToken again for another value of the secret.');
        }
        if (before === undefined) put(secret, id, value);
        for (const stage of (input.VersionStages as readonly string[] | undefined) ?? ['AWSCURRENT']) attach(secret, stage, id);
        return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: stagesOf(secret, id) };
      },
      ListSecrets(input) {
        supportsOnly('secretsmanager', 'ListSecrets', input, lists);
        const { MaxResults: most = mostListed, NextToken: token = '0' } = input as { MaxResults?: number; NextToken?: string };
        if (most < 1 || most > mostListed) {
          const bound = most < 1 ? 'greater than or equal to 1' : `less than or equal to ${mostListed}`;
          throw new AwsError(
            'ValidationException',
            `1 validation error detected: Value '${most}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
          );
        }
        const all = [...new Set(secrets.values())];
        if (!/^\d+$/.test(token) || Number(token) > all.length) throw new AwsError('InvalidNextTokenException', 'Invalid NextToken.');
        const end = Number(token) + most;
        const page = all.slice(Number(token), end).map((secret) => ({ ARN: secret.arn, Name: secret.name }));
        return { SecretList: page, ...(end < all.length && { NextToken: String(end) }) };
      },
      UpdateSecretVersionStage(input) {
        supportsOnly('secretsmanager', 'UpdateSecretVersionStage', input, moves);
        const secret = secretOf(input);
        const { VersionStage, RemoveFromVersionId, MoveToVersionId } = input as Readonly<Record<string, string | undefined>>;
        const attached = secret.stages.get(VersionStage ?? '');
        if (attached !== RemoveFromVersionId) {
          throw new AwsError(
            'InvalidParameterException',
            `The parameter RemoveFromVersionId can't be empty. Staging label ${VersionStage} is currently attached to version ${attached}, so you must explicitly reference that version in RemoveFromVersionId.`,
          );
        }
        if (MoveToVersionId === undefined || !secret.versions.has(MoveToVersionId)) {
          throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret version.");
        }
        attach(secret, VersionStage ?? '', MoveToVersionId);
        return { ARN: secret.arn, Name: secret.name };
      },
    },
    createSecret(name, value) {
      if (secrets.has(name)) {
        throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
      }
      const arn = `arn:aws:secretsmanager:${world.region}:${world.accountId}:secret:${name}-${random.uuid().slice(0, 6)}`;
      const secret: Secret = { arn, name, versions: new Map(), stages: new Map() };
      const id = random.uuid();
      put(secret, id, value);
      attach(secret, 'AWSCURRENT', id);
      secrets.set(name, secret).set(arn, secret);
      return { arn };
    },
  };
}

/** Attaches a label to a version; where that is AWSCURRENT, the version that had it is AWSPREVIOUS from then on. */
function attach({ stages }: Secret, stage: string, id: string): void {
  const before = stages.get(stage);
  if (stage === 'AWSCURRENT' && before !== undefined && before !== id) stages.set('AWSPREVIOUS', before);
  stages.set(stage, id);
}

function stagesOf({ stages }: Secret, id: string): readonly string[] {
  return [...stages].flatMap(([stage, version]) => (version === id ? [stage] : []));
}
