import { AwsError, supportsOnly, UnsupportedError } from '../errors.ts';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';

/** Secrets that can be read by name or ARN; each has one version, the current one. */
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

const parameters = new Set(['SecretId', 'VersionStage']);

/** Secrets Manager as far as GetSecretValue goes. */
export function simulateSecretsManager(world: World): SimulatedSecretsManager {
  const random = world.random.fork('secretsmanager');
  const secrets = new Map<string, Secret>();
  return {
    name: 'secretsmanager',
    operations: {
      GetSecretValue(input) {
        supportsOnly('secretsmanager', 'GetSecretValue', input, parameters);
        const stage = input.VersionStage ?? 'AWSCURRENT';
        if (stage !== 'AWSCURRENT') throw new UnsupportedError('secretsmanager', `the version stage ${stage}`);
        const secret = secrets.get(String(input.SecretId));
        if (secret === undefined) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: secret.versionId,
          SecretString: secret.value,
          VersionStages: ['AWSCURRENT'],
          CreatedDate: new Date(secret.createdAtMs),
        };
      },
    },
    createSecret(name, value) {
      if (secrets.has(name)) {
        throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
      }
      const arn = `arn:aws:secretsmanager:${world.region}:${world.accountId}:secret:${name}-${random.uuid().slice(0, 6)}`;
      const secret = { arn, name, value, versionId: random.uuid(), createdAtMs: Math.floor(world.clock.now()) };
      secrets.set(name, secret).set(arn, secret);
      return { arn };
    },
  };
}
