import { beforeAll, describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import type { Browser } from '../kits/browser.ts';
import { expectOk, type StaffMember } from '../kits/staff.ts';
import { type Stage, setStage } from '../kits/world.ts';

const people = Array.from({ length: 160 }, (_, index) => ({
  Username: `holder-${String(index).padStart(3, '0')}`,
  UserCreateDate: new Date('2020-01-01'),
  Attributes: [
    { Name: 'email', Value: `holder-${index}@mail.example` },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'custom:environment', Value: 'nl' },
  ],
}));

interface Addition {
  readonly id: string;
  readonly state: string;
  readonly accounts?: number;
  readonly digest: string;
}

describe('one commander who calls accounts compromised', () => {
  let stage: Stage;
  let id: string;
  const commander = () => stage.staff('commander');
  const approver = () => stage.staff('approver');

  beforeAll(async () => {
    stage = await setStage({
      users: people,
      colleagues: [{ username: 'carlá', password: 'Carla-accent-2026', role: 'approver' }],
    });
    id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    await stage.pass(20 * 60_000);
  });

  const path = () => `/api/campaigns/${id}/compromised`;
  const names = (from: number, to: number) => people.slice(from, to).map(({ Username }) => ({ account: Username }));
  const add = async (from: number, to: number) =>
    (expectOk(await (await commander()).ask('POST', path(), { compromised: names(from, to) })) as { addition: Addition }).addition.id;
  const look = async (addition: string): Promise<Addition> => {
    const { additions } = expectOk(await (await approver()).ask('GET', path())) as { additions: readonly Addition[] };
    return additions.find((each) => each.id === addition) as Addition;
  };
  const settled = async (addition: string): Promise<Addition> => {
    await stage.until(async () => !['running', 'undoing'].includes((await look(addition)).state), 3_600_000, 10_000);
    return look(addition);
  };
  const decide = async (who: Promise<StaffMember>, addition: string, act: string, body: object) =>
    (await who).ask('POST', `${path()}/${addition}/${act}`, body);
  const inDoubt = () => stage.rows('accounts').filter(({ trusted }) => trusted === false).length;
  const accountOf = (name: string) => stage.rows('accounts').find(({ username }) => username === name) ?? {};

  const codeOf = async (browser: Browser, index: number): Promise<string | undefined> => {
    const address = `holder-${index}@mail.example`;
    const codes = () => stage.ses.list({ recipient: address, limit: 50 }).mails.filter(({ text }) => /\b\d{4} ?\d{4}\b/.test(text ?? ''));
    const before = codes().length;
    await browser.open('/identify');
    await browser.submit({ address, email: address, username: address });
    await stage.pass(60_000);
    return codes().length === before ? undefined : /\b\d{4} ?\d{4}\b/.exec(codes()[0]?.text ?? '')?.[0].replace(' ', '');
  };

  it('grades no more than a small share alone, however it is split: more waits for a second person (attack 53)', async () => {
    const first = await settled(await add(0, 40));
    expect(first).toMatchObject({ state: 'done', accounts: 40 });
    expect(inDoubt()).toBe(40);
    const second = await settled(await add(40, 60));
    expect(second).toMatchObject({ state: 'proposed', accounts: 20 });
    const all = await settled(await add(0, 160));
    expect(all).toMatchObject({ state: 'proposed', accounts: 160 });
    expect(inDoubt()).toBe(40);
    expect((await settled(await add(60, 70))).state).toBe('done');
    expect(await codeOf(stage.holder(), 100)).toBeDefined();
    expect(await codeOf(stage.holder(), 5)).toBeUndefined();
    for (const each of [second, all]) expect((await decide(commander(), each.id, 'withdraw', {})).status).toBe(200);
    expect(inDoubt()).toBe(50);
  });

  it('is confirmed by another person who saw the whole list, and by nobody else', async () => {
    const addition = await settled(await add(70, 130));
    expect(addition).toMatchObject({ state: 'proposed', accounts: 60 });
    expect((await decide(commander(), addition.id, 'confirm', {})).status).toBe(403);
    expect((await decide(stage.staff('carlá'), addition.id, 'confirm', { digest: addition.digest })).status).toBe(409);
    expect((await decide(approver(), addition.id, 'confirm', { digest: '0'.repeat(64) })).status).toBe(409);
    const browser = await stage.consoleOf('approver');
    await browser.open(`/console/campaigns/${id}/compromised`);
    expect(browser.text).toContain('It would grade 60 accounts, which is more than one person may.');
    const whole = await browser.open(`/console/campaigns/${id}/compromised/${addition.id}/contents`);
    for (const { account } of names(70, 130)) expect(whole.body).toContain(account);
    await browser.open(`/console/campaigns/${id}/compromised/${addition.id}/confirm`);
    await browser.submit({}, 'Grade these accounts');
    expect(await settled(addition.id)).toMatchObject({ state: 'done', confirmedBy: 'anton' });
    expect(inDoubt()).toBe(110);
  });

  it('is undone by two people, and a holder gets a code again; who recovered stays recovered', async () => {
    const recovered = accountOf('holder-140');
    const holder = stage.holder();
    const code = await codeOf(holder, 140);
    await holder.submit({ 'one-time-code': code ?? '' });
    await holder.submit({ 'new-password': 'een heel nieuw wachtwoord' });
    expect(accountOf('holder-140').state).toBe('recovered');
    const one = await settled(await add(135, 145));
    const { id: addition, digest } = one.state === 'proposed' ? await confirmed(one) : one;
    expect(accountOf('holder-136')).toMatchObject({ grade: 'confirmed', trusted: false, doubt: 'unproven' });
    expect(await codeOf(stage.holder(), 136)).toBeUndefined();
    expect((await decide(approver(), addition, 'undo', {})).status).toBe(403);
    expect((await decide(commander(), addition, 'confirm-undo', { digest })).status).toBe(403);
    expect((await decide(commander(), addition, 'undo', {})).status).toBe(200);
    expect((await decide(stage.staff('carlá'), addition, 'confirm-undo', { digest })).status).toBe(409);
    expect(accountOf('holder-136').trusted).toBe(false);
    expect((await decide(approver(), addition, 'confirm-undo', { digest })).status).toBe(200);
    expect((await settled(addition)).state).toBe('undone');
    expect(accountOf('holder-136')).toMatchObject({ trusted: true, grade: 'precaution', state: 'contained' });
    expect(accountOf('holder-136')).not.toHaveProperty('doubt');
    expect(accountOf('holder-136')).not.toHaveProperty('compromisedSince');
    // The page mails one address ever more seldom while its codes are not used.
    await stage.pass(30 * 60_000);
    expect(await codeOf(stage.holder(), 136)).toBeDefined();
    expect(accountOf('holder-140')).toMatchObject({ state: 'recovered', sub: recovered.sub });
    await stage.pass(15 * 60_000);
    await expect(stage.signIn('holder-140', 'een heel nieuw wachtwoord')).resolves.toBeDefined();
    await expect(stage.signIn('holder-136', stolenPassword)).rejects.toThrow();
  });

  it('leaves an account as another addition graded it when one of the two is taken back', async () => {
    const both = accountOf('holder-010');
    const earlier = await add(5, 15);
    // Ten that are graded already: were the other addition taken back, these would be graded by one person.
    const again = await settled(earlier);
    expect(again).toMatchObject({ state: 'proposed', accounts: 10 });
    await confirmed(again);
    await decide(commander(), earlier, 'undo', {});
    await decide(approver(), earlier, 'confirm-undo', { digest: (await look(earlier)).digest });
    expect((await settled(earlier)).state).toBe('undone');
    expect(accountOf('holder-010')).toMatchObject({ grade: both.grade, trusted: false, doubt: both.doubt });
  });

  async function confirmed(addition: Addition): Promise<Addition> {
    expect((await decide(approver(), addition.id, 'confirm', { digest: addition.digest })).status).toBe(200);
    return settled(addition.id);
  }
});
