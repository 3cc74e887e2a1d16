import { expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';
import { factsOf } from '../../record-audit/fact.ts';
import { mailActs } from './acts.ts';

const campaignId = '01KAJ000000000000000000PVT';
const tables = { accountsTable: 'accounts', stepsTable: 'steps' };

it.each(mailActs.map((act) => [act.name, act] as const))('all that %s says beside its name stands in the audit log', async (_, act) => {
  const { call, put, stage, mail, orders } = makeStage();
  put({ state: 'live', epoch: stage.nowMs });
  // Each changes something: one of the two is in the way of every act.
  if (act.fixed?.order === 'end-canary') mail.canaryAt = 1;
  if (act.fixed?.order === 'resume-notices') mail.pausedFor = 'person';
  if (act.fixed?.order === 'resume-all-mail') mail.allPausedFor = 'bounces';
  expect((await call('anna', 'POST', `/api/campaigns/${campaignId}/mail`, act.example.body)).statusCode).toBe(200);
  const [row] = orders.values();
  const change = { table: 'campaigns', id: 'e1', atMs: 1, pk: campaignId, sk: `order#${row?.id}`, before: undefined };
  const after = (attribute: string) => (row as unknown as Readonly<Record<string, unknown>>)[attribute];
  const [told] = factsOf(tables, { ...change, after, versions: [0, 1] });
  const { order, ...values } = act.example.body as Readonly<Record<string, unknown>>;
  expect(told?.fact).toMatchObject({ subject: 'order', by: 'anna' });
  expect(told?.fact.to).toBe([order, ...Object.values(values)].join(' '));
});
