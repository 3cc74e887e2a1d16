import { describe, expect, it } from 'vitest';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { GateAccount } from '#domain/gate/gate.ts';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import { asker } from '#test/kits/rest-event.ts';
import type { Dependencies } from './dependencies.ts';
import { makeHandler } from './handler.ts';

const startedAt = Date.UTC(2026, 10, 20, 13, 0, 0);
const epoch: EpochRow = {
  campaignId: 'c1',
  epoch: startedAt,
  startedAt,
  scope: { kind: 'environment', environments: ['nl'] },
  page: 'https://pages.example',
  lingers: noStaleCredentials,
};

function setUp(epochs: readonly EpochRow[], rows: readonly GateAccount[]) {
  const clock = { now: () => startedAt + 86_400_000, sleep: async () => undefined };
  const dependencies = {
    clock,
    recent: recentRows(clock),
    epochs: async () => epochs,
    accounts: { getMany: async () => rows },
    logger: { log: () => undefined },
    metrics: { count: () => undefined },
  } as unknown as Dependencies;
  const ask = asker(makeHandler(dependencies));
  return async (method: 'GET' | 'POST', path: string, json?: unknown) => {
    const { statusCode, body } = await ask({ method, path, json, headers: { Accept: 'application/json', Origin: undefined } });
    return { status: statusCode, answer: JSON.parse(body) as unknown };
  };
}

const token = { sub: 's1', authTime: startedAt / 1000 - 60, clientId: 'product' };

describe('the check over HTTP', () => {
  it('publishes from when on tokens are good', async () => {
    const ask = setUp([epoch], []);
    expect(await ask('GET', '/not-before')).toEqual({ status: 200, answer: { pool: startedAt / 1000 + 15, clients: {} } });
  });

  it('judges a token by its subject', async () => {
    const recovered = setUp([epoch], [{ campaignId: 'c1', state: 'recovered', recoveredAt: startedAt + 60_000 }]);
    expect((await recovered('POST', '/check/token', token)).answer).toEqual({
      accepted: false,
      reason: 'before-epoch',
      notBefore: startedAt / 1000 + 61,
    });
    expect((await recovered('POST', '/check/token', { ...token, authTime: startedAt / 1000 + 61 })).answer).toEqual({ accepted: true });
  });

  it('answers for a log-in that is not Cognito’s as the gate would', async () => {
    const ask = setUp([epoch], []);
    const question = { sub: 's1', clientId: 'product' };
    expect((await ask('POST', '/check/sign-in', { ...question, environment: 'nl' })).answer).toMatchObject({
      admitted: false,
      reason: 'contained',
    });
    expect((await ask('POST', '/check/sign-in', { ...question, environment: 'be' })).answer).toEqual({ admitted: true });
  });

  it.each([
    [{ ...token, authTime: -1 }, 'authTime is -1; allowed: whole seconds since 1970: the claim auth_time'],
    [{ ...token, authTime: '5' }, 'authTime is "5"; allowed: whole seconds since 1970: the claim auth_time'],
    [{ sub: 's1', authTime: 5 }, 'clientId is missing; allowed: 1 to 128 characters'],
    [{ ...token, password: 'x' }, 'password is not known here; allowed: sub, authTime, clientId'],
  ])('refuses %j in one line', async (question, detail) => {
    const ask = setUp([epoch], []);
    expect(await ask('POST', '/check/token', question)).toMatchObject({ status: 400, answer: { status: 400, code: 'invalid', detail } });
  });
});
