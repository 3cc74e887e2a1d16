import { createServer } from 'node:http';
import { makeStage } from '/work/main/functions/staff/testing.ts';
import { restEvent } from '/work/main/shared/lambda/testing.ts';
import { makeHandler } from '/work/main/functions/staff/handler.ts';
import { AxeBuilder } from '/work/main/node_modules/@axe-core/playwright/dist/index.mjs';
import { chromium } from '/work/main/node_modules/playwright-core/index.mjs';
import { mkdirSync } from 'node:fs';

const world = makeStage();
const handler = makeHandler(world.dependencies);
const server = createServer(async (req, res) => {
  let body = ''; for await (const c of req) body += c;
  const path = (req.url ?? '/').replace(/^\/prod/, '');
  if (!req.url?.startsWith('/prod')) { res.writeHead(404).end(); return; }
  const ev = restEvent({ method: req.method!, path, body: body || undefined } as never);
  const headers = Object.fromEntries(Object.entries(req.headers).map(([k, v]) => [k, String(v)]));
  Object.assign(ev, { headers, multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])) });
  const a = await handler(ev, {} as never);
  for (const [k, v] of Object.entries(a.headers ?? {})) res.setHeader(k, String(v));
  for (const [k, v] of Object.entries(a.multiValueHeaders ?? {})) res.setHeader(k, v.map(String));
  res.writeHead(a.statusCode).end(a.body);
});
await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
const port = (server.address() as { port: number }).port;
const base = `http://localhost:${port}/prod`;
const out = '/tmp/preview/shots'; mkdirSync(out, { recursive: true });

const live = world.put({ id: '01KAJ000000000000000000000', state: 'live', approvedBy: 'carla', approvedAt: world.stage.nowMs - 4000_000, startedBy: 'boris', epoch: world.stage.nowMs - 3600_000 * 3 - 200_000, plannedAt: world.stage.nowMs - 3600_000 * 4 });
world.put({ id: '01KAJ000000000000000000001', state: 'planned', title: 'Second wave: list of the accountants' , scope: { kind: 'list', entries: 700 }, plannedBy: 'boris', headcount: { looked: 12000, inScope: 688, exempt: { listed: 2 }, unreachable: {}, notices: 686, languages: { nl: 686 }, unmatched: 14 } });
world.put({ id: '01KAJ000000000000000000002', state: 'planning', headcount: undefined, sample: undefined, title: 'Everybody, drill' , scope: { kind: 'everybody' } } as never);
world.put({ id: '01KAJ000000000000000000003', state: 'empty', title: 'Environment that nobody is in', headcount: { looked: 12000, inScope: 0, exempt: {}, unreachable: {}, notices: 0, languages: {} }, sample: [] });
world.put({ id: '01KAJ000000000000000000004', state: 'approved', title: 'Belgium', approvedBy: 'carla', approvedAt: world.stage.nowMs });
const notices = (p: number) => ({ waiting: Math.round(8930 * (1 - p)), claimed: p < 1 ? 100 : 0, uncertain: p < 1 ? 3 : 0, sent: Math.round(200 * p), delivered: Math.round(8600 * p), bounced: Math.round(120 * p), complained: Math.round(10 * p), suppressed: 470 });
const at = (ms: number) => { const p = Math.min(1, ms / 5400_000); const rec = Math.round(1700 * (1 - Math.exp(-ms / 9000_000))); return { accounts: { contained: 9078 - rec, recovering: 3, recovered: rec, exempt: 322 }, notices: notices(p) }; };
world.stage.history = Array.from({ length: 200 }, (_, i) => ({ atMs: live.epoch! + i * 54_000, totals: at(i * 54_000) }));
world.stage.totals = at(3600_000 * 3);
for (let i = 0; i < 60; i++) world.stillOut.push({ campaignId: live.id, sub: `s${i}`, username: `user.number.${i}@example.org`, state: i % 9 ? 'contained' : 'recovering', address: `user${i}@example.org`, trusted: i % 5 > 0, language: 'nl', organisation: i % 3 ? 'Administratiekantoor Van der Meer & Zonen' : undefined } as never);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const only = process.argv[2];
let violations = 0;
for (const [look, width, colorScheme] of [['phone', 360, 'light'], ['desk', 1280, 'light'], ['phonedark', 360, 'dark'], ['deskdark', 1280, 'dark']] as const) {
  if (process.argv[3] && process.argv[3] !== look) continue;
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 740 : 900 }, colorScheme });
  const page = await context.newPage();
  page.on('console', (m) => console.log('console', look, m.text()));
  const shoot = async (name: string) => {
    if (only && !name.includes(only)) return;
    await page.screenshot({ path: `${out}/${name}-${look}.png`, fullPage: true });
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    if (wide) console.log('WIDE', name, look, await page.evaluate(`[...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth).slice(0, 4).map((e) => e.outerHTML.slice(0, 200))`));
    const { violations: v } = await new AxeBuilder({ page }).analyze();
    violations += v.length;
    for (const one of v) console.log('AXE', name, look, one.id, one.nodes.map((n: { html: string }) => n.html.slice(0, 160)).slice(0, 3));
  };
  await page.goto(`${base}/`);
  await shoot('log-in');
  await page.fill('[name=username]', 'new'); await page.fill('[name=password]', 'wrong'); await page.click('main button'); await shoot('log-in-wrong');
  await page.fill('[name=username]', 'new'); await page.fill('[name=password]', 'first-password'); await page.click('main button'); await shoot('new-password');
  await page.goto(`${base}/console/log-in`);
  await page.fill('[name=username]', 'careful'); await page.fill('[name=password]', 'careful-has-a-password'); await page.click('main button'); await shoot('second-factor');
  await page.goto(`${base}/console/log-in`);
  await page.fill('[name=username]', 'dirk'); await page.fill('[name=password]', 'dirk-has-a-long-password'); await page.click('main button');
  if (!page.url().endsWith('/campaigns')) console.log('not logged in', page.url());
  await shoot('campaigns');
  await page.goto(`${base}/console/plan`); await shoot('plan');
  await page.check('[value=environment]'); await page.fill('[name=environments]', 'nl, NL!'); await page.fill('[name=title]', 'A title'); await page.click('main button'); await shoot('plan-wrong');
  await page.check('[value=list]'); await shoot('plan-list');
  for (const [n, id] of [['live', 0], ['planned', 1], ['planning', 2], ['empty', 3], ['approved', 4]] as const) {
    await page.goto(`${base}/console/campaigns/01KAJ00000000000000000000${id}?refresh=off`); await shoot(`campaign-${n}`);
  }
  await page.goto(`${base}/console/campaigns/01KAJ000000000000000000000?refresh=off`); await page.click('summary'); await shoot('campaign-table');
  await page.goto(`${base}/console/campaigns/01KAJ000000000000000000004/start`); await shoot('confirm-start');
  await page.goto(`${base}/console/campaigns/01KAJ000000000000000000001/approve`); await shoot('confirm-approve');
  await page.goto(`${base}/console/campaigns/01KAJ000000000000000000000/still-out`); await shoot('still-out');
  await page.goto(`${base}/console/api`); await shoot('api');
  await page.goto(`${base}/console/nothing`); await shoot('error');
  await context.close();
}
console.log('violations', violations);
await browser.close(); server.close();
