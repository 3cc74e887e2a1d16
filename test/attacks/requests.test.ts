import type { APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { origin, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';

describe('an address', () => {
  it.each([
    ['two of them as a list', `email[]=${address}&email[]=evil@example.net`],
    ['two of them under one name', `address=${address}&address=evil@example.net`],
    ['a list under our name', `address[]=${address}&address[]=evil@example.net`],
    ['one with another field', `address=${address}&to=evil@example.net`],
    ['an object', `address[email]=${address}`],
    ['nothing', ''],
  ])('given as %s is refused and mails nobody (attacks 1 and 4)', async (_, form) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const answer = await new Visitor(stage).knock({ path: '/identify', form });
    expect(answer.statusCode).toBe(400);
    await stage.workOffMails();
    expect(stage.ses.mailCount).toBe(0);
    expect(stage.calls('sqs', 'SendMessageBatch')).toBe(0);
  });

  it.each([',', ';', '|', '%20', '%00', '%0d%0aBcc:', '%0aTo:', '%22', '%3c', '%e2%80%a8'])(
    'with another one behind %s is refused and mails nobody (attacks 2 and 3)',
    async (separator) => {
      const stage = setRecoveryStage({ accounts: [sanne, { ...sanne, sub: 's2', username: 'evil', address: 'evil@example.net' }] });
      const answer = await new Visitor(stage).knock({ path: '/identify', form: `address=${address}${separator}evil@example.net` });
      expect(answer.statusCode).toBe(400);
      await stage.workOffMails();
      expect(stage.ses.mailCount).toBe(0);
    },
  );

  it('goes where it came from by one way only: no query, JSON or multipart form will do (attack 4)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const visitor = new Visitor(stage);
    const types = ['application/json', 'multipart/form-data; boundary=x', 'text/plain', undefined];
    for (const type of types) {
      const knock = { path: '/identify', form: `{"address":"${address}"}`, headers: { 'content-type': type } };
      expect((await visitor.knock(knock)).statusCode).toBe(415);
    }
    const both = await visitor.knock({ path: '/identify', query: { address: 'evil@example.net' }, form: { address } });
    expect(both.statusCode).toBe(303);
    await stage.workOffMails();
    expect(stage.ses.list().mails.map(({ to }) => to)).toEqual([[address]]);
  });

  it.each([
    'sanne@exaмple.nl',
    'sanne@ｅxample.nl',
    'sanne@example.nı',
    'ſanne@example.nl',
    'sanne@xn--exmple-cua.nl',
    'sanne@example.nl.',
  ])('that only looks like the one on record mails nobody: %s (attack 5)', async (lookalike) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).identify(lookalike);
    expect(stage.ses.mailCount).toBe(0);
  });

  it('in other letters mails the address on record, once (attack 5)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).identify('SANNE@EXAMPLE.NL');
    expect(stage.ses.list().mails.map(({ to }) => to)).toEqual([[address]]);
  });
});

describe('known and unknown', () => {
  const kinds = {
    known: sanne,
    unknown: undefined,
    untrusted: { ...sanne, trusted: false },
    federated: { ...sanne, state: 'exempt', exemption: 'federated' },
    recovered: { ...sanne, state: 'recovered' },
    'of a campaign that is over': { ...sanne, campaignId: 'lifted' },
  } as const;
  const masked = (answers: readonly APIGatewayProxyResult[]) => JSON.stringify(answers).replaceAll(/__Host-recovery=[\w-]+/g, '');

  it('addresses get byte for byte the same answers, with the same calls behind them, also where SES fails (attacks 6 and 8)', async () => {
    for (const sending of [true, false]) {
      const seen = new Map<string, string>();
      for (const [kind, account] of Object.entries(kinds)) {
        const stage = setRecoveryStage({ accounts: account ? [account] : [] });
        stage.ses.setSendingEnabled(sending);
        const visitor = new Visitor(stage);
        const units = () => ['dynamodb', 'sqs', 'cognito', 'secretsmanager'].map((service) => stage.world.meter.total(service));
        const used = (before: ReturnType<typeof units>) =>
          units().flatMap((now, index) =>
            Object.entries(now).map(([unit, count]) => Math.round(count - (before[index]?.[unit as 'calls'] ?? 0))),
          );
        const begin = units();
        const answers = [await visitor.post('/identify', { address }), await visitor.get('/code')];
        const forAsking = used(begin);
        await stage.workOffMails();
        const asked = units();
        for (let guess = 0; guess < 6; guess++) answers.push(await visitor.post('/code', { code: '1234 5678' }));
        for (let more = 0; more < 3; more++) answers.push(await visitor.post('/code', { another: 'yes' }));
        answers.push(await visitor.get('/password'), await visitor.setPassword('s1', newPassword), await visitor.get('/done'));
        seen.set(kind, masked(answers) + JSON.stringify([forAsking, used(asked)]));
        expect(stage.calls('cognito', 'AdminSetUserPassword') + stage.calls('cognito', 'AdminGetUser')).toBe(0);
      }
      expect(new Set(seen.values()).size).toBe(1);
    }
  });
});

describe('a form', () => {
  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
    ['from a neighbouring site', { 'sec-fetch-site': 'same-site', origin: 'https://shop.example.nl' }],
    ['from nowhere', { 'sec-fetch-site': undefined, origin: undefined }],
    ['from a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['with a foreign origin in an old browser', { 'sec-fetch-site': undefined, origin: 'https://evil.test' }],
  ])('%s is refused and does nothing (attack 27)', async (_, headers) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const visitor = new Visitor(stage);
    expect((await visitor.knock({ path: '/identify', form: { address }, headers })).statusCode).toBe(403);
    await visitor.prove(address);
    const form = { account: 's1', password: newPassword, repeat: newPassword };
    expect((await visitor.knock({ path: '/password', form, headers })).statusCode).toBe(403);
    expect(stage.accountRow('s1').state).toBe('contained');
  });

  it.each([1_000_000, 6_000_000])('of %d bytes is refused quickly, before anything is looked up (attack 36)', async (length) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const visitor = new Visitor(stage);
    await visitor.prove(address);
    const before = stage.world.meter.total('dynamodb').calls;
    const form = `account=s1&password=${'x'.repeat(length)}`;
    const begin = performance.now();
    const answer = await visitor.knock({ path: '/password', form });
    expect(performance.now() - begin).toBeLessThan(50);
    expect(answer.statusCode).toBe(413);
    expect(stage.world.meter.total('dynamodb').calls).toBe(before);
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
  });

  it.each([
    ['/identify', 'address=%ff%fe'],
    ['/identify', 'address=%zz'],
    ['/code', 'code=12345678&another=yes&__proto__=x'],
  ])('on %s that makes no sense is a bad request (attack 36): %s', async (path, form) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    expect((await new Visitor(stage).knock({ path, form })).statusCode).toBe(400);
  });
});

describe('a cookie', () => {
  it.each(['\u2000', '\u00a0', '\ufeff', '\v'])('behind a blank that is part of its name to browsers is not ours: %j', async (blank) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const [thief, holder] = [new Visitor(stage, '198.51.100.1'), new Visitor(stage)];
    await thief.identify(address);
    const code = stage.codeFor(address);
    await holder.post('/identify', { address });
    const tossed = `${blank}__Host-recovery=${thief.cookies.get('__Host-recovery')}`;
    const cookie = `${tossed}; __Host-recovery=${holder.cookies.get('__Host-recovery')}`;
    expect((await holder.knock({ path: '/code', form: { code }, headers: { cookie } })).statusCode).toBe(400);
    expect((await thief.get('/password')).statusCode).toBe(409);
    expect((await thief.knock({ path: '/code', headers: { cookie: tossed } })).statusCode).toBe(409);
  });

  it.each(['x', '%ff', ''])('of ours that comes twice is a bad request, whatever the other one holds: %j', async (other) => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.identify(address);
    const own = `__Host-recovery=${holder.cookies.get('__Host-recovery')}`;
    const header = (cookie: string) => holder.knock({ path: '/code', headers: { cookie } });
    expect((await header(`${own};\t __Host-recovery\t=${other}`)).statusCode).toBe(400);
    expect((await header(`__Host-recovery=${other}; ${own}`)).statusCode).toBe(400);
    expect((await header(`theirs=1; theirs=2;\t${own} `)).statusCode).toBe(200);
  });
});

describe('a link', () => {
  it.each(['//evil.test', '\\\\evil.test', 'javascript:alert(1)', 'https%3A%2F%2Fevil.test', `${origin}.evil.test`])(
    'to %s is followed by no page (attack 28)',
    async (target) => {
      const stage = setRecoveryStage({ accounts: [sanne] });
      const visitor = new Visitor(stage);
      const query = { next: target, return: target, url: target, lang: target };
      const answers = [
        await visitor.knock({ path: '/', query }),
        await visitor.knock({ path: '/identify', query }),
        await visitor.knock({ path: '/identify', query, form: { address } }),
        await visitor.knock({ path: `/${target}` }),
      ];
      for (const answer of answers) {
        expect(locationOf(answer) ?? './code').toBe('./code');
        expect(answer.body).not.toMatch(/evil\.test|javascript:/);
      }
    },
  );

  it('in a mail names the configured origin, whatever host was asked (attack 10)', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    await new Visitor(stage).knock({ path: '/identify', form: { address }, headers: { host: 'evil.test', origin: 'https://evil.test' } });
    const poisoned = await new Visitor(stage).knock({ path: '/identify', form: { address }, headers: { 'x-forwarded-host': 'evil.test' } });
    expect(poisoned.statusCode).toBe(400);
    await stage.workOffMails();
    const [mail] = stage.mailsTo(address);
    expect(mail?.text).toContain(origin);
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil.test');
  });
});

describe('every answer', () => {
  it('is kept by no cache, framed by nobody, runs no script and tells no referrer', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const visitor = new Visitor(stage);
    for (const path of ['/', '/identify', '/code', '/password', '/factor', '/done', '/nothing', '/identify/a.css']) {
      const { headers = {}, body, statusCode } = await visitor.get(path);
      expect(headers['Cache-Control'], path).toBe('no-store');
      expect(headers['Strict-Transport-Security'], path).toMatch(/max-age=31536000/);
      expect(headers['Content-Security-Policy'], path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['Referrer-Policy'], path).toBe('no-referrer');
      expect(body, path).not.toMatch(/<script|style=|\son\w+=/);
      expect([200, 404, 409]).toContain(statusCode);
    }
  });

  it('shows what a stranger typed as text, not as markup (attack 25)', async () => {
    const stage = setRecoveryStage({
      accounts: [
        { ...sanne, username: '<b>x', organisation: '"><script>' },
        { ...sanne, sub: 's2', username: 'b' },
      ],
    });
    const visitor = new Visitor(stage);
    const refused = await visitor.post('/identify', { address: '"><script>alert(1)</script>' });
    expect(refused.body).not.toContain('<script>');
    await visitor.prove(address);
    const page = await visitor.get('/password');
    expect(page.body).not.toMatch(/<b>x|<script>/);
    expect(textOf(page)).toContain('&lt;b&gt;x');
  });
});
