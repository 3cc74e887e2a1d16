import { describe, expect, it } from 'vitest';
import type { Staff } from '#domain/staff/staff.ts';
import type { Start } from '#shared/aws/campaign/epochs.ts';
import type { Dependencies } from '../dependencies.ts';
import { makeProposalCommands } from '../release/proposals.ts';
import { makeStage } from '../testing.ts';
import { makeCommands } from './changes.ts';

const anna: Staff = { username: 'anna', roles: ['commander'] };
const carla: Staff = { username: 'carla', roles: ['approver'] };
const day = 86_400_000;

async function start(changes: Partial<Dependencies> = {}) {
  const stage = makeStage();
  const { id } = stage.put({ state: 'approved' });
  const starts: Start[] = [];
  const startCampaign: Dependencies['startCampaign'] = (campaign, how) => {
    starts.push(how);
    return stage.dependencies.startCampaign(campaign, how);
  };
  const outcome = await makeCommands({ ...stage.dependencies, startCampaign, ...changes }).change(anna, 'start', id);
  return { stage, id, outcome, how: starts[0] };
}

describe('a start', () => {
  it('is refused with the first fault while a mail of the campaign breaks a rule, and nothing is contained', async () => {
    const { stage, id, outcome, how } = await start({ page: 'https://pages.example/a b' });
    expect(outcome).toMatchObject({ ok: false, error: { reason: 'conflict' } });
    expect(!outcome.ok && outcome.error.text).toMatch(/^the mails of the campaign may not be sent: notice-precaution, nl: it names /);
    expect(how).toBeUndefined();
    expect(stage.rows.get(id)?.state).toBe('approved');
  });

  it('brings the second copy of the epochs up to date, also when it is given again', async () => {
    const { stage, id } = await start();
    expect(stage.stage.copies).toBe(1);
    const again = await makeCommands(stage.dependencies).change(anna, 'start', id);
    expect(stage.stage.copies).toBe(2);
    expect(again.ok && again.value).not.toHaveProperty('epochCopy');
  });

  it('says so where the second copy could not be written, until it could (attack 68)', async () => {
    const { stage, id } = await start();
    const commands = makeCommands(stage.dependencies);
    stage.stage.isCopyBroken = true;
    expect(await commands.change(anna, 'start', id)).toMatchObject({ ok: true, value: { state: 'live', epochCopy: 'missing' } });
    stage.stage.isCopyBroken = false;
    const again = await commands.change(anna, 'start', id);
    expect(again.ok && again.value).not.toHaveProperty('epochCopy');
  });

  it('takes the longest lives that Cognito allows where the settings of the directory cannot be read', async () => {
    const { outcome, how, stage } = await start({ readPool: () => Promise.reject(new Error('throttled')) });
    expect(outcome.ok).toBe(true);
    expect(how?.lingers.other).toBe(day);
    expect(how?.migrates).toBe(true);
    expect(how?.lastOldTokenAt).toBe(stage.stage.nowMs + 10_000 + day);
    expect(stage.log).toContain('SLU-119');
  });
});

describe('a start at a directory that accounts are moved into', () => {
  it('says so, as a new account may have an old password', async () => {
    const { dependencies } = makeStage();
    const pool = await dependencies.readPool();
    const { how } = await start({ readPool: async () => ({ ...pool, triggers: { UserMigration: 'arn:of-the-product' } }) });
    expect(how?.migrates).toBe(true);
    expect((await start()).how).not.toHaveProperty('migrates');
  });
});

describe('a lift', () => {
  it('brings the second copy of the epochs up to date', async () => {
    const { stage } = await start();
    const campaign = [...stage.rows.values()][0];
    if (campaign === undefined) throw new Error('no campaign');
    const proposals = makeProposalCommands(stage.dependencies);
    const proposed = await proposals.propose(anna, campaign, { kind: 'lift', reason: 'false alarm' });
    if (!proposed.ok) throw new Error(proposed.error.text);
    await proposals.confirm(carla, campaign, proposed.value.id);
    expect(stage.stage.copies).toBe(2);
  });
});
