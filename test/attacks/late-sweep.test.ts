import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { type Stage, setStage } from '../kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const address = 'fatima@bakkerij-de-korenmaat.example';
const newPassword = 'vier fietsen tegen de wind';

/** A campaign over one account, whose sweep is frozen for a while just before it sets the random password. */
async function freeze(ms: number) {
  let struck = false;
  const at = ({ caller, operation, phase }: FaultPoint) => {
    if (struck || !caller.startsWith('sweep') || operation !== 'AdminSetUserPassword' || phase !== 'before') return undefined;
    struck = true;
    return { kind: 'freeze', ms } as const;
  };
  const { users } = await readDirectoryFile(small);
  const stage = await setStage({ users, faults: { at } });
  const id = await stage.plan({ kind: 'list', list: [address] }, [], { sweep: { mode: 'all', primitive: 'random-password' } });
  await stage.start(id);
  await stage.until(() => struck, 60_000);
  const row = () => stage.rows('accounts')[0];
  const user = () => stage.cognito.inspect.user(stage.output('AccountsPoolId'), String(row()?.username));
  return { stage, row, user };
}

/** Goes as far as the new password, and gives the way to set it. */
async function prove(stage: Stage) {
  const browser = stage.holder();
  await browser.open('/identify');
  await browser.submit({ address });
  const mails = () => stage.ses.list({ recipient: address }).mails;
  const code = () => mails().flatMap(({ text }) => /\b\d{4} \d{4}\b/.exec(text ?? '')?.[0] ?? [])[0];
  await stage.until(() => code() !== undefined, 60_000);
  await browser.submit({ 'one-time-code': code() ?? '' });
  return async () => {
    await browser.submit({ 'new-password': newPassword });
    return browser;
  };
}

describe('a sweep that was frozen after its check (attack 48)', () => {
  it('and thaws in time goes first: the holder waits, and the password of the holder is the last', async () => {
    const { stage, row, user } = await freeze(60_000);
    const setPassword = await prove(stage);
    await stage.pass(40_000);
    expect((await setPassword()).page.status).toBe(409);
    expect([row()?.state, user().passwordSetAt]).toEqual(['contained', undefined]);
    await stage.until(() => row()?.swept !== undefined, 300_000);
    const { passwordSetAt: swept = 0 } = user();
    expect((await setPassword()).path).toBe('/done');
    expect(row()?.state).toBe('recovered');
    expect(user().passwordSetAt).toBeGreaterThan(swept);
    await stage.pass(1_200_000);
    await expect(stage.signIn(String(row()?.username), newPassword)).resolves.toBeDefined();
  });

  it('and would thaw after the holder has recovered leaves password and sessions untouched', async () => {
    const { stage, row, user } = await freeze(600_000);
    const setPassword = await prove(stage);
    expect((await setPassword()).page.status).toBe(409);
    await stage.pass(130_000);
    expect((await setPassword()).path).toBe('/done');
    const { passwordSetAt, signedOutAt } = user();
    await stage.pass(1_200_000);
    await stage.signIn(String(row()?.username), newPassword);
    const { tokensAlive } = user();
    expect(tokensAlive).toBeGreaterThan(0);
    await stage.pass(900_000);
    expect(user()).toMatchObject({ passwordSetAt, signedOutAt, tokensAlive });
    expect(row()).toMatchObject({ state: 'recovered' });
    expect(row()).not.toHaveProperty('swept');
  });
});
