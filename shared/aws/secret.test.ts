import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it, vi } from 'vitest';
import { makeSecret, secretLifeMs } from './secret.ts';

const time = { nowMs: 0 };
const clock = { now: () => time.nowMs, sleep: async () => undefined };
const clientThat = (send: () => Promise<object>) => ({ send }) as unknown as SecretsManagerClient;

describe('a secret', () => {
  it('is read once, however many ask for it at once', async () => {
    const send = vi.fn(async () => ({ SecretString: 'x' }));
    const secret = makeSecret(clientThat(send), 'arn', clock);
    expect(await Promise.all([secret(), secret(), secret()])).toEqual(['x', 'x', 'x']);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('that was replaced is used within a minute', async () => {
    const send = vi.fn<() => Promise<object>>().mockResolvedValueOnce({ SecretString: 'x' }).mockResolvedValue({ SecretString: 'y' });
    const secret = makeSecret(clientThat(send), 'arn', clock);
    expect(await secret()).toBe('x');
    time.nowMs += secretLifeMs;
    expect(await secret()).toBe('y');
  });

  it('is read again after a failure', async () => {
    const send = vi.fn<() => Promise<object>>().mockRejectedValueOnce(new Error('throttled')).mockResolvedValue({ SecretString: 'x' });
    const secret = makeSecret(clientThat(send), 'arn', clock);
    await expect(secret()).rejects.toThrow('throttled');
    expect(await secret()).toBe('x');
  });

  it('without a text is an error, as every code would be made with nothing', async () => {
    await expect(
      makeSecret(
        clientThat(async () => ({ SecretString: '' })),
        'arn',
        clock,
      )(),
    ).rejects.toThrow('holds no text');
  });
});
