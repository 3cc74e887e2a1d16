import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RecoveryStage } from '../kits/recovery.ts';
import { Visitor } from '../kits/visitor.ts';

const pictures = process.env.SCREENSHOTS;

/** Windows in which the pages are looked at. */
export const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const;

/** Starts a browser that asks nobody but the pages for anything. */
export async function startBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  if (pictures) mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
}

/** Serves the stage's pages over HTTP; each request first lets the mail function do its work. */
export async function serve(stage: RecoveryStage) {
  let turn = Promise.resolve();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://localhost');
    turn = turn.then(async () => {
      await stage.workOffMails();
      const answer = await new Visitor(stage).knock({
        method: request.method ?? 'GET',
        path: url.pathname,
        ...(url.search && { query: Object.fromEntries(url.searchParams) }),
        ...(request.method === 'POST' && { form: Buffer.concat(chunks).toString() }),
        headers: { 'sec-fetch-site': undefined, origin: undefined, ...(request.headers as Record<string, string>) },
      });
      await stage.workOffMails();
      for (const [name, value] of Object.entries(answer.headers ?? {})) {
        if (name !== 'Strict-Transport-Security') response.setHeader(name, String(value));
      }
      response.setHeader('Set-Cookie', (answer.multiValueHeaders?.['Set-Cookie'] ?? []) as string[]);
      response.writeHead(answer.statusCode).end(answer.body);
    });
    await turn;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Looks at what is shown: takes its picture, and lets axe judge it. */
export async function look(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  const overflow = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  expect(overflow, `${name} scrolls sideways`).toBe(false);
  // Without frames axe needs no second page to put its findings together, which takes as long as finding them.
  expect(page.frames(), `${name} has no frames`).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([]);
}
