import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const form = (username: string, password: string, campaign = '') => ({ username, password, campaign });
const logIn = '/console/log-in';
const cookiesOf = (answer: { multiValueHeaders?: Record<string, (string | number | boolean)[]> | undefined }) =>
  (answer.multiValueHeaders?.['Set-Cookie'] ?? []).map(String);

describe('logging in', () => {
  it('sets cookies that scripts cannot read and other sites cannot send, one of which tells the device from then on, and goes on to the campaigns', async () => {
    const { ask, log } = makeStage();
    const answer = await ask({ method: 'POST', path: logIn, form: form('anna', 'anna-has-a-long-password') });
    expect(answer).toMatchObject({ statusCode: 303, headers: { Location: '../console/campaigns' } });
    expect(cookiesOf(answer)).toEqual([
      '__Host-staff=anna; Path=/; Secure; HttpOnly; SameSite=Strict',
      '__Host-staff-renewal=refresh-anna; Path=/; Secure; HttpOnly; SameSite=Strict',
      expect.stringMatching(/^__Host-staff-device=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=34560000$/),
    ]);
    expect(log).toContain('SLU-802');
  });

  it('goes on to the campaign that was asked for, and nowhere else', async () => {
    const { ask } = makeStage();
    const id = '01KAJ000000000000000000PVT';
    const there = await ask({ path: `/console/campaigns/${id}/start` });
    expect(there.headers).toMatchObject({ Location: `../../../console/log-in?campaign=${id}` });
    const target = async (campaign: string) =>
      (await ask({ method: 'POST', path: logIn, form: form('anna', 'anna-has-a-long-password', campaign) })).headers?.Location;
    expect(await target(id)).toBe(`../console/campaigns/${id}`);
    expect(await target('//evil.example')).toBe('../console/campaigns');
    expect((await ask({ path: `${logIn}?campaign=//evil.example` })).body).not.toContain('evil');
  });

  it('answers a wrong password and an unknown name alike, and never gives the password back', async () => {
    const { ask, log } = makeStage();
    const answers = await Promise.all(
      ['anna', 'none'].map((name) => ask({ method: 'POST', path: logIn, form: form(name, 'wrong-password') })),
    );
    const [known, unknown] = answers.map(({ statusCode, body }) => [statusCode, body.replaceAll(/value="(anna|none)"/g, '')]);
    expect(known).toEqual(unknown);
    expect(known?.[0]).toBe(400);
    expect(known?.[1]).not.toContain('wrong-password');
    expect(answers.map(cookiesOf)).toEqual([[], []]);
    expect(log.filter((code) => code === 'SLU-803')).toHaveLength(2);
  });

  it('says when there were too many tries', async () => {
    const { ask } = makeStage();
    const answer = await ask({ method: 'POST', path: logIn, form: form('anna', 'again-and-again') });
    expect(answer.body).toContain('Too many tries.');
  });

  it.each([
    [{ username: 'anna', password: 'x' }],
    [form('', 'x')],
    [form('a'.repeat(129), 'x')],
    [form('anna', 'x'.repeat(257))],
    [{ ...form('anna', 'x'), admin: '1' }],
  ])('refuses %j before it asks anybody', async (fields) => {
    const { ask, log } = makeStage();
    expect((await ask({ method: 'POST', path: logIn, form: fields })).statusCode).toBe(400);
    expect(log).toEqual([]);
  });

  it('refuses a form from another site', async () => {
    const { ask } = makeStage();
    const headers = { Origin: 'https://evil.example' };
    expect((await ask({ method: 'POST', path: logIn, form: form('anna', 'anna-has-a-long-password'), headers })).statusCode).toBe(403);
  });
});

describe('the second step', () => {
  const stepOf = (body: string) =>
    Object.fromEntries(
      [...body.matchAll(/type="hidden" name="([a-z]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );

  it('asks for a password of one’s own in place of the first', async () => {
    const { ask } = makeStage();
    const first = await ask({ method: 'POST', path: logIn, form: form('new', 'first-password') });
    expect(first.body).toContain('Choose your own password');
    expect(cookiesOf(first)).toEqual([]);
    const answer = (text: string) => ask({ method: 'POST', path: `${logIn}/second-step`, form: { ...stepOf(first.body), answer: text } });
    const short = await answer('short');
    expect(short.body).toContain('at least 12 characters');
    expect(stepOf(short.body)).toEqual(stepOf(first.body));
    expect(cookiesOf(await answer('a-password-of-my-own'))).toHaveLength(3);
  });

  it('asks for the code of an authenticator app', async () => {
    const { ask } = makeStage();
    const first = await ask({ method: 'POST', path: logIn, form: form('careful', 'careful-has-a-password') });
    expect(first.body).toContain('autocomplete="one-time-code"');
    const answer = (text: string) => ask({ method: 'POST', path: `${logIn}/second-step`, form: { ...stepOf(first.body), answer: text } });
    expect(cookiesOf(await answer('000000'))).toEqual([]);
    expect(cookiesOf(await answer('123456'))).toHaveLength(3);
  });

  it('cannot be taken over to another user', async () => {
    const { ask } = makeStage();
    const first = await ask({ method: 'POST', path: logIn, form: form('careful', 'careful-has-a-password') });
    const swapped = { ...stepOf(first.body), username: 'anna', answer: '123456' };
    expect(cookiesOf(await ask({ method: 'POST', path: `${logIn}/second-step`, form: swapped }))).toEqual([]);
  });
});

describe('the link for new devices', () => {
  it('is everybody’s own, and an operator’s to give to a colleague', async () => {
    const { as } = makeStage();
    const own = (await as('anna', { path: '/console/device' })).body;
    const token = /device=([\w-]{43})/.exec(own)?.[1];
    expect(own).not.toContain('User name of a colleague');
    expect((await as('anna', { path: '/console/device?username=boris' })).statusCode).toBe(403);
    expect((await as('olga', { path: '/console/device?username=anna' })).body).toContain(`device=${token}`);
    expect((await as('olga', { path: '/console/device?username=boris' })).body).not.toContain(`device=${token}`);
  });

  it('has tries of its own, which end too', async () => {
    const { ask, as, log } = makeStage();
    const device = /device=([\w-]{43})/.exec((await as('anna', { path: '/console/device' })).body)?.[1] ?? '';
    const wrong = async (fields: object) =>
      (await ask({ method: 'POST', path: logIn, form: { ...form('anna', 'wrong'), ...fields } })).body;
    const outcomes: boolean[] = [];
    for (const fields of [{}, {}, {}, ...Array.from({ length: 6 }, () => ({ device }))]) {
      outcomes.push((await wrong(fields)).includes('Too many wrong log-ins'));
    }
    expect(outcomes).toEqual([false, false, true, false, false, false, false, false, true]);
    expect(log.filter((each) => each === 'SLU-806')).toHaveLength(2);
  });
});

describe('a session', () => {
  const pages = ['/console/campaigns', '/console/plan', '/console/campaigns/01KAJ000000000000000000PVT', '/console/campaigns/x/still-out'];

  it('is needed for every page with something on it', async () => {
    const { ask, put } = makeStage();
    put();
    for (const path of pages) {
      const answer = await ask({ path });
      expect(answer.statusCode).toBe(303);
      expect(answer.headers?.Location).toMatch(/^(\.\.\/)+console\/log-in/);
      expect(answer.body).toBe('');
    }
    expect((await ask({ method: 'POST', path: '/console/plan', form: { title: 'x' } })).headers?.Location).toBe('../console/log-in');
  });

  it('is not needed to read how the API works', async () => {
    const { ask } = makeStage();
    expect((await ask({ path: '/console/api' })).statusCode).toBe(200);
  });

  it('is renewed when its access token has expired', async () => {
    const { ask, stage } = makeStage();
    stage.expired.add('old');
    const answer = await ask({ path: '/console/campaigns', headers: { Cookie: '__Host-staff=old; __Host-staff-renewal=refresh-anna' } });
    expect(answer.statusCode).toBe(200);
    expect(cookiesOf(answer)[0]).toContain('__Host-staff=anna;');
  });

  it('ends when neither token counts any more', async () => {
    const { ask, stage } = makeStage();
    stage.expired.add('anna').add('refresh-anna');
    const headers = { Cookie: '__Host-staff=anna; __Host-staff-renewal=refresh-anna' };
    expect((await ask({ path: '/console/campaigns', headers })).statusCode).toBe(303);
  });

  it('ends by logging out, for copies of its cookies too', async () => {
    const { ask, stage } = makeStage();
    const headers = { Cookie: '__Host-staff=anna; __Host-staff-renewal=refresh-anna' };
    const answer = await ask({ method: 'POST', path: '/console/log-out', form: {}, headers });
    expect(answer).toMatchObject({ statusCode: 303, headers: { Location: '../console/log-in' } });
    expect(cookiesOf(answer)).toEqual([expect.stringContaining('__Host-staff=; '), expect.stringContaining('Max-Age=0')]);
    expect([...stage.expired]).toEqual(['refresh-anna', 'anna']);
    expect((await ask({ path: '/console/campaigns', headers })).statusCode).toBe(303);
  });

  it('is forgotten by the browser even where it cannot be revoked', async () => {
    const { ask, dependencies, log } = makeStage();
    dependencies.staffPool.logOut = async () => {
      throw new Error('no answer');
    };
    const headers = { Cookie: '__Host-staff=anna; __Host-staff-renewal=refresh-anna' };
    expect(cookiesOf(await ask({ method: 'POST', path: '/console/log-out', form: {}, headers }))).toHaveLength(2);
    expect(log).toContain('SLU-804');
  });

  it('of somebody without a role leads nowhere', async () => {
    const { as } = makeStage();
    expect((await as('fred', { path: '/console/campaigns' })).statusCode).toBe(403);
  });
});
