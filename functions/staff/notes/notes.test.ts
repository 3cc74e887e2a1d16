import { describe, expect, it } from 'vitest';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { makeStage } from '#test/kits/staff-function.ts';

const id = '01KAJ000000000000000000PVT';
const path = `/api/campaigns/${id}/notes`;
const page = `/console/campaigns/${id}`;
const bodyOf = ({ body }: { body: string }) => JSON.parse(body);
const textsOf = (body: string) => [...body.matchAll(/<p class="prose">([^<]*)<\/p>/g)].map(([, text]) => text);

function live(changes: Partial<CampaignRow> = {}) {
  const stage = makeStage();
  stage.put({ state: 'live', epoch: 1, ...changes });
  const put = (username: string, text: string, headers = {}) => stage.call(username, 'POST', path, { text }, headers);
  return { ...stage, put };
}

describe('a note that somebody puts on a campaign over the API', () => {
  it.each([
    ['commander', 'anna'],
    ['approver', 'carla'],
    ['agent', 'new'],
  ])('of a %s says who wrote what when', async (_, username) => {
    const { put, call, stage } = live();
    const answer = await put(username, ' Jansen is told.\r\nTo do: call nobody ');
    expect(answer.statusCode).toBe(200);
    const { note } = bodyOf(answer);
    expect(note).toMatchObject({ campaignId: id, text: 'Jansen is told.\nTo do: call nobody', by: username, atMs: stage.nowMs });
    expect(bodyOf(await call('eva', 'GET', path))).toEqual({ notes: [note] });
  });

  it.each([
    ['nothing but space', ' \n ', '" \\n "'],
    ['one character too many', 'x'.repeat(1001), '(1001 characters)'],
    ['a tabulator', 'a\tb', '"a\\tb"'],
    ['an escape', 'a\u001b[2Jb', '"a\\u001b[2Jb"'],
  ])('is refused for %s, with what is allowed, and is not written', async (_, text, shown) => {
    const { put, notes } = live();
    const answer = await put('anna', text);
    expect([answer.statusCode, bodyOf(answer).detail]).toEqual([400, expect.stringContaining(shown)]);
    expect(bodyOf(answer).detail).toContain(
      'allowed: 1 to 1000 characters, on several lines where wanted; no control characters but newlines',
    );
    expect(notes.size).toBe(0);
  });

  it('has room for a thousand characters of any script', async () => {
    expect((await live().put('anna', '🚢'.repeat(1000))).statusCode).toBe(200);
  });

  it('is put once for one key, and with the same key another one is refused', async () => {
    const { put, notes } = live();
    const headers = { 'Idempotency-Key': 'shift-7' };
    const first = await put('anna', 'one', headers);
    expect(bodyOf(await put('anna', 'one', headers))).toEqual(bodyOf(first));
    expect(bodyOf(await put('anna', 'two', headers))).toMatchObject({ status: 409, code: 'key-reused' });
    expect([...notes.values()].map(({ text }) => text)).toEqual(['one']);
  });

  it('is refused on a campaign that was cancelled', async () => {
    const { put, notes } = live({ state: 'cancelled' });
    const answer = bodyOf(await put('anna', 'too late'));
    expect(answer).toMatchObject({ status: 409, code: 'state', detail: expect.stringContaining('the campaign is cancelled') });
    expect(notes.size).toBe(0);
  });

  it('is refused once the personal data of the campaign is being erased, and the console does not offer it', async () => {
    const { put, as, notes } = live({ state: 'closed', erasedBy: 'retention' });
    expect(bodyOf(await put('anna', 'too late'))).toMatchObject({ status: 409, detail: expect.stringContaining('is being erased') });
    expect(notes.size).toBe(0);
    expect((await as('anna', { path: page })).body).not.toContain('Put a note');
  });

  it('comes in pages, newest first', async () => {
    const { put, call } = live();
    for (const text of ['one', 'two', 'three']) await put('anna', text);
    const first = bodyOf(await call('eva', 'GET', `${path}?limit=2`));
    const second = bodyOf(await call('eva', 'GET', `${path}?limit=2&cursor=${first.next}`));
    expect([first, second].map(({ notes }) => notes.map(({ text }: { text: string }) => text))).toEqual([['three', 'two'], ['one']]);
    expect(second).not.toHaveProperty('next');
  });
});

describe('notes in the console', () => {
  it('stand on the page of the campaign with who and when, line by line and escaped', async () => {
    const { as } = live();
    const form = { text: 'first line\r\n<b>second</b>' };
    const answer = await as('new', { method: 'POST', path: `${page}/notes`, form });
    expect(answer).toMatchObject({ statusCode: 303, headers: { Location: expect.stringContaining('?done=put-note') } });
    const { body } = await as('eva', { path: page });
    expect(textsOf(body)).toEqual(['first line\n&lt;b&gt;second&lt;/b&gt;']);
    expect(body).toMatch(/new, <time datetime="2025-11-21T13:00:00.000Z">/);
  });

  it('are the last twenty there, newest first, and the older ones are counted', async () => {
    const { as, put } = live();
    for (let at = 1; at <= 20; at++) await put('anna', `note ${at}`);
    expect((await as('eva', { path: page })).body).not.toContain('older note');
    for (const at of [21, 22]) await put('anna', `note ${at}`);
    const { body } = await as('eva', { path: page });
    expect(textsOf(body)).toEqual(Array.from({ length: 20 }, (_, index) => `note ${22 - index}`));
    expect(body).toContain('2 older notes');
  });

  it('are asked for in a field of several lines, which comes back with what was typed and what is wrong', async () => {
    const { as, notes } = live();
    expect((await as('carla', { path: `${page}/notes` })).body).toContain('<textarea id="field-text" name="text"');
    const { statusCode, body } = await as('carla', { method: 'POST', path: `${page}/notes`, form: { text: 'x'.repeat(1001) } });
    expect(statusCode).toBe(400);
    expect(body).toContain('Allowed: 1 to 1000 characters');
    expect(body).toContain('x'.repeat(1001));
    expect(notes.size).toBe(0);
  });

  it('are offered to whoever may put one, and to nobody else', async () => {
    const { as } = live();
    const offered = async (username: string) => (await as(username, { path: page })).body.includes('Put a note …');
    expect(await Promise.all(['anna', 'carla', 'new', 'eva', 'olga'].map(offered))).toEqual([true, true, true, false, false]);
  });
});
