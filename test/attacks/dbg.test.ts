import { it } from 'vitest';
import { setRecoveryStage } from './recovery-stage.ts';
import { Visitor } from './visitor.ts';
it('x', async () => {
  const stage = setRecoveryStage({ accounts: [{ sub: 's1', username: 'u', address: 'sanne@example.nl' }] });
  for (let i = 0; i < 300; i++) await new Visitor(stage).post('/identify', { address: 'sanne@example.nl' });
  for (let i = 0; i < 6; i++) { console.log(stage.sqs.depth('mail'), await stage.workOffMails(), stage.ses.mailCount); }
  const c: Record<string, number> = {};
  for (const l of stage.logs) { const k = l.replace(/\d{13}/, ''); c[k] = (c[k] ?? 0) + 1; }
  console.log(c, [...stage.dynamodb.rows('recoveries')].filter((r) => String(r.pk).startsWith('limit')));
});
