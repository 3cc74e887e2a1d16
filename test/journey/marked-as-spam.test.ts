import { expect, it } from 'vitest';
import { attribute, plainUsers } from '../kits/reminders.ts';
import { setStage } from '../kits/world.ts';

it('a holder who marked the notice as spam gets the code and the confirmation all the same', async () => {
  const [user] = await plainUsers();
  if (user === undefined) throw new Error('nobody recovers with a code alone');
  const address = attribute(user, 'email');
  const reports: string[] = [];
  const stage = await setStage({
    users: [user],
    ses: {
      behaviour: () => ({ complaint: stage.ses.list({ recipient: address }).total === 1 ? 1 : 0 }),
      deliverySeconds: { complaint: 60 },
    },
    onLine: (functionId, line) => {
      const counted = functionId.startsWith('recordevent') ? Object.keys(JSON.parse(line)) : [];
      reports.push(...counted.filter((name) => name.includes('::')));
    },
  });
  const campaignId = await stage.plan({ kind: 'everybody' });
  await stage.start(campaignId);
  await stage.until(() => reports.includes('Notice::Complained'), 900_000);
  expect(stage.rows('notices')[0]).toMatchObject({ state: 'complained' });
  reports.length = 0;

  const browser = stage.holder();
  await browser.open('/identify');
  await browser.submit({ address });
  await stage.until(() => reports.length > 0, 60_000);
  expect(reports).toEqual(['RecoveryMail::Delivered']);
  const code = /\b\d{4} ?\d{4}\b/.exec(stage.ses.list({ recipient: address, limit: 1 }).mails[0]?.text ?? '')?.[0] ?? '';
  await browser.submit({ 'one-time-code': code.replace(' ', '') });
  await browser.submit({ 'new-password': 'een heel nieuw wachtwoord' });
  expect(browser.path).toBe('/done');
  await stage.until(() => reports.length > 1, 60_000);
  expect(reports).toEqual(['RecoveryMail::Delivered', 'RecoveryMail::Delivered']);
  expect(stage.ses.operations.GetSuppressedDestination?.({ EmailAddress: address })).toMatchObject({
    SuppressedDestination: { Reason: 'COMPLAINT' },
  });
});
