import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Contents } from '#domain/plan/contents.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { download, html } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { csv } from '#shared/web/csv.ts';
import type { Dependencies } from '../dependencies.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { pageOf, requireAddition, requirePlan, requireProposal } from './api.ts';
import { contentsPage, contentWords, detailWords, visible } from './page.ts';

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

/** The pages and files of all that a plan or a proposal names. */
export function contentsRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { orders, ids, clock, logger } = dependencies;
  type Find = (
    needs: Dependencies,
    staff: Staff,
    request: HttpRequest,
  ) => Promise<{ readonly campaign: CampaignRow; readonly contents: Contents }>;

  const page = (path: string, find: Find): Route => ({
    method: 'GET',
    path,
    handle: inside(async (request, staff) => {
      const { page: at } = requireValid(pageQuery, request.query);
      const { campaign, contents } = await find(dependencies, staff, request);
      const files = Math.max(1, Math.ceil(contents.rows.length / fileRows));
      return html(contentsPage({ path: request.path, staff, campaign, contents, files, ...pageOf(contents, at, pageRows, 'page') }));
    }),
  });

  const file = (path: string, list: 'plan' | 'proposal' | 'addition', find: Find): Route => ({
    method: 'GET',
    path,
    handle: inside(async (request, staff) => {
      const { part } = requireValid(partQuery, request.query);
      const { campaign, contents } = await find(dependencies, staff, request);
      const { rows, pages } = pageOf(contents, part, fileRows, 'part');
      const lines = rows.map((row) => [visible(row.entry), contentWords(row.what), visible(detailWords(row))]);
      const body = csv([['entry', 'named as', 'more'], ...lines]);
      const order = { order: 'download', campaignId: campaign.id, channel: list, part, of: pages, rows: rows.length } as const;
      await orders.begin({ id: ids.next(), ...order, by: staff.username, atMs: clock.now() });
      logger.log(messages.commandDone, { command: 'download', campaignId: campaign.id, rows: rows.length });
      return download(`${list}-${contents.digest.slice(0, 16)}-${part}-of-${pages}.csv`, 'text/csv; charset=utf-8', body);
    }),
  });

  return [
    page(paths.contents, requirePlan),
    file(paths.contentsFile, 'plan', requirePlan),
    page(paths.proposalContents, requireProposal),
    file(paths.proposalContentsFile, 'proposal', requireProposal),
    page(paths.additionContents, requireAddition),
    file(paths.additionContentsFile, 'addition', requireAddition),
  ];
}
