import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '#shared/platform.ts';
import { text } from '#shared/variables.ts';
import type { Part, Sandbox } from '#shared/wiring.ts';
import { secretsManager } from './calls/clients.ts';
import { keepFor } from './keep-for.ts';

/** Gives the secret. */
export type ReadSecret = () => Promise<string>;

/** How long a sandbox keeps a secret, in ms: for that long after it was replaced, sandboxes may disagree about what was made with it. */
export const secretLifeMs = 60_000;

/** A secret, read once a minute for each sandbox; after a failure it is read again. @throws Error when it holds no text */
export function makeSecret(client: SecretsManagerClient, arn: string, clock: Clock): ReadSecret {
  return keepFor(secretLifeMs, clock, async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!SecretString) throw new Error('the secret holds no text');
    return SecretString;
  });
}

/** What codes, references of mails and digests of addresses are made with. */
export const codeSecret: Part<ReadSecret> = (sandbox) => secretAt(sandbox, 'CODE_SECRET_ARN');

/** What tells the devices of staff. */
export const deviceSecret: Part<ReadSecret> = (sandbox) => secretAt(sandbox, 'DEVICE_SECRET_ARN');

/** What the key of the seals is made from; no function but the one that seals may read it. */
export const sealSecret: Part<ReadSecret> = (sandbox) => secretAt(sandbox, 'SEAL_SECRET_ARN');

function secretAt({ use, read, platform }: Sandbox, variable: string): ReadSecret {
  return makeSecret(use(secretsManager), read(variable, text), platform.clock);
}
