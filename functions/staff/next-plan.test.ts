import { describe, expect, it } from 'vitest';
import { makeStage } from './testing.ts';

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
    expect(status).toBe(200);
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
    [{ channels: [{ channel: 'sms', owner: 'x' }] }, 'channels.0.channel'],
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

  it.each([
    [{ channels: 'address, Sluis\n\npigeon, Loft, 2' }, 'Next channels, line 3: &quot;pigeon&quot; is not possible'],
    [{ channels: 'call, Helpdesk, soon' }, 'Next channels, line 1: &quot;soon&quot; is not possible'],
    [{ breachedDomains: 'b.example\nnl' }, 'Domains whose mail the intruder reads, line 2'],
    [{ contacts: 'org-1, office' }, 'Contacts of organisations, line 1: &quot;office&quot; is not possible. Allowed: an e-mail address'],
    [{ contacts: 'org-1, a@b.example, xx' }, 'Contacts of organisations, line 1'],
  ])('names the line that is wrong: %j', async (more, text) => {
    const { as } = makeStage();
    const { statusCode: status, body } = await as('anna', { method: 'POST', path: '/console/plan', form: { ...form, ...more } });
    expect(status).toBe(400);
    expect(body).toContain(text);
  });
});
