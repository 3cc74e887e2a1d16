import { beforeAll, describe, expect, it } from 'vitest';
import { laneOf } from '#domain/lane.ts';
import { Random } from '#simulator/random.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const hour = 3_600_000;
const long = Date.UTC(2024, 0, 1);
const random = new Random(7);

type Row = Readonly<Record<string, unknown>>;

interface Holder {
  readonly name: string;
  readonly email?: string;
  readonly organisation?: string;
  readonly phone?: string;
  readonly postal?: string;
}

/** An account of the directory, made long ago. */
function userOf({ name, email, organisation, phone, postal }: Holder) {
  const attributes: Readonly<Record<string, string | undefined>> = {
    sub: random.uuid(),
    email,
    email_verified: email && 'true',
    phone_number: phone,
    address: postal,
    locale: 'nl-NL',
    'custom:environment': 'nl',
    'custom:organisation': organisation,
  };
  const Attributes = Object.entries(attributes).flatMap(([Name, Value]) => (Value === undefined ? [] : [{ Name, Value }]));
  const date = new Date(long);
  return { Username: name, Attributes, UserCreateDate: date, UserLastModifiedDate: date, Enabled: true, UserStatus: 'CONFIRMED' } as const;
}

const many = Array.from(
  { length: 25 },
  (_, index): Holder => ({ name: `baker-${String(index).padStart(2, '0')}`, organisation: 'org-bakery' }),
);
const holders: readonly Holder[] = [
  { name: 'reached', email: 'reached@fine.example' },
  { name: 'moved', email: 'moved@fine.example' },
  { name: 'moved-twice', email: 'bounce-first@fine.example' },
  { name: 'bounces', email: 'bounce@gone.example', organisation: 'org-none', phone: '+31201234567', postal: 'Dorpsstraat 1, Ons Dorp' },
  { name: 'circular', email: 'circular@mail.breached.example', organisation: 'org-none', phone: '+31207654321' },
  { name: 'nowhere', phone: '+31200000000' },
  ...many,
];

const channels = [
  { channel: 'address', owner: 'Sluis' },
  { channel: 'organisation', owner: 'Account managers' },
  { channel: 'call', owner: 'Helpdesk', afterHours: 4 },
  { channel: 'letter', owner: 'Print room', afterHours: 6 },
];

describe('holders whom the notice does not reach', () => {
  let stage: Stage;
  let id: string;
  const mails: { readonly to: string; readonly tags: Readonly<Record<string, string>> }[] = [];

  const steps = () => stage.rows('steps') as readonly Row[];
  const subOf = (name: string) => String(stage.rows('accounts').find(({ username }) => username === name)?.sub);
  const stepOf = (name: string, channel: string) => steps().find((row) => row.sub === subOf(name) && row.channel === channel);
  const ask = async (role: string, path: string, body?: unknown) =>
    (await (await stage.staff(role)).ask(body === undefined ? 'GET' : 'POST', `/api/campaigns/${id}/${path}`, body)) as Awaited<
      ReturnType<Awaited<ReturnType<Stage['staff']>>['ask']>
    >;
  const change = (name: string, email: string) =>
    stage.cognito.operations.AdminUpdateUserAttributes?.({
      UserPoolId: stage.output('AccountsPoolId'),
      Username: name,
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    });

  beforeAll(async () => {
    stage = await setStage({
      users: holders.map(userOf),
      ses: { behaviour: (address: string) => ({ bounce: address.startsWith('bounce') ? 1 : 0 }) },
    });
    stage.ses.onAccepted(
      ({ to, tags }) => void mails.push(...to.map((each: string) => ({ to: each, tags: tags as Readonly<Record<string, string>> }))),
    );
    await stage.until(() => stage.rows('channels').filter(({ prefix }) => prefix !== undefined).length === 16, 25 * hour, 5 * 60_000);
    change('moved', 'bounce-moved@new.example');
    change('moved-twice', 'bounce-second@new.example');
    await stage.pass(25 * hour);
    id = await stage.plan({ kind: 'everybody' }, [], {
      channels,
      breachedDomains: ['breached.example'],
      quietHours: { from: '05:00', to: '05:30' },
      contacts: [{ organisation: 'org-bakery', address: 'office@bakery.example', language: 'nl' }],
    });
  });

  it('are counted before anybody starts, the circular ones apart', async () => {
    const { headcount } = (await stage.look(id)).campaign as unknown as { readonly headcount: Row };
    expect(headcount.unreachable).toEqual({ 'no-address': 26, circular: 1 });
    const circular = stage.rows('accounts').find(({ username }) => username === 'circular');
    expect(circular).toMatchObject({ trusted: false, doubt: 'circular', phone: '+31207654321' });
    expect(steps()).toEqual([]);
  });

  it('get a notice at an older address first', async () => {
    await stage.start(id);
    await stage.pass(20 * 60_000);
    expect(stepOf('moved', 'address')).toMatchObject({ state: 'done', outcome: 'delivered', owner: 'Sluis' });
    expect(
      mails
        .filter(({ tags }) => tags.mail === 'address-1')
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['bounce-first@fine.example', 'moved@fine.example']);
    expect(stepOf('reached', 'address')).toBeUndefined();
  });

  it('go on to the next step when that bounces too, or there is none', async () => {
    await stage.pass(80 * 60_000);
    expect(stepOf('moved-twice', 'address')).toMatchObject({ state: 'done', outcome: 'bounced' });
    expect(stepOf('moved-twice', 'organisation')).toMatchObject({ state: 'done', outcome: 'no-channel' });
    expect(stepOf('bounces', 'address')).toMatchObject({ state: 'done', outcome: 'no-channel' });
    expect(mails.filter(({ to }) => to.endsWith('breached.example'))).toEqual([]);
  });

  it('are told through the contact of their organisation, in one mail that names twenty and counts the rest', () => {
    const toContact = mails.filter(({ tags }) => String(tags.mail).startsWith('organisation-'));
    expect(toContact.map(({ to }) => to)).toEqual(['office@bakery.example']);
    const [notice] = stage.rows('notices').filter(({ named }) => named !== undefined);
    expect(notice).toMatchObject({ state: 'delivered', more: 5 });
    expect(notice?.named).toEqual(many.slice(0, 20).map(({ name }) => name));
    expect(many.map(({ name }) => stepOf(name, 'organisation')?.outcome)).toEqual(many.map(() => 'delivered'));
  });

  it('stand on the call list when their time has come, and not before, also after the campaign was closed', async () => {
    await stage.close(id);
    const due = async () => (expectOk(await ask('agent', 'steps?channel=call')) as { readonly steps: readonly Row[] }).steps;
    expect(stepOf('bounces', 'call')).toMatchObject({ state: 'planned', owner: 'Helpdesk' });
    expect(await due()).toEqual([]);
    await stage.pass(4 * hour);
    const listed = await due();
    expect(listed.map(({ username }) => username).sort()).toEqual(['bounces', 'circular', 'moved-twice', 'nowhere']);
    expect(listed.find(({ username }) => username === 'bounces')).toMatchObject({ means: '+31201234567', state: 'due' });
    const seen = (expectOk(await ask('auditor', 'steps?channel=call')) as { readonly steps: readonly Row[] }).steps;
    expect(seen.some(({ means }) => means !== undefined)).toBe(false);
  });

  it('come to the letters when a call did not reach them, once however often that is said', async () => {
    const said = { channel: 'call', account: subOf('bounces'), outcome: 'not-reached' };
    for (const _ of [1, 2]) expectOk(await ask('agent', 'steps', said));
    expect((await ask('commander', 'steps', said)).status).toBe(409);
    expect((await ask('auditor', 'steps', said)).status).toBe(403);
    expectOk(await ask('agent', 'steps', { channel: 'call', account: subOf('circular'), outcome: 'reached' }));
    await stage.pass(7 * hour);
    expect(stepOf('bounces', 'call')).toMatchObject({ outcome: 'not-reached', by: 'agnes' });
    expect(stepOf('bounces', 'letter')).toMatchObject({ state: 'due', owner: 'Print room' });
    expect(stepOf('circular', 'letter')).toBeUndefined();
    const facts = stage.rows('audit').filter(({ fact }) => (fact as Row | undefined)?.subject === 'step');
    expect(facts.map(({ fact }) => (fact as Row).to).sort()).toEqual(['call not-reached', 'call reached']);
  });

  it('drop off when they are let out, by themselves', async () => {
    const sub = subOf('nowhere');
    const row = stage.rows('accounts').find((account) => account.sub === sub);
    stage.put('accounts', { ...row, pk: `${id}#${String(laneOf(sub)).padStart(2, '0')}`, sk: sub, state: 'recovered' });
    const { steps: listed } = expectOk(await ask('agent', 'steps?channel=call')) as { readonly steps: readonly Row[] };
    expect(listed.map(({ username }) => username)).toEqual(['moved-twice']);
    await stage.pass(hour + 5 * 60_000);
    expect(stepOf('nowhere', 'call')).toMatchObject({ state: 'done', outcome: 'recovered' });
  });

  it('are counted by channel, and first notices as they were planned (invariants 9 and 10)', async () => {
    const counts = expectOk(await ask('auditor', 'not-reached')) as {
      readonly channels: readonly { readonly channel: string; readonly steps: Row }[];
    };
    const recount = (channel: string) => {
      const names = steps().flatMap((row) => (row.channel === channel ? [String(row.outcome ?? row.state)] : []));
      return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
    };
    expect(counts.channels.map((each) => each.steps)).toEqual(channels.map(({ channel }) => recount(channel)));
    const { campaign, progress } = await stage.look(id);
    const sum = Object.values(progress.notices).reduce((total, count) => total + count, 0);
    expect(sum).toBe(campaign.headcount?.inScope);
  });
});

describe('a call in quiet hours', () => {
  it('falls due at their end, by the clock of the holder', async () => {
    const stage = await setStage({ users: [userOf({ name: 'nowhere', phone: '+31200000000' })] });
    const hourNow = new Date(stage.world.clock.now()).getUTCHours();
    const at = (hours: number) => `${String((hourNow + 1 + hours) % 24).padStart(2, '0')}:00`;
    const id = await stage.plan({ kind: 'everybody' }, [], {
      channels: [{ channel: 'call', owner: 'Helpdesk' }],
      quietHours: { from: at(-1), to: at(2) },
    });
    await stage.start(id);
    await stage.pass(10 * 60_000);
    const stateNow = () => stage.rows('steps').map(({ state }) => state);
    expect(stateNow()).toEqual(['planned']);
    await stage.pass(2 * hour);
    expect(stateNow()).toEqual(['due']);
  });
});

describe('a campaign that is closed while its notices stand still', () => {
  it('goes on to calls: what waits will not go out any more', async () => {
    const stage = await setStage({ users: [userOf({ name: 'baker', organisation: 'org-bakery' })] });
    const id = await stage.plan({ kind: 'everybody' }, [], {
      channels: channels.slice(1, 3).map(({ channel, owner }) => ({ channel, owner })),
      contacts: [{ organisation: 'org-bakery', address: 'office@bakery.example' }],
    });
    const commander = await stage.staff('commander');
    await stage.start(id);
    expectOk(await commander.ask('POST', `/api/campaigns/${id}/mail`, { order: 'pause-notices' }));
    await stage.pass(63 * 60_000);
    const stepsNow = () => Object.fromEntries(stage.rows('steps').map(({ channel, state, outcome }) => [channel, outcome ?? state]));
    expect(stepsNow()).toEqual({ organisation: 'under-way' });
    await stage.close(id);
    await stage.pass(12 * 60_000);
    expect(stepsNow()).toEqual({ organisation: 'no-channel', call: 'due' });
    expect(stage.ses.mailCount).toBe(0);
  });
});
