import { beforeAll, describe, expect, it } from 'vitest';
import { laneOf } from '#domain/lane.ts';
import type { StageOptions } from '#infra/rehearsal/stage.ts';
import { AwsError } from '#simulator/errors.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { Random } from '#simulator/random.ts';
import type { SmsOptions } from '#simulator/services/sms.ts';
import { expectOk } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const random = new Random(5);

interface Holder {
  readonly name: string;
  readonly phone?: string;
  readonly locale?: string;
  readonly zone?: string;
}

/** An account of the directory without an address. */
function userOf({ name, phone, locale = 'nl-NL', zone = 'Etc/UTC' }: Holder) {
  const attributes = { sub: random.uuid(), phone_number: phone, locale, zoneinfo: zone };
  const Attributes = Object.entries(attributes).flatMap(([Name, Value]) => (Value === undefined ? [] : [{ Name, Value }]));
  const date = new Date(Date.UTC(2024, 0, 1));
  return { Username: name, Attributes, UserCreateDate: date, UserLastModifiedDate: date, Enabled: true, UserStatus: 'CONFIRMED' } as const;
}

const call = { channel: 'call', owner: 'Helpdesk' };

/** A live campaign whose holders are quiet for two hours around now, twelve time zones to the east. */
async function startTexts(
  holders: readonly Holder[],
  sms: SmsOptions,
  ceilingUsd: number,
  afterHours = 0,
  more: Partial<StageOptions> = {},
) {
  const stage = await setStage({ users: holders.map(userOf), sms, ...more });
  const at = (hours: number) => `${String((new Date(stage.world.clock.now()).getUTCHours() + 12 + hours) % 24).padStart(2, '0')}:00`;
  const id = await stage.plan({ kind: 'everybody' }, [], {
    channels: [{ channel: 'sms', owner: 'Sluis', afterHours }, call],
    sms: { ceilingUsd, usdPerPart: 0.1 },
    quietHours: { from: at(-1), to: at(2) },
  });
  const rowOf = (name: string) => stage.rows('accounts').find(({ username }) => username === name);
  const stepOf = (name: string, channel = 'sms') =>
    stage.rows('steps').find((row) => row.sub === rowOf(name)?.sub && row.channel === channel);
  return { stage, id, rowOf, stepOf, texts: () => stage.simulator.services.sms.texts };
}

describe('text messages to holders without an address', () => {
  const holders: readonly Holder[] = [
    { name: 'dutch', phone: '+31600000001' },
    { name: 'french', phone: '+33600000002', locale: 'fr-FR' },
    { name: 'sleeps', phone: '+31600000003', zone: 'Etc/GMT-12' },
    { name: 'opted-out', phone: '+31600000004' },
    { name: 'dear', phone: '+99600000005' },
    { name: 'recovered', phone: '+31600000006' },
    { name: 'no-number' },
  ];
  let all: Awaited<ReturnType<typeof startTexts>>;
  let stage: Stage;

  beforeAll(async () => {
    const sms = { optedOut: ['+31600000004'], usdPerPart: (to: string) => (to.startsWith('+99') ? 0.2 : 0.07) };
    all = await startTexts(holders, sms, 50, 1);
    stage = all.stage;
    await stage.start(all.id);
    const row = all.rowOf('recovered');
    const sub = String(row?.sub);
    stage.put('accounts', { ...row, pk: `${all.id}#${String(laneOf(sub)).padStart(2, '0')}`, sk: sub, state: 'recovered' });
    await stage.pass(50 * minute);
  });

  it('go out when they are due and not before, in the language of each', async () => {
    expect(all.texts()).toEqual([]);
    await stage.pass(20 * minute);
    expect(Object.fromEntries(all.texts().map(({ to, body }) => [to, body]))).toEqual({
      '+31600000001': 'Voor uw veiligheid werkt uw wachtwoord niet meer. Kies een nieuw wachtwoord op https://pages.example',
      '+33600000002': 'Pour votre sécurité, votre mot de passe ne fonctionne plus. Choisissez-en un nouveau sur https://pages.example',
    });
    expect(all.texts()[0]?.from).toContain(':sender-id/SLUIS/NL');
    for (const name of ['dutch', 'french']) expect(all.stepOf(name)).toMatchObject({ state: 'done', outcome: 'sent' });
    expect(all.stepOf('dutch', 'call')).toBeUndefined();
  });

  it('give way to a call where AWS rejects them, or there is no number', () => {
    for (const name of ['opted-out', 'dear']) expect(all.stepOf(name)).toMatchObject({ state: 'done', outcome: 'rejected' });
    expect(all.stepOf('no-number')).toMatchObject({ outcome: 'no-channel' });
    for (const name of ['opted-out', 'dear', 'no-number']) expect(all.stepOf(name, 'call')).toMatchObject({ state: 'due' });
  });

  it('are not sent to who has recovered', () => {
    expect(all.rowOf('recovered')?.phone).toBe('+31600000006');
    expect(all.stepOf('recovered')?.outcome ?? 'recovered').toBe('recovered');
  });

  it('wait for the end of the quiet hours', async () => {
    expect(all.stepOf('sleeps')).toMatchObject({ state: 'planned' });
    await stage.pass(2 * hour);
    expect(all.stepOf('sleeps')).toMatchObject({ state: 'done', outcome: 'sent' });
    const sent = all.texts().find(({ to }) => to === '+31600000003');
    expect(new Date(sent?.acceptedAtMs ?? 0).getUTCMinutes()).toBeLessThan(3);
    expect(all.texts().length).toBe(3);
  });

  it('show what they cost at most', async () => {
    const staff = await stage.staff('auditor');
    const { sms } = expectOk(await staff.ask('GET', `/api/campaigns/${all.id}/not-reached`)) as { readonly sms: unknown };
    expect(sms).toEqual({ spentUsd: 0.5, ceilingUsd: 50 });
  });
});

describe('the ceiling of text messages', () => {
  const holders = Array.from({ length: 12 }, (_, index) => ({ name: `holder-${index}`, phone: `+3161000${1000 + index}` }));

  it('is used to the last text that fits; everybody else is called, and the list of calls can be downloaded', async () => {
    const { stage, id, texts } = await startTexts(holders, {}, 0.55);
    await stage.start(id);
    await stage.pass(5 * minute);
    expect(texts().length).toBe(5);
    const outcomes = Map.groupBy(stage.rows('steps'), ({ channel, state, outcome }) => `${channel} ${outcome ?? state}`);
    expect(Object.fromEntries([...outcomes].map(([name, rows]) => [name, rows.length]))).toEqual({
      'sms sent': 5,
      'sms over-ceiling': 7,
      'call due': 7,
    });
    const agent = await stage.staff('agent');
    const { status, body } = await agent.ask('GET', `/api/campaigns/${id}/steps.csv?channel=call`);
    const texted = texts().map(({ to }) => to);
    const called = body.match(/\+\d+/g) ?? [];
    expect([status, [...called, ...texted].sort()]).toEqual([200, holders.map(({ phone }) => phone)]);
    await stage.pass(minute);
    const facts = stage.rows('audit').map(({ fact }) => fact as { readonly to?: string; readonly by?: string } | undefined);
    expect(facts.find((fact) => fact?.to?.startsWith('download'))).toMatchObject({ to: 'download call, rows: 7', by: 'agnes' });
  });

  it('is not used up by a sender that AWS throttles: the others wait for a later round', async () => {
    const { stage, id, texts } = await startTexts(holders, { partsPerSecond: 1 }, 50);
    await stage.start(id);
    await stage.pass(30 * minute);
    expect(
      texts()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(holders.map(({ phone }) => phone));
    expect(stage.rows('steps').map(({ outcome }) => outcome)).toEqual(holders.map(() => 'sent'));
  });
});

describe('a sender that may not send', () => {
  it('stops all texts: none is given up, one is tried now and then, and the first that AWS takes lets all go on', async () => {
    const holders = Array.from({ length: 5 }, (_, index) => ({ name: `holder-${index}`, phone: `+3162000${1000 + index}` }));
    const error = new AwsError('AccessDeniedException', 'x', { Reason: 'ACCOUNT_DISABLED' });
    const control = { refuses: true, calls: 0 };
    const at = ({ service, phase }: FaultPoint) => {
      if (service !== 'sms' || phase !== 'before' || !control.refuses) return undefined;
      control.calls++;
      return { kind: 'error', error } as const;
    };
    const lines: string[] = [];
    const { stage, id } = await startTexts(holders, {}, 50, 0, { faults: { at }, onLine: (_, line) => void lines.push(line) });
    await stage.start(id);
    await stage.pass(5 * minute);
    const told = lines.filter((line) => line.includes('SLU-312'));
    expect(told.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'ERROR', kind: 'texts', status: 'ACCOUNT_DISABLED' }),
    ]);
    expect(control.calls).toBeGreaterThan(1);
    expect(control.calls).toBeLessThan(12);
    expect(lines.filter((line) => line.includes('3162000'))).toEqual([]);
    expect(stage.rows('steps').map(({ state }) => state)).toEqual(holders.map(() => 'planned'));
    control.refuses = false;
    await stage.pass(5 * minute);
    expect(stage.rows('steps').map(({ channel, outcome }) => `${channel} ${outcome}`)).toEqual(holders.map(() => 'sms sent'));
    const spent = stage.rows('pace').find(({ pk }) => String(pk).startsWith('texts#'))?.spent;
    expect(spent).toBe(holders.length * 10_000);
  });
});
