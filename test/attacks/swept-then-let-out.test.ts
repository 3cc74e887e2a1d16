import { describe, expect, it } from 'vitest';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { noFaults } from '#simulator/faults.ts';
import { expectOk } from '#test/kits/staff.ts';
import { dutch, type SignInStage, setSignInStage } from '../kits/sign-in.ts';

const newPassword = 'vier fietsen tegen de wind';
type Primitive = 'random-password' | 'disable';
const users = [dutch('sanne'), dutch('joost', {}, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] })];

/** A campaign over everybody whose sweep is done; `crash` stops the sweep between its last call and its record, for good. */
async function swept(primitive: Primitive, crash = false) {
  let dead = false;
  const faults = {
    at: ({ caller, service, operation, phase }: { caller: string; service: string; operation: string; phase: string }) => {
      if (!crash || !caller.startsWith('sweep')) return undefined;
      if (operation === 'AdminUserGlobalSignOut' && phase === 'before') dead = true;
      return dead && (service === 'dynamodb' || operation === 'AdminUserGlobalSignOut') ? ({ kind: 'crash' } as const) : undefined;
    },
  };
  const stage = await setSignInStage({ users, faults: crash ? faults : noFaults });
  const id = await stage.plan({ kind: 'everybody' }, [], { sweep: { mode: 'all', primitive } });
  await stage.start(id);
  const row = (name: string) => stage.rows('accounts').find(({ username }) => username === name) ?? {};
  await stage.until(() => (crash ? dead : row('sanne').swept === primitive && row('joost').swept === primitive), 120_000);
  return { stage, id, row };
}

async function takeBack(stage: SignInStage, id: string, proposal: object) {
  const [commander, approver] = [await stage.staff('commander'), await stage.staff('approver')];
  const path = `/api/campaigns/${id}/proposals`;
  const made = expectOk(await commander.ask('POST', path, { reason: 'a false alarm', ...proposal })) as { proposal: { id: string } };
  expectOk(await approver.ask('POST', `${path}/${made.proposal.id}/confirm`, {}));
  await stage.pass(30_000);
}

const lift = { kind: 'lift' };
const release = { kind: 'release', scope: { kind: 'list', list: ['sanne', 'joost'] } };

describe('a holder whose password the sweep took (attack 61)', () => {
  it.each([
    ['lifted', 'random-password', lift],
    ['lifted', 'disable', lift],
    ['released', 'random-password', release],
    ['released', 'disable', release],
  ] as const)('can still recover once the containment is %s: %s', async (_, primitive, proposal) => {
    const { stage, id, row } = await swept(primitive);
    await takeBack(stage, id, proposal);
    await expect(stage.signIn('sanne', stolenPassword)).rejects.toThrow();
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
    await stage.pass(15_000);
    await expect(stage.signIn('sanne', newPassword)).resolves.toBeDefined();
    expect(row('sanne').recoveredAt).toBeGreaterThan(Number(row('sanne').sweptAt));
    expect(row('sanne').state).toBe(proposal === lift ? 'recovered' : 'exempt');
    // The second factor is still asked for.
    expect(await stage.recover('joost@example.nl', newPassword)).toBe('/factor');
  });

  it('gets one new password and no second one by the same mailbox', async () => {
    const { stage, id } = await swept('random-password');
    await takeBack(stage, id, release);
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
    const mails = stage.ses.list({ recipient: 'sanne@example.nl' }).total;
    const again = stage.holder();
    await again.open('/identify');
    await again.submit({ address: 'sanne@example.nl' });
    await stage.pass(60_000);
    const since = stage.ses.list({ recipient: 'sanne@example.nl' }).mails.slice(0, -mails);
    expect(since.filter(({ text }) => /\b\d{4} \d{4}\n/.test(text ?? ''))).toEqual([]);
  });

  it('can recover too where the sweep crashed before it wrote down what it did', async () => {
    const { stage, id, row } = await swept('random-password', true);
    await takeBack(stage, id, lift);
    const taken = ['sanne', 'joost'].filter((name) => row(name).sweeping !== undefined);
    expect(taken).not.toEqual([]);
    expect(['sanne', 'joost'].map((name) => row(name).swept)).toEqual([undefined, undefined]);
    // The lease of the sweep that crashed.
    await stage.pass(130_000);
    expect(await stage.recover('sanne@example.nl', newPassword)).toBe('/done');
  });

  it('is offered no new password where nobody took the old one', async () => {
    const stage = await setSignInStage({ users });
    const id = await stage.plan({ kind: 'everybody' });
    await stage.start(id);
    await takeBack(stage, id, lift);
    const before = stage.ses.mailCount;
    const holder = stage.holder();
    await holder.open('/identify');
    await holder.submit({ address: 'sanne@example.nl' });
    await stage.pass(60_000);
    expect(stage.ses.mailCount).toBe(before);
    await expect(stage.signIn('sanne', stolenPassword)).resolves.toBeDefined();
  });
});
