import { describe, expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';

const page = '/console/campaigns/01KAJ000000000000000000PVT';

function live(rate: object = {}, unaskedShare = 0) {
  const made = makeStage();
  made.put({ state: 'live', epoch: made.stage.nowMs });
  made.mail.rate = { perSecond: 14, ...rate };
  made.mail.unaskedUntil = made.stage.nowMs + unaskedShare * 30_000_000;
  return made;
}
const statusOf = async ({ call }: ReturnType<typeof live>) =>
  JSON.parse((await call('anna', 'GET', `/api${page.replace('/console', '')}/mail`)).body).mail;

describe('the mail of a live campaign', () => {
  it('says what of the day is left for notices, codes and other mail, on the page and by the API', async () => {
    const made = live({
      perDay: 10_000,
      sentLastDay: 1_500,
      noticesLastDay: 1_000,
      codesLastDay: 500,
      plainLastDay: 400,
      noticesToSend: 50_000,
    });
    const left = { leftToday: 6_000, leftForCodes: 1_500, leftForPlainCodes: 600, leftForOther: 1_000 };
    expect(await statusOf(made)).toMatchObject({ ...left, codes: 'open' });
    const { body } = await made.as('anna', { path: page });
    for (const text of ['6,000', '1,500, 600 of them without a reference', '1,000', 'sent to everybody; 0 not used'])
      expect(body).toContain(text);
    expect(body).not.toContain('Someone is requesting codes');
  });

  it('says that a flood is on, what it has cost and what to tell holders', async () => {
    const made = live({}, 0.6);
    expect(await statusOf(made)).toMatchObject({ codes: 'flood', unasked: 756, mostUnasked: 1_260 });
    const { body } = await made.as('eva', { path: page });
    for (const text of ['Someone is requesting codes', 'About 756 codes were mailed and not used', 'Sending stops at 1,260'])
      expect(body).toContain(text);
  });
});
