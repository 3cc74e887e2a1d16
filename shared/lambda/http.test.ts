import { describe, expect, it } from 'vitest';
import { asker, restEvent } from '#test/kits/rest-event.ts';
import { httpHandler, type Route } from './http.ts';
import type { HttpRequest } from './http-request.ts';
import { asset, cookie, HttpError, html, json, redirect } from './http-response.ts';
import type { LogFields } from './log.ts';
import * as messages from './log-messages.ts';

const seen: HttpRequest[] = [];
const logged: unknown[] = [];
const remember: Route['handle'] = (request) => {
  seen.push(request);
  return json({ body: request.body });
};
const handler = httpHandler({
  routes: [
    { method: 'GET', path: '/', handle: () => html('<p>home</p>', { cookies: [cookie('__Host-a', 'x y'), cookie('__Host-b', '2')] }) },
    { method: 'GET', path: '/things/{id}', handle: remember },
    { method: 'POST', path: '/things/{id}', handle: remember },
    { method: 'POST', path: '/large', maxBodyBytes: 100_000, handle: remember },
    { method: 'POST', path: '/api/things', caller: 'program', handle: remember },
    { method: 'GET', path: '/assets/abc.css', handle: () => asset('text/css', 'p {}') },
    { method: 'GET', path: '/elsewhere', handle: () => redirect('./things') },
    {
      method: 'GET',
      path: '/broken',
      handle: () => {
        throw new Error('the address of jansen@example.org is wrong');
      },
    },
    {
      method: 'GET',
      path: '/refused',
      handle: () => {
        throw new HttpError(409, 'not now');
      },
    },
  ],
  logger: { log: (message: unknown, fields?: LogFields) => void logged.push(message, fields) },
  errorPage: ({ status, detail, path, language }) => `<p>${status} ${detail} ${path} ${language}</p>`,
});
const ask = asker(handler);
const lastSeen = () => seen.at(-1);

describe('routing', () => {
  it('gives parameters decoded, the query, cookies, headers and the source of the request', async () => {
    const answer = await ask({ path: '/things/a%2Fb%20c?x=1&lang=de', headers: { Cookie: 'a=1; b=%20; a=2; broken=%zz' } });
    expect(answer.statusCode).toBe(200);
    expect(lastSeen()).toMatchObject({ params: { id: 'a/b c' }, query: { x: '1', lang: 'de' }, sourceIp: '192.0.2.7', language: 'de' });
    expect(lastSeen()?.cookies).toEqual({ a: '1', b: ' ' });
    expect(lastSeen()?.headers.host).toBe('sluis.example');
  });

  it('answers HEAD as GET without the body', async () => {
    const [get, head] = await Promise.all([ask({ path: '/' }), ask({ method: 'HEAD', path: '/' })]);
    expect(head).toEqual({ ...get, body: '' });
  });

  it('answers 404 for an unknown address and an undecodable parameter, 405 for another method', async () => {
    expect((await ask({ path: '/nowhere' })).statusCode).toBe(404);
    expect((await ask({ path: '/things/%zz' })).statusCode).toBe(404);
    const answer = await ask({ method: 'DELETE', path: '/things/1' });
    expect(answer).toMatchObject({ statusCode: 405, headers: { Allow: 'GET, HEAD, POST' } });
    expect((await ask({ method: 'POST', path: '/', form: {} })).statusCode).toBe(405);
  });

  it('sends several cookies as several headers, unreadable for scripts', async () => {
    expect((await ask({ path: '/' })).multiValueHeaders).toEqual({
      'Set-Cookie': ['__Host-a=x%20y; Path=/; Secure; HttpOnly; SameSite=Strict', '__Host-b=2; Path=/; Secure; HttpOnly; SameSite=Strict'],
    });
  });

  it('redirects with 303 and a relative location', async () => {
    expect(await ask({ path: '/elsewhere' })).toMatchObject({ statusCode: 303, headers: { Location: './things' } });
  });
});

describe('languages', () => {
  it.each([
    ['/things/1?lang=fr', '', 'de', 'fr'],
    ['/things/1', '__Host-lang=nl', 'de', 'nl'],
    ['/things/1', '', 'pt-BR,pt;q=0.9,de-AT;q=0.8', 'de'],
    ['/things/1?lang=xx', '', '', 'en'],
  ])('%s, with the cookie %j and accepting %j, is answered in %s', async (path, given, accepted, language) => {
    await ask({ path, headers: { Cookie: given, 'Accept-Language': accepted } });
    expect(lastSeen()?.language).toBe(language);
  });

  it('keeps a chosen language', async () => {
    const { multiValueHeaders } = await ask({ path: '/things/1?lang=fr' });
    expect(multiValueHeaders?.['Set-Cookie']).toEqual(['__Host-lang=fr; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000']);
  });
});

describe('bodies', () => {
  const post = (body: string, type = 'application/x-www-form-urlencoded; charset=UTF-8', path = '/things/1') =>
    ask({ method: 'POST', path, body, headers: { 'Content-Type': type } });

  it('reads a form as texts and JSON as it is', async () => {
    await post('name=J%C3%A4n+de+Boer&email%5B%5D=a&empty=&a=b=c');
    expect(lastSeen()?.body).toEqual({ name: 'Jän de Boer', 'email[]': 'a', empty: '', a: 'b=c' });
    await ask({ method: 'POST', path: '/api/things', json: { list: [1] }, headers: { Origin: undefined } });
    expect(lastSeen()?.body).toEqual({ list: [1] });
  });

  it('takes no body as an object without fields', async () => {
    await ask({ method: 'POST', path: '/things/1' });
    expect(lastSeen()?.body).toEqual({});
  });

  it.each([
    ['a key twice', 'email=v&email=a', 400, 'the form names "email" twice'],
    ['a key twice, once percent-encoded', 'email=v&%65mail=a', 400, 'the form names "email" twice'],
    ['a broken percent code', 'email=%zz', 400, 'not correctly encoded'],
    ['bytes that are not UTF-8', 'email=%ff', 400, 'not correctly encoded'],
    ['more than 64 KB', `a=${'x'.repeat(65_536)}`, 413, 'the body has 65538 bytes; allowed: 65536'],
  ])('refuses a form with %s', async (_, body, status, text) => {
    expect(await post(body)).toMatchObject({ statusCode: status, body: expect.stringContaining(text) });
  });

  it('takes a larger body where the route allows it', async () => {
    expect((await post(`a=${'x'.repeat(99_000)}`, undefined, '/large')).statusCode).toBe(200);
    expect((await post(`a=${'x'.repeat(100_000)}`, undefined, '/large')).statusCode).toBe(413);
  });

  it('refuses JSON where a form is wanted, and the other way round', async () => {
    expect((await post('{}', 'application/json')).statusCode).toBe(415);
    expect((await post('a=1', 'multipart/form-data; boundary=x')).statusCode).toBe(415);
    expect((await post('a=1', undefined, '/api/things')).statusCode).toBe(415);
  });

  it('refuses JSON that is none, that names a key twice, and that is deep', async () => {
    for (const body of ['{"a":', '{"email":"v","email":"a"}', '['.repeat(5000)]) {
      expect((await post(body, 'application/json', '/api/things')).statusCode).toBe(400);
    }
  });

  it('decodes base64 and counts the bytes behind it', async () => {
    const event = restEvent({ method: 'POST', path: '/things/1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    await handler({ ...event, body: Buffer.from('a=ö').toString('base64'), isBase64Encoded: true }, {} as never);
    expect(lastSeen()?.body).toEqual({ a: 'ö' });
    const large = Buffer.from(`a=${'x'.repeat(65_536)}`).toString('base64');
    expect((await handler({ ...event, body: large, isBase64Encoded: true }, {} as never)).statusCode).toBe(413);
  });

  it('refuses a query parameter that is given twice', async () => {
    expect((await ask({ path: '/things/1?email=v&email=a' })).statusCode).toBe(400);
  });
});

describe('other sites', () => {
  const statusOf = async (headers: Record<string, string | undefined>) =>
    (await ask({ method: 'POST', path: '/things/1', form: { a: '1' }, headers })).statusCode;

  it('takes a form from our own pages', async () => {
    expect(await statusOf({ Origin: 'https://sluis.example' })).toBe(200);
    expect(await statusOf({ Origin: 'https://sluis.example', 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await statusOf({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await statusOf({ Origin: 'http://localhost:8080', Host: 'localhost:8080' })).toBe(200);
  });

  it.each([
    { Origin: undefined },
    { Origin: 'null' },
    { Origin: 'https://evil.example' },
    { Origin: 'http://sluis.example' },
    { Origin: 'https://sluis.example.evil.example' },
    { Origin: 'https://sluis.example:8443' },
    { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'https://sluis.example', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://sluis.example', 'Sec-Fetch-Site': 'same-site' },
    { Origin: undefined, 'Sec-Fetch-Site': 'none' },
  ])('refuses a form with %j', async (headers) => {
    const before = seen.length;
    expect(await statusOf(headers)).toBe(403);
    expect(seen).toHaveLength(before);
  });

  it('lets a program, which shows its token itself, send no origin', async () => {
    expect((await ask({ method: 'POST', path: '/api/things', json: {}, headers: { Origin: undefined } })).statusCode).toBe(200);
  });

  it.each([
    { 'X-Forwarded-Host': 'evil.example' },
    { 'X-Host': 'evil.example' },
    { Forwarded: 'for=192.0.2.1;host="evil.example"' },
    { Host: 'sluis.example:443@evil.example' },
    { Host: 'sluis.example, evil.example' },
    { Host: undefined },
  ])('refuses a request with %j', async (headers) => {
    expect((await ask({ path: '/things/1', headers })).statusCode).toBe(400);
  });

  it('refuses two Host headers', async () => {
    const event = restEvent({ path: '/things/1' });
    const multiValueHeaders = { ...event.multiValueHeaders, Host: ['sluis.example', 'evil.example'] };
    expect((await handler({ ...event, multiValueHeaders }, {} as never)).statusCode).toBe(400);
  });
});

describe('errors', () => {
  it('tells nobody what broke, and logs it by its code', async () => {
    const answer = await ask({ path: '/broken', headers: { 'Accept-Language': 'nl' } });
    expect(answer).toMatchObject({ statusCode: 500, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    expect(answer.body).toBe('<p>500 something went wrong on our side; try again in a moment /broken nl</p>');
    expect(logged.slice(-2)).toEqual([messages.failed, expect.objectContaining({ error: 'Error' })]);
  });

  it('gives a problem document to whoever does not accept HTML', async () => {
    const answer = await ask({ path: '/refused', headers: { Accept: '*/*' } });
    expect(answer).toMatchObject({ statusCode: 409, headers: { 'Content-Type': 'application/problem+json' } });
    expect(JSON.parse(answer.body)).toEqual({
      type: 'urn:sluis:problem:state',
      title: 'Not possible in the present state',
      status: 409,
      detail: 'not now',
      code: 'state',
      requestId: expect.any(String),
    });
    expect(answer.headers?.['X-Request-Id']).toBe(JSON.parse(answer.body).requestId);
  });

  it('has the security headers on every answer, whatever came of it', async () => {
    const answers = await Promise.all([
      ask({ path: '/' }),
      ask({ path: '/assets/abc.css' }),
      ask({ path: '/elsewhere' }),
      ask({ path: '/nowhere' }),
      ask({ path: '/broken' }),
      ask({ path: '/refused' }),
      ask({ method: 'DELETE', path: '/' }),
      ask({ method: 'POST', path: '/things/1', headers: { Origin: 'https://evil.example' } }),
      ask({ path: '/things/1', headers: { Host: 'a b' } }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 303, 404, 500, 409, 405, 403, 400]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
      });
      expect(headers?.['Content-Security-Policy']).toMatch(/^default-src 'none'; (?!.*(script|unsafe)).*frame-ancestors 'none'/);
      expect(headers?.['Permissions-Policy']).toContain('camera=()');
    }
    const cached = answers.filter(({ headers }) => headers?.['Cache-Control'] !== 'no-store');
    expect(cached).toEqual([answers[1]]);
  });
});
