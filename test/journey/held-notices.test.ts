import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { expectOk } from '../kits/staff.ts';
import { setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const dutch = { kind: 'environment', environments: ['nl'] };

/** An approved campaign, and whoever starts it. SES stands still while `ses.silent`. */
async function setUp() {
  const ses = { silent: false };
  const { users } = await readDirectoryFile(small);
  const at = ({ service, operation, phase }: FaultPoint) =>
    ses.silent && service === 'ses' && operation === 'GetEmailIdentity' && phase === 'before'
      ? ({ kind: 'delay', ms: 60_000 } as const)
      : undefined;
  const stage = await setStage({ users, faults: { at } });
  const id = await stage.plan(dutch);
  await (await stage.staff('approver')).change(id, 'approve');
  const commander = await stage.staff('commander');
  const refusal = async (path: string, body: object) => {
    const answer = await commander.ask('POST', `/api/campaigns/${id}/${path}`, body);
    return answer.status === 409 ? (JSON.parse(answer.body) as { detail: string }).detail : String(answer.status);
  };
  const holder = String(stage.rows('accounts').find((row) => row.state === 'contained' && row.trusted)?.username);
  return { stage, ses, id, commander, refusal, holder };
}

describe('a campaign that starts while mail is not ready', () => {
  it('contains, holds its notices while anything is wrong, and sends them once somebody lets them go', async () => {
    const { stage, id, commander, refusal, holder } = await setUp();
    stage.ses.putIdentity('accounts.example', { dkim: 'FAILED' });
    const fault = 'DKIM of the identity accounts.example is FAILED; allowed: SUCCESS';
    expect(await refusal('start', {})).toContain(fault);
    await expect(stage.signIn(holder, stolenPassword)).resolves.toBeDefined();

    expect(await refusal('start', { notices: 'hold' })).toBe('200');
    await stage.pass(10_000);
    await expect(stage.signIn(holder, stolenPassword)).rejects.toThrow(/must change your password/);
    await stage.pass(180_000);
    expect(stage.ses.mailCount).toBe(0);
    expect(await refusal('mail', { order: 'resume-notices' })).toContain(fault);

    stage.ses.putIdentity('accounts.example', { dkim: 'SUCCESS' });
    expect(expectOk(await commander.ask('GET', `/api/campaigns/${id}/mail-check`))).toEqual({ check: { faults: [], warnings: [] } });
    expect(await refusal('mail', { order: 'resume-notices' })).toBe('200');
    const { notices = 0 } = (await commander.look(id)).campaign.headcount ?? {};
    await stage.until(async () => (await commander.look(id)).progress.notices.delivered === notices, 120_000);

    const facts = stage
      .rows('audit')
      .filter((row) => String(row.sk).startsWith('entry#'))
      .map((row) => row.fact as { subject: string; to: string; by?: string })
      .filter(({ subject }) => subject === 'order');
    expect(facts.map(({ to, by }) => [to, by])).toEqual([
      ['pause-notices', 'carla'],
      ['resume-notices', 'carla'],
    ]);
  });

  it('is told within seconds that SES does not answer, and can hold its notices', async () => {
    const { stage, ses, refusal, holder } = await setUp();
    ses.silent = true;
    const before = stage.world.clock.now();
    expect(await refusal('start', {})).toContain('the mail setup could not be read (TimeLimitError); allowed: an answer of SES within 3 s');
    expect(stage.world.clock.now() - before).toBeLessThan(5_000);
    expect(await refusal('start', { notices: 'hold' })).toBe('200');
    await stage.pass(10_000);
    await expect(stage.signIn(holder, stolenPassword)).rejects.toThrow(/must change your password/);
    expect(stage.ses.mailCount).toBe(0);
  });
});
