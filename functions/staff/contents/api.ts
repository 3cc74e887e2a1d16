import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ContentRow, Contents } from '#domain/plan/contents.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, requireCampaign } from '../faces/api.ts';
import { forbidden } from '../faces/refusal.ts';
import { readAddition, readPlan, readProposal } from './contents.ts';
import { digest, namedRows } from './schemas.ts';

type Needs = Pick<Dependencies, 'campaigns' | 'contacts' | 'proposals' | 'additions'>;

/** Rows in an answer. */
const pageRows = 1_000;

const query = z.strictObject({
  page: z.coerce.number().int().min(1).default(1).meta({ description: 'a whole number from 1: which page, of 1,000 entries' }),
});

const answer = z.object({
  digest: digest.meta({ description: 'of all that is said and named, on every page: what the release by a second person is bound to' }),
  facts: z.record(z.string(), z.unknown()).meta({ description: 'all that is said beside the entries' }),
  entries: z.int().meta({ description: 'how many there are on all pages' }),
  page: z.int(),
  pages: z.int(),
  rows: namedRows,
});

/** A plan and all that it names. @throws HttpError 403 for who may not see it; 404 */
export async function requirePlan(needs: Needs, staff: Staff, request: HttpRequest) {
  requireSeeing(staff);
  const campaign = await requireCampaign(needs.campaigns, request);
  return { campaign, contents: await readPlan(needs, campaign) };
}

/** The campaign of a proposal, and all that the proposal names. @throws HttpError 403 for who may not see it; 404 */
export async function requireProposal(
  needs: Needs,
  staff: Staff,
  request: HttpRequest,
): Promise<{ readonly campaign: CampaignRow; readonly contents: Contents }> {
  requireSeeing(staff);
  const campaign = await requireCampaign(needs.campaigns, request);
  const id = request.params.proposal ?? '';
  const row = await needs.proposals.get(campaign.id, id);
  if (row === undefined) throw new HttpError(404, `there is no proposal ${id.slice(0, 40)}`);
  return { campaign, contents: await readProposal(needs, row) };
}

/** The campaign of an addition of compromised accounts, and all that the addition names. @throws HttpError 403 for who may not see it; 404 */
export async function requireAddition(
  needs: Needs,
  staff: Staff,
  request: HttpRequest,
): Promise<{ readonly campaign: CampaignRow; readonly contents: Contents }> {
  requireSeeing(staff);
  const campaign = await requireCampaign(needs.campaigns, request);
  const id = request.params.addition ?? '';
  const row = await needs.additions.get(campaign.id, id);
  if (row === undefined) throw new HttpError(404, `there is no addition ${id.slice(0, 40)}`);
  return { campaign, contents: await readAddition(needs, row) };
}

function requireSeeing(staff: Staff): void {
  if (!may(staff, 'seeContents')) throw new HttpError(403, forbidden(staff, 'seeContents').text);
}

/** One of the pages that contents come in. @throws HttpError 400 for one that there is not */
export function pageOf(
  { rows }: Contents,
  page: number,
  size: number,
  name: string,
): { readonly rows: readonly ContentRow[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  if (page > pages) throw new HttpError(400, `${name} is ${page}; allowed: a whole number from 1 to ${pages}`);
  return { rows: rows.slice((page - 1) * size, page * size), page, pages };
}

/** The operations that show whole what two people release. */
export function makeContentsOperations(dependencies: Dependencies): readonly Operation[] {
  const operation = (path: `/api/${string}`, id: string, summary: string, find: typeof requireProposal): Operation => ({
    method: 'GET',
    path,
    id,
    summary,
    description: 'By a commander, an approver or an auditor: every entry, page by page, and the digest that the release is bound to.',
    query,
    answer,
    refusals: [400, 403, 404],
    run: async (staff, request) => {
      const { page } = requireValid(query, request.query);
      const { contents } = await find(dependencies, staff, request);
      const { digest: of, facts, rows } = contents;
      return { digest: of, facts, entries: rows.length, ...pageOf(contents, page, pageRows, 'page') };
    },
  });
  return [
    operation('/api/campaigns/{id}/contents', 'getContents', 'Look at all that a plan names', requirePlan),
    operation(
      '/api/campaigns/{id}/proposals/{proposal}/contents',
      'getProposalContents',
      'Look at all that a proposal names',
      requireProposal,
    ),
    operation(
      '/api/campaigns/{id}/compromised/{addition}/contents',
      'getAdditionContents',
      'Look at all that an addition of compromised accounts names',
      requireAddition,
    ),
  ];
}
