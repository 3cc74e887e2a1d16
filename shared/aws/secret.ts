import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Gives the secret. */
export type ReadSecret = () => Promise<string>;

/** A secret that is read once for each sandbox; after a failure it is read again. @throws Error when it holds no text. */
export function makeSecret(client: SecretsManagerClient, arn: string): ReadSecret {
  let reading: Promise<string> | undefined;
  const read = async () => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      if (!SecretString) throw new Error('the secret holds no text');
      return SecretString;
    } catch (error) {
      reading = undefined;
      throw error;
    }
  };
  return () => (reading ??= read());
}
