import { beforeAll, describe, expect, it } from 'vitest';
import { problem } from '#functions/staff/schemas/schemas.ts';
import { matchRoute } from '#simulator/services/apigateway/routes.ts';
import { type Stage, setStage } from '../kits/world.ts';

/** What somebody asks the staff's API for, in front of API Gateway. */
interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('a program that is refused, by API Gateway or by the function behind it', () => {
  let stage: Stage;
  let token: string;

  const send = async ({ method = 'GET', path, token: shown, body, headers = {} }: Ask) => {
    const given = { host: 'staff.example', ...(shown !== undefined && { authorization: shown }), ...headers };
    const answer = await stage.simulator.http('sluis-staff', { method, path, headers: given, ...(body !== undefined && { body }) });
    return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body).toString() };
  };
  const ask = (given: Ask) => stage.settle(send(given));

  /** Checks that an answer is a problem; gives its code and when to come back. */
  const codeOf = ({ status, headers, body }: Awaited<ReturnType<typeof send>>, expected: number) => {
    expect([status, headers['Content-Type']]).toEqual([expected, ['application/problem+json']]);
    const { code, ...said } = problem.parse(JSON.parse(body));
    expect(said).toMatchObject({ status: expected, type: `urn:sluis:problem:${code}`, requestId: headers['x-amzn-RequestId']?.[0] });
    return [code, headers['Retry-After']?.[0]];
  };

  beforeAll(async () => {
    stage = await setStage({ users: [] });
    token = await stage.idToken('commander');
  });

  const json = { 'content-type': 'application/json' };

  it.each<[string, () => Ask, number, string]>([
    ['without a token', () => ({ path: '/api/campaigns' }), 401, 'not-logged-in'],
    ['with a token that nobody issued', () => ({ path: '/api/campaigns', token: 'made-up' }), 401, 'not-logged-in'],
    ['at an address outside the API', () => ({ path: '/nothing' }), 404, 'unknown'],
    ['at an unknown address of the API', () => ({ path: '/api/nothing', token }), 404, 'unknown'],
    ['with a method that there is not', () => ({ method: 'DELETE', path: '/api/campaigns', token }), 405, 'method'],
    ['with a body that is no JSON', () => ({ method: 'POST', path: '/api/campaigns', token, body: 'a=1' }), 415, 'media-type'],
    [
      'with a body that the function takes no more',
      () => ({ method: 'POST', path: '/api/campaigns', token, headers: json, body: ' '.repeat(5_000_001) }),
      413,
      'too-large',
    ],
    [
      'with a body that API Gateway takes no more',
      () => ({ method: 'POST', path: '/api/campaigns', token, headers: json, body: ' '.repeat(10 * 1024 * 1024 + 1) }),
      413,
      'too-large',
    ],
  ])('%s reads a problem', async (_, given, status, code) => {
    expect(codeOf(await ask(given()), status)).toEqual([code, undefined]);
  });

  it('hears which methods there are', async () => {
    const { headers } = await ask({ method: 'DELETE', path: '/api/campaigns', token });
    expect(headers.Allow?.[0]?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it('hears when to come back where no answer comes in time', async () => {
    const { root } = stage.simulator.services.apigateway.find('sluis-staff');
    const { methods } = matchRoute(root, '/api/campaigns')?.node ?? {};
    const known = methods?.get('ANY');
    if (methods === undefined || known?.integration.kind !== 'lambda') throw new Error('the API has no such method');
    methods.set('ANY', { ...known, integration: { ...known.integration, timeoutMs: 1 } });
    expect(codeOf(await ask({ path: '/api/campaigns', token }), 504)).toEqual(['timeout', '5']);
    methods.set('ANY', known);
  });

  it('hears when to come back where everybody together asks too much, and of the firewall that it refused', async () => {
    const flood = () => stage.settle(Promise.all(Array.from({ length: 3_100 }, () => send({ path: '/api/campaigns' }))));
    const throttled = (await flood()).find(({ status }) => status === 429);
    if (throttled === undefined) throw new Error('nothing was throttled');
    expect(codeOf(throttled, 429)).toEqual(['limited', '1']);
    await stage.pass(20_000);
    const blocked = await ask({ path: '/api/campaigns', token });
    expect([blocked.status, blocked.headers['Content-Type']]).toEqual([429, ['application/problem+json']]);
    // API Gateway has one answer for the firewall, whatever the status, so the body does not repeat it.
    expect(problem.omit({ status: true }).strict().parse(JSON.parse(blocked.body))).toMatchObject({ code: 'refused' });
  });
});
