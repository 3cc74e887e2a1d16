import { describe, expect, it } from 'vitest';
import { asker } from '#test/kits/rest-event.ts';
import { makeStage } from '#test/kits/staff-function.ts';
import { makeHandler } from '../handler.ts';

const texts = { channels: [{ channel: 'sms', owner: 'Sluis' }], sms: { ceilingUsd: 250, usdPerPart: 0.12 } };

const plan = { title: 'Stolen', scope: { kind: 'everybody' } };

describe('a plan for holders who cannot be reached', () => {
  it('keeps its steps, contacts and breached domains', async () => {
    const { call, rows, contacts, planLists } = makeStage();
    const { statusCode: status } = await call('anna', 'POST', '/api/campaigns', {
      ...plan,
      channels: [
        { channel: 'organisation', owner: 'Accounts' },
        { channel: 'call', owner: 'Helpdesk', afterHours: 24 },
      ],
      contacts: [{ organisation: 'org-1', address: 'Office@One.example', language: 'nl' }],
      breachedDomains: ['Mail.Example.nl', 'mail.example.nl'],
    });
    expect(status).toBe(201);
    const [row] = rows.values();
    expect(row).toMatchObject({ contacts: 1, lists: { breached: { entries: 1, doubles: 1 } } });
    expect(row?.channels).toEqual([
      { channel: 'organisation', owner: 'Accounts', afterHours: 0 },
      { channel: 'call', owner: 'Helpdesk', afterHours: 24 },
    ]);
    expect(contacts.get(String(row?.id))).toEqual([{ organisation: 'org-1', address: 'office@one.example', language: 'nl' }]);
    expect([...(planLists.get(String(row?.id))?.breached?.keys() ?? [])]).toEqual(['mail.example.nl']);
  });

  it.each([
    [{ channels: [{ channel: 'pigeon', owner: 'x' }] }, 'channels.0.channel'],
    [{ channels: texts.channels }, 'sms is missing; allowed: an object with ceilingUsd and usdPerPart where the next channels have sms'],
    [{ sms: texts.sms }, 'sms is given; allowed'],
    [{ ...texts, sms: { ceilingUsd: 0, usdPerPart: 0.1 } }, 'sms.ceilingUsd is 0; allowed: US dollars over 0'],
    [{ ...texts, sms: { ceilingUsd: 1_000_001, usdPerPart: 0.1 } }, 'sms.ceilingUsd'],
    [{ ...texts, sms: { ceilingUsd: 5, usdPerPart: 0 } }, 'sms.usdPerPart is 0; allowed: US dollars from 0.00001 to 9.99999'],
    [{ ...texts, sms: { ceilingUsd: 5, usdPerPart: 10 } }, 'sms.usdPerPart'],
    [{ ...texts, sms: { ceilingUsd: 5 } }, 'sms.usdPerPart'],
    [{ channels: [{ channel: 'call', owner: '' }] }, 'channels.0.owner'],
    [{ channels: [{ channel: 'call', owner: 'x', afterHours: 721 }] }, 'channels.0.afterHours'],
    [
      {
        channels: [
          { channel: 'call', owner: 'x' },
          { channel: 'call', owner: 'y' },
        ],
      },
      'channels is a list of 2',
    ],
    [{ channels: [{ channel: 'organisation', owner: 'x' }] }, 'contacts is nobody'],
    [{ contacts: [{ organisation: 'o', address: 'nowhere' }] }, 'contacts.0.address'],
    [
      {
        contacts: [
          { organisation: 'o', address: 'a@b.example' },
          { organisation: 'o', address: 'c@d.example' },
        ],
      },
      'contacts is a list of 2',
    ],
    [{ contacts: [{ organisation: 'o', address: 'a@mail.b.example' }], breachedDomains: ['b.example'] }, 'contacts.0.address'],
    [{ breachedDomains: ['nl'] }, 'breachedDomains.0'],
    [{ breachedDomains: ['jan@b.example'] }, 'breachedDomains.0'],
  ])('is refused with one line for %j', async (more, named) => {
    const { call, rows } = makeStage();
    const { statusCode: status, body } = await call('anna', 'POST', '/api/campaigns', { ...plan, ...more });
    expect([status, JSON.parse(body).detail]).toEqual([400, expect.stringContaining(named)]);
    expect(rows.size).toBe(0);
  });

  it('keeps what texts may cost, which the plan and the campaign show', async () => {
    const { as, call, rows, stage } = makeStage();
    expect((await call('anna', 'POST', '/api/campaigns', { ...plan, ...texts })).statusCode).toBe(201);
    const [row] = rows.values();
    expect(row?.sms).toEqual({ ceilingUsd: 250, usdPerPart: 0.12 });
    const path = `/console/campaigns/${row?.id}`;
    expect((await as('carla', { path })).body).toContain('for $250.00 at most; $0.12 per part at most');
    if (row) rows.set(row.id, { ...row, state: 'live', epoch: 1, startedAt: 1 });
    stage.textSpent = 1_234_000;
    for (const shown of [path, `${path}/not-reached`]) expect((await as('carla', { path: shown })).body).toContain('$12.34 of');
    const { body } = await call('carla', 'GET', `/api/campaigns/${row?.id}/not-reached`);
    expect(JSON.parse(body).sms).toEqual({ spentUsd: 12.34, ceilingUsd: 250 });
  });

  it('has no texts where the deployment has no sender of them', async () => {
    const { dependencies, rows } = makeStage();
    const ask = asker(makeHandler({ ...dependencies, sendsTexts: false }));
    const claims = { 'cognito:username': 'anna', 'cognito:groups': 'commander' };
    const json = { ...plan, ...texts };
    const { statusCode: status, body } = await ask({ method: 'POST', path: '/api/campaigns', claims, json, headers: { Accept: '*/*' } });
    expect([status, JSON.parse(body).detail]).toEqual([
      400,
      'channels.0.channel is "sms"; allowed: the others, as this deployment has no sender of text messages (parameter textSender)',
    ]);
    expect(rows.size).toBe(0);
  });

  const form = { title: 'Stolen', scope: 'everybody', key: '01KAJ0000000000000000000KY' };

  it('is filled in line by line, and shown before anybody approves', async () => {
    const { as, rows } = makeStage();
    const channels = 'organisation, Accounts\n\ncall, Helpdesk, day shift, 24';
    await as('anna', { method: 'POST', path: '/console/plan', form: { ...form, channels, contacts: 'Bakker, Jan & Co, a@b.example, nl' } });
    const [row] = rows.values();
    expect(row?.channels?.at(1)).toEqual({ channel: 'call', owner: 'Helpdesk, day shift', afterHours: 24 });
    expect(row?.contacts).toBe(1);
    const { body } = await as('carla', { path: `/console/campaigns/${row?.id}` });
    expect(body).toContain('Call: Helpdesk, day shift, after 24 h');
  });

  it('takes what texts may cost from two fields, and names the one that is wrong', async () => {
    const { as, rows } = makeStage();
    const send = (more: Readonly<Record<string, string>>) =>
      as('anna', { method: 'POST', path: '/console/plan', form: { ...form, channels: 'sms, Sluis, 2', ...more } });
    for (const [more, text] of [
      [{}, 'All texts, at most: say what they may cost, as sms is a next channel.'],
      [{ smsCeiling: 'lots', smsPrice: '0.1' }, 'All texts, at most: &quot;lots&quot; is not possible'],
      [{ smsCeiling: '100' }, 'One part, at most: missing is not possible'],
    ] as const) {
      const { statusCode: status, body } = await send(more);
      expect([status, body]).toEqual([400, expect.stringContaining(text)]);
    }
    expect((await send({ smsCeiling: '100', smsPrice: '0.075' })).statusCode).toBe(303);
    expect([...rows.values()].map(({ sms }) => sms)).toEqual([{ ceilingUsd: 100, usdPerPart: 0.075 }]);
  });

  it.each([
    [{ channels: 'address, Sluis\n\npigeon, Loft, 2' }, 'Next channels, line 3, channel: &quot;pigeon&quot; is not possible'],
    [{ channels: 'call, Helpdesk, soon' }, 'Next channels, line 1, after hours: &quot;soon&quot; is not possible'],
    [{ breachedDomains: 'b.example\nnl' }, 'Domains whose mail the intruder reads, line 2'],
    [
      { contacts: 'org-1, office' },
      'Contacts of organisations, line 1, address: &quot;office&quot; is not possible. Allowed: an e-mail address',
    ],
    [{ contacts: 'org-1, a@b.example, xx' }, 'Contacts of organisations, line 1, language: &quot;xx&quot; is not possible'],
    [{ channels: 'organisation, Accounts' }, 'Contacts of organisations: add at least one contact'],
    [{ smsCeiling: '100', smsPrice: '0.1' }, 'All texts, at most: filled in, but sms is no next channel.'],
  ])('names the line that is wrong: %j', async (more, text) => {
    const { as } = makeStage();
    const { statusCode: status, body } = await as('anna', { method: 'POST', path: '/console/plan', form: { ...form, ...more } });
    expect(status).toBe(400);
    expect(body).toContain(text);
  });
});
