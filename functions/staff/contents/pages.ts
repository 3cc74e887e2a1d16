import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { rolesFor } from '#domain/staff/staff.ts';
import { download, type HttpResponse, html } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { csv } from '#shared/web/csv.ts';
import type { Dependencies } from '../dependencies.ts';
import { valueOrProblem } from '../faces/perform.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { contentWords, detailWords, visible } from '../markup/contents-part.ts';
import { pageOf, type Released, released } from './contents.ts';
import { contentsPage } from './page.ts';

/** Rows on a page. */
const pageRows = 500;

/** Rows of a file: what an answer of Lambda holds, 6 MB, where every entry is as long as it may be. */
const fileRows = 4_000;

const number = (name: string) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(1)
    .meta({ description: `a whole number from 1: which ${name}` });
const pageQuery = z.strictObject({ page: number('page') });
const partQuery = z.strictObject({ part: number('file') });

/** The pages and files of all that two people release. */
export const contentsPages: readonly AnyPage[] = released.flatMap((one) => [
  page({
    path: one.page,
    on: one.on,
    by: rolesFor.seeContents,
    summary: one.summary,
    show: async ({ dependencies, target }, visit, request) => {
      const { page: asked } = requireValid(pageQuery, request.query);
      const contents = await one.read(dependencies, target);
      const files = Math.max(1, Math.ceil(contents.rows.length / fileRows));
      const at = valueOrProblem(pageOf(contents, asked, pageRows, 'page'));
      return html(contentsPage({ ...visit, back: one.on.back(visit.path, target), contents, files, ...at }));
    },
  }),
  page({
    path: one.file,
    on: one.on,
    by: rolesFor.seeContents,
    summary: one.summary,
    show: ({ dependencies, staff, target }, _, request) => {
      const { part } = requireValid(partQuery, request.query);
      return fileOf(one, dependencies, staff, target, part);
    },
  }),
]);

async function fileOf(
  { what, on, read }: Released<unknown>,
  dependencies: Dependencies,
  staff: Staff,
  target: unknown,
  part: number,
): Promise<HttpResponse> {
  const { orders, ids, clock, logger } = dependencies;
  const contents = await read(dependencies, target);
  const { rows, pages } = valueOrProblem(pageOf(contents, part, fileRows, 'part'));
  const lines = rows.map((row) => [visible(row.entry), contentWords(row.what), visible(detailWords(row))]);
  const body = csv([['entry', 'named as', 'more'], ...lines]);
  const { id: campaignId } = on.campaignOf(target) as CampaignRow;
  const order = { order: 'download', campaignId, channel: what, part, of: pages, rows: rows.length } as const;
  await orders.begin({ id: ids.next(), ...order, by: staff.username, atMs: clock.now() });
  logger.log(messages.commandDone, { command: 'download', campaignId, rows: rows.length });
  return download(`${what}-${contents.digest.slice(0, 16)}-${part}-of-${pages}.csv`, 'text/csv; charset=utf-8', body);
}
