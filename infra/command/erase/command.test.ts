import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { setStage } from '#infra/rehearsal/stage.ts';
import { awsEndpoint } from '#simulator/doors/endpoint.ts';

const users = ['sanne', 'joost'].map((Username) => ({
  Username,
  Attributes: [
    { Name: 'email', Value: `${Username}@example.nl` },
    { Name: 'email_verified', Value: 'true' },
  ],
}));

test('an erase needs the id of a campaign and nothing else: it finds tables and secret by itself', async () => {
  const { simulator, world, plan, idToken, rows } = await setStage({ users, realTime: true, templates: inject('templates') });
  const server = createServer(awsEndpoint(world, simulator.clients));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const erase = (...options: readonly string[]) => {
    const words = [fileURLToPath(new URL('../sluis.ts', import.meta.url)), 'erase', '--endpoint', endpoint, ...options];
    return new Promise((resolve) => execFile(process.execPath, words, (error, out) => resolve([error?.code ?? 0, out])));
  };
  try {
    const id = await plan({ kind: 'everybody' });
    expect(await erase('--campaign', id)).toEqual([2, '']);
    const headers = { host: 'staff.example', authorization: await idToken('commander'), 'content-type': 'application/json' };
    await simulator.http('sluis-staff', { method: 'POST', path: `/api/campaigns/${id}/cancel`, headers, body: '{}' });
    expect(JSON.stringify(rows('accounts'))).toContain('sanne@example.nl');
    const [status, out] = (await erase('--campaign', id, '--json')) as [number, string];
    expect([status, JSON.parse(out)]).toMatchObject([0, { campaignId: id, rows: 4, erasedAt: expect.any(Number) }]);
    expect(JSON.stringify([rows('accounts'), rows('notices')])).not.toContain('example.nl');
    expect(rows('campaigns').find(({ sk }) => sk === id)).toMatchObject({ erasedBy: 'operator' });
  } finally {
    server.close();
    simulator.stop();
  }
});
