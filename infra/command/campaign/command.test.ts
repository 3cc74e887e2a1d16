import { execFile } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { operations } from '#functions/staff/operations.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { runCommandLine } from '../command-line.ts';
import { makeProgram } from '../program.ts';
import { writeProfile } from './profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluis-command-'));
const stage = makeStage();
const { id } = stage.put();

/** The staff's API on loopback; whose name is the token is who asks. */
const server = createServer(async (request, response) => {
  const username = (request.headers.authorization ?? '').replace('Bearer ', '');
  const sent = await text(request);
  const { method = 'GET', url = '/' } = request;
  const key = request.headers['idempotency-key'];
  const answer = await stage.call(
    username,
    method as 'GET' | 'POST',
    url,
    sent === '' ? undefined : JSON.parse(sent),
    key === undefined ? {} : { 'Idempotency-Key': String(key) },
  );
  response.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.body);
});
const url = await new Promise<string>((resolve) =>
  server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
);

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Runs the command line with these options in this process, with the log-ins kept in a folder of this test. */
async function sluis(...options: readonly string[]): Promise<{ readonly status: unknown; readonly out: string; readonly err: string }> {
  class Exit extends Error {}
  const printed = { out: '', err: '' };
  vi.stubEnv('SLUIS_CONFIG_DIRECTORY', folder);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (printed.out += text) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (printed.err += text) !== '');
  vi.spyOn(process, 'exit').mockImplementation((status) => {
    process.exitCode = status ?? 0;
    throw new Exit();
  });
  process.exitCode = 0;
  try {
    await runCommandLine(makeProgram(), ['node', 'sluis', ...options]);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
  const status = process.exitCode;
  process.exitCode = 0;
  return { status, ...printed };
}

/** Keeps a log-in of somebody, as `log-in` does. */
function loggedIn(username: string, expiresAt = Date.now() + 60_000): string {
  writeFileSync(join(folder, `${username}.json`), JSON.stringify({ url, username, token: username, expiresAt }), { mode: 0o600 });
  return username;
}

const as = (username: string) => ['--profile', loggedIn(username)];

describe('sluis campaign', () => {
  it('has a command for each operation, and for watching and reporting', async () => {
    const { out, status } = await sluis('campaign', '--help');
    expect(status).toBe(0);
    for (const { name } of [...operations, { name: 'watch' }, { name: 'report' }]) expect(out).toMatch(new RegExp(`^  ${name}[ \\n]`, 'm'));
  });

  it('plans what options say, or what a file says, and prints one JSON document', async () => {
    const options = ['--title', 'From a shell', '--scope', 'environment', '--environments', 'nl, be', '--json'];
    const planned = await sluis('campaign', 'plan', ...options, ...as('anna'));
    expect([planned.status, planned.err]).toEqual([0, '']);
    expect(JSON.parse(planned.out).campaign).toMatchObject({
      title: 'From a shell',
      scope: { environments: ['nl', 'be'] },
      plannedBy: 'anna',
    });
    const file = join(folder, 'plan.json');
    writeFileSync(file, JSON.stringify({ title: 'From a file', scope: { kind: 'everybody' } }));
    const again = ['campaign', 'plan', '--body', file, '--json', '--idempotency-key', 'k1', ...as('anna')];
    const [first, second] = [await sluis(...again), await sluis(...again)];
    expect(JSON.parse(first.out).campaign.title).toBe('From a file');
    expect(second.out).toBe(first.out);
  });

  it('approves, starts and pauses, and reads lists from files', async () => {
    expect((await sluis('campaign', 'approve', id, ...as('carla'))).out).toContain('state: approved');
    expect((await sluis('campaign', 'start', id, ...as('anna'))).out).toContain('state: live');
    expect((await sluis('campaign', 'pause', id, ...as('anna'))).out).toContain('pausedFor: person');
    expect((await sluis('campaign', 'limit-rate', id, '--per-second', '5', '--json', ...as('anna'))).out).toContain('"ceiling":5');
    const list = join(folder, 'list.txt');
    writeFileSync(list, 'jansen,suspected\n\neva\n');
    const added = await sluis('campaign', 'add-compromised', id, '--compromised', `@${list}`, '--json', ...as('anna'));
    expect(JSON.parse(added.out).addition).toMatchObject({ entries: 2 });
  });

  it('puts a note of several lines, typed or from a file', async () => {
    const file = join(folder, 'note.txt');
    writeFileSync(file, 'Jansen is told.\n\nTo do: call back\n');
    const put = await sluis('campaign', 'put-note', id, '--text', `@${file}`, '--json', ...as('carla'));
    expect(JSON.parse(put.out).note).toMatchObject({ text: 'Jansen is told.\n\nTo do: call back', by: 'carla' });
    expect((await sluis('campaign', 'put-note', id, '--text', 'done', ...as('new'))).status).toBe(0);
    const { notes } = JSON.parse((await sluis('campaign', 'notes', id, '--limit', '1', '--json', ...as('eva'))).out);
    expect(notes).toMatchObject([{ text: 'done', by: 'new' }]);
  });

  it('ends with status 2 and one line that names the option, its value and what is allowed', async () => {
    expect(await sluis('campaign', 'limit-rate', id, '--per-second', 'many', ...as('anna'))).toEqual({
      status: 2,
      out: '',
      err: '--per-second is "many"; allowed: a number over 0 and at most 100000: notices per second\n',
    });
    const unknown = await sluis('campaign', 'status', 'nothing', ...as('eva'));
    expect([unknown.status, unknown.err]).toEqual([2, 'id is "nothing"; allowed: a ULID: 26 digits and capital letters\n']);
    const twice = await sluis('campaign', 'plan', '--title', 'A', '--body', '-', ...as('anna'));
    expect([twice.status, twice.err]).toEqual([2, '--body is given beside --title; allowed: one of them\n']);
  });

  it('ends with status 1 where it is not possible now, or not for this person', async () => {
    const started = await sluis('campaign', 'start', id, ...as('eva'));
    expect([started.status, started.err]).toEqual([1, 'to start a campaign takes the role commander; eva has auditor\n']);
    const cancelled = await sluis('campaign', 'cancel', id, ...as('anna'));
    expect([cancelled.status, cancelled.err]).toEqual([1, expect.stringContaining('the campaign is live; to cancel it, it must be')]);
  });

  it('says when a log-in has ended, and how to log in again', async () => {
    const ended = loggedIn('boris', Date.UTC(2025, 10, 21, 14, 0));
    const { status, err } = await sluis('campaign', 'list', '--profile', ended);
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(/whose log-in ended at 2025-11-21 14:00 UTC; log in: sluis log-in --profile boris/),
    ]);
    expect((await sluis('campaign', 'list', '--profile', 'none')).err).toContain('in which nobody is logged in');
  });

  it('reports and watches', async () => {
    const report = await sluis('campaign', 'report', id, '--json', ...as('eva'));
    expect(JSON.parse(report.out)).toMatchObject({ campaign: { id }, progress: expect.anything(), history: [] });
    stage.rows.set(id, { ...stage.put(), state: 'closed' });
    const watched = await sluis('campaign', 'watch', id, '--every', '1', '--json', ...as('eva'));
    expect([watched.status, JSON.parse(watched.out).campaign.state]).toEqual([0, 'closed']);
    expect(watched.err).toContain('closed; 0 of 0 recovered');
  });
});

describe('a body', () => {
  const written = (body: string) => {
    const file = join(folder, 'body.json');
    writeFileSync(file, body);
    return ['--body', file, ...as('anna')];
  };

  it('may say which act it is for, as the API takes it, and is never sent as another', async () => {
    stage.put({ state: 'live' });
    const lift = written('{"kind":"lift","reason":"a mistake"}');
    const refused = await sluis('campaign', 'release', id, ...lift);
    expect([refused.status, refused.err]).toEqual([2, 'kind is "lift"; allowed: release\n']);
    expect((await sluis('campaign', 'lift', id, ...lift)).out).toContain('kind: lift');
  });

  it.each(['null', '[]', '"text"', '7'])('that is no object is refused: %s', async (body) => {
    stage.put({ state: 'live' });
    const { status, err } = await sluis('campaign', 'close', id, ...written(body));
    expect([status, err]).toEqual([2, expect.stringContaining('allowed: ')]);
    expect(stage.rows.get(id)?.state).toBe('live');
  });
});

describe('what a terminal could take for a command', () => {
  const plannedBy = 'A\u001b]0;owned\u0007\u009b2J\nstate: closed \u202eC\u007f';

  it('is shown and not sent to it, whatever the API answers', async () => {
    stage.put({ state: 'live', plannedBy });
    const lookFor = /[\p{Cc}\u202e]/u;
    const { out } = await sluis('campaign', 'status', id, ...as('eva'));
    expect(out).toContain('plannedBy: A\\u001b]0;owned\\u0007\\u009b2J\\nstate: closed \\u202eC\\u007f\n');
    expect(out.replaceAll('\n', '')).not.toMatch(lookFor);
    const document = (await sluis('campaign', 'status', id, '--json', ...as('eva'))).out;
    expect(document.trimEnd()).not.toMatch(lookFor);
    expect(JSON.parse(document).campaign.plannedBy).toBe(plannedBy);
  });
});

describe('the address of a console', () => {
  it.each(['http://console.example.org', 'http://localhost.example.org', 'http://127.0.0.1.example.org', 'ftp://localhost', 'console'])(
    '%s is refused before anybody types a password',
    async (address) => {
      const { status, err } = await sluis('log-in', '--url', address, '--username', 'anna');
      expect([status, err]).toEqual([2, `--url is ${address}; allowed: an address such as https://console.example.org\n`]);
    },
  );

  it.each([
    ['text/html', '<p>\u001b[2J</p>'],
    ['application/json', '{"half'],
    ['', 'hello'],
  ])('that answers with %s, but not as the API does, is said to be wrong and nothing of its answer is shown', async (type, body) => {
    const portal = createServer((_, response) => void response.writeHead(200, type === '' ? {} : { 'Content-Type': type }).end(body));
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const here = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    writeFileSync(
      join(folder, 'portal.json'),
      JSON.stringify({ url: here, username: 'anna', token: 'anna', expiresAt: Date.now() + 60_000 }),
    );
    const line = `${here}/api/campaigns answers as no console of Sluis does; allowed: the address of a console of Sluis\n`;
    expect(await sluis('campaign', 'list', '--profile', 'portal')).toEqual({ status: 2, out: '', err: line });
    portal.close();
  });

  it('that leads elsewhere is not followed, so no password goes there', async () => {
    const reached: string[] = [];
    const other = createServer((request, response) => {
      reached.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api/log-in`;
    const first = createServer((_, response) => void response.writeHead(307, { Location: elsewhere }).end());
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const here = `http://127.0.0.1:${(first.address() as AddressInfo).port}`;
    writeFileSync(join(folder, 'led.json'), JSON.stringify({ url: here, username: 'anna', token: 'anna', expiresAt: Date.now() + 60_000 }));
    const { status, err } = await sluis('campaign', 'close', id, '--profile', 'led');
    expect([status, err, reached]).toEqual([2, expect.stringContaining('unexpected redirect'), []]);
    other.close();
    first.close();
  });
});

describe('a log-in that is kept', () => {
  it.each(['../outside', '..', '', 'a/b', 'a\\b', '.hidden', 'a\nb'])('has a name that is no path: %j is refused', async (name) => {
    const outside = join(folder, '..', 'outside.json');
    writeFileSync(outside, '{}');
    for (const command of [['log-out'], ['campaign', 'list'], ['campaign', 'watch', id], ['log-in', '--url', url]]) {
      const { status, err } = await sluis(...command, '--profile', name);
      expect([status, err]).toEqual([2, expect.stringContaining('Allowed: ')]);
    }
    expect(statSync(outside).size).toBe(2);
    rmSync(outside);
  });

  it('is written into a file of its own, wherever one of its name leads', async () => {
    const target = join(folder, 'somewhere');
    writeFileSync(target, 'mine', { mode: 0o644 });
    symlinkSync(target, join(folder, 'linked.json'));
    vi.stubEnv('SLUIS_CONFIG_DIRECTORY', folder);
    writeProfile('linked', { url, username: 'anna', token: 'secret', expiresAt: 1 });
    vi.unstubAllEnvs();
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(lstatSync(join(folder, 'linked.json')).mode & 0o170777).toBe(0o100600);
  });

  it('is for its owner alone, and is gone after a log-out', async () => {
    const file = join(folder, 'anna.json');
    loggedIn('anna');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await sluis('log-out', '--profile', 'anna')).status).toBe(0);
    expect((await sluis('campaign', 'list', '--profile', 'anna')).status).toBe(2);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s knows every operation and its options', async (shell) => {
    const { out, status } = await sluis('completion', shell);
    expect(status).toBe(0);
    for (const { name } of operations) expect(out).toContain(name);
    expect(out).toContain(shell === 'fish' ? '-l per-second' : '--per-second');
  });

  it('of bash completes what was begun', async () => {
    const script = join(folder, 'completion.bash');
    writeFileSync(script, (await sluis('completion', 'bash')).out);
    const line = (...words: readonly string[]) =>
      new Promise<string>((resolve) =>
        execFile(
          'bash',
          [
            '-c',
            `source ${script}; COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${words.length - 1}; _sluis; echo "\${COMPREPLY[*]}"`,
          ],
          { timeout: 5_000 },
          (_, out) => resolve(out.trim()),
        ),
      );
    expect(await line('sluis', 'camp')).toBe('campaign');
    expect(await line('sluis', 'campaign', 'limit')).toBe('limit-rate');
    expect(await line('sluis', 'campaing', 'log-o')).toBe('log-out');
    expect(await line('sluis', 'campaign', 'limit-rate', '01K', '--per')).toBe('--per-second');
  });
});
