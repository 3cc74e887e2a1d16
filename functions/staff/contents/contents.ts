import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import type { ContentRow, Contents } from '#domain/plan/contents.ts';
import type { ProposalRow } from '#domain/plan/proposal.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { fault } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import { paths } from '../faces/paths.ts';
import type { Refusal, Target } from '../operation.ts';
import { readAddition, readPlan, readProposal } from '../parts/contents.ts';
import { type OfCampaign, oneAddition, oneCampaign, oneProposal } from '../parts/targets.ts';

/** Something that two people release, and that is looked at whole before. */
export interface Released<T> {
  readonly what: 'plan' | 'proposal' | 'addition';
  readonly on: Target<T>;
  /** Its `operationId` in the API description. */
  readonly id: string;
  /** Its name on the command line. */
  readonly name: string;
  readonly path: `/api/${string}`;
  readonly page: `/console/${string}`;
  readonly file: `/console/${string}`;
  readonly summary: string;
  read(dependencies: Dependencies, target: T): Promise<Contents>;
}

const plan: Released<CampaignRow> = {
  what: 'plan',
  on: oneCampaign,
  id: 'getContents',
  name: 'contents',
  path: '/api/campaigns/{id}/contents',
  page: paths.contents,
  file: paths.contentsFile,
  summary: 'See all that a plan names',
  read: readPlan,
};

const proposal: Released<OfCampaign<ProposalRow>> = {
  what: 'proposal',
  on: oneProposal,
  id: 'getProposalContents',
  name: 'proposal-contents',
  path: '/api/campaigns/{id}/proposals/{proposal}/contents',
  page: paths.proposalContents,
  file: paths.proposalContentsFile,
  summary: 'See all that a proposal names',
  read: (dependencies, { row }) => readProposal(dependencies, row),
};

const addition: Released<OfCampaign<AdditionRow>> = {
  what: 'addition',
  on: oneAddition,
  id: 'getAdditionContents',
  name: 'addition-contents',
  path: '/api/campaigns/{id}/compromised/{addition}/contents',
  page: paths.additionContents,
  file: paths.additionContentsFile,
  summary: 'See all that an addition of compromised accounts names',
  read: (dependencies, { row }) => readAddition(dependencies, row),
};

/** All that two people release. */
export const released = [plan, proposal, addition] as readonly Released<unknown>[];

/** Rows of one page, and which page it is of how many. */
export interface ContentsPage {
  readonly rows: readonly ContentRow[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** One of the pages that contents come in; refused where there are not so many. @param name of the field that asks for it */
export function pageOf({ rows }: Contents, page: number, size: number, name: string): Result<ContentsPage, Refusal> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  if (page <= pages) return ok({ rows: rows.slice((page - 1) * size, page * size), page, pages });
  const wrong = fault(name, String(page), `a whole number from 1 to ${pages}`);
  return refused({ kind: 'invalid', text: wrong.text, faults: [wrong] });
}
