import { AwsError, supportsOnly, UnsupportedError } from '../errors.ts';
import type { Fields, Service } from '../service.ts';
import type { World } from '../world.ts';

/** Secrets that can be read and written by name or ARN; each has one version, the current one. */
export interface SimulatedSecretsManager extends Service {
  /** Stores a secret string. @throws AwsError when the name is taken. */
  createSecret(name: string, value: string): { arn: string };
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly value: string;
  readonly versionId: string;
  readonly createdAtMs: number;
}

const reads = new Set(['SecretId', 'VersionStage']);
const writes = new Set(['SecretId', 'SecretString', 'ClientRequestToken']);
/** Bytes of a value: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const mostBytes = 65_536;

/** Secrets Manager as far as GetSecretValue and PutSecretValue go, without its quotas and earlier versions. Reads are never stale here. */
export function simulateSecretsManager(world: World): SimulatedSecretsManager {
  const random = world.random.fork('secretsmanager');
  const secrets = new Map<string, Secret>();
  const secretOf = ({ SecretId }: Fields) => {
    const secret = secrets.get(String(SecretId));
    if (secret === undefined) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  };
  const keep = (secret: Omit<Secret, 'createdAtMs'>) => {
    const kept = { ...secret, createdAtMs: Math.floor(world.clock.now()) };
    secrets.set(kept.name, kept).set(kept.arn, kept);
    return kept;
  };
  return {
    name: 'secretsmanager',
    operations: {
      GetSecretValue(input) {
        supportsOnly('secretsmanager', 'GetSecretValue', input, reads);
        const stage = input.VersionStage ?? 'AWSCURRENT';
        if (stage !== 'AWSCURRENT') throw new UnsupportedError('secretsmanager', `the version stage ${stage}`);
        const secret = secretOf(input);
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: secret.versionId,
          SecretString: secret.value,
          VersionStages: ['AWSCURRENT'],
          CreatedDate: new Date(secret.createdAtMs),
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
        const before = secretOf(input);
        const versionId = String(input.ClientRequestToken ?? random.uuid());
        if (versionId === before.versionId && value !== before.value) {
          throw new AwsError('ResourceExistsException', 'You can’t use ClientRequestToken again for another value of the secret.');
        }
        const { arn, name } = keep({ ...before, value, versionId });
        return { ARN: arn, Name: name, VersionId: versionId, VersionStages: ['AWSCURRENT'] };
      },
    },
    createSecret(name, value) {
      if (secrets.has(name)) {
        throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
      }
      const arn = `arn:aws:secretsmanager:${world.region}:${world.accountId}:secret:${name}-${random.uuid().slice(0, 6)}`;
      return { arn: keep({ arn, name, value, versionId: random.uuid() }).arn };
    },
  };
}
