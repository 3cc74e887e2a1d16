import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it, vi } from 'vitest';
import { makeSecret } from './secret.ts';

const clientThat = (send: () => Promise<object>) => ({ send }) as unknown as SecretsManagerClient;

describe('a secret', () => {
  it('is read once, however many ask for it at once', async () => {
    const send = vi.fn(async () => ({ SecretString: 'x' }));
    const secret = makeSecret(clientThat(send), 'arn');
    expect(await Promise.all([secret(), secret(), secret()])).toEqual(['x', 'x', 'x']);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is read again after a failure', async () => {
    const send = vi.fn<() => Promise<object>>().mockRejectedValueOnce(new Error('throttled')).mockResolvedValue({ SecretString: 'x' });
    const secret = makeSecret(clientThat(send), 'arn');
    await expect(secret()).rejects.toThrow('throttled');
    expect(await secret()).toBe('x');
  });

  it('without a text is an error, as every code would be made with nothing', async () => {
    await expect(
      makeSecret(
        clientThat(async () => ({ SecretString: '' })),
        'arn',
      )(),
    ).rejects.toThrow('holds no text');
  });
});
