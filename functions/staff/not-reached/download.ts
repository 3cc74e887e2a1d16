import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { ManualChannel } from '#domain/campaign/channel-plan.ts';
import { laneCount, laneOf } from '#domain/lane.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { download, type HttpResponse } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { csv } from '#shared/web/csv.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { type ListedStep, meansOf, readSteps } from './steps.ts';

/** Limits of a file: what an answer of Lambda holds, 6 MB with each quote escaped once more, and what is read within its 29 s. */
export const fileLimits = { rows: 5_000, bytes: 4_000_000 } as const;

/** Which file of a list of steps. */
export interface FilePart {
  readonly channel: ManualChannel;
  /** 1 to `of`. */
  readonly part: number;
  /** In how many files the whole list comes, 1 to {@link laneCount}; each has other lanes, so no row is missing or comes twice, whatever changes meanwhile. */
  readonly of: number;
}

/** In how many files a list of so many steps comes. Lanes are filled alike, so half of the limit in each leaves room. */
export function filesFor(steps: number): number {
  return steps <= fileLimits.rows ? 1 : Math.min(laneCount, Math.ceil(steps / (fileLimits.rows / 2)));
}

type Needs = Pick<Dependencies, 'steps' | 'accounts' | 'orders' | 'ids' | 'clock' | 'logger'>;

/** The open steps of people as a CSV file. It is refused where it would not be whole. That somebody took it is written down before they get it. */
export async function downloadSteps(
  needs: Needs,
  staff: Staff,
  campaign: CampaignRow,
  { channel, part, of }: FilePart,
): Promise<Result<HttpResponse, Refusal>> {
  if (campaign.state !== 'live' && campaign.state !== 'closed')
    return refused({
      kind: 'state',
      text: `the campaign is ${campaign.state}; to download a list of steps, it must be live or closed`,
    });
  if (part > of) return refused({ kind: 'invalid', text: `part is ${part}; allowed: a whole number from 1 to of, which is ${of}` });
  const edge = (parts: number) => Math.floor((parts * laneCount) / of);
  const end = edge(part);
  const rows: ListedStep[] = [];
  let cursor: string | undefined = `${edge(part - 1)}~`;
  while (cursor !== undefined && rows.length <= fileLimits.rows && Number.parseInt(cursor, 10) < end) {
    const page = await readSteps(needs, campaign, { channel, state: 'due', cursor });
    rows.push(...page.listed.filter(({ step }) => laneOf(step.sub) < end));
    cursor = page.next;
  }
  const body = csv([
    [...columns, channel === 'call' ? 'phone' : 'postal address', 'owner', 'due'],
    ...rows.map((row) => cells(staff, row)),
  ]);
  if (rows.length > fileLimits.rows || Buffer.byteLength(JSON.stringify(body)) > fileLimits.bytes) {
    const text = `the list does not fit into ${of === 1 ? 'one file' : `${of} files`} of ${fileLimits.rows} rows and 4 MB; allowed: a higher of, up to ${laneCount}`;
    return refused({ kind: 'state', text });
  }
  const { orders, ids, clock, logger } = needs;
  const order = { order: 'download', campaignId: campaign.id, channel, part, of, rows: rows.length } as const;
  await orders.begin({ id: ids.next(), ...order, by: staff.username, atMs: clock.now() });
  logger.log(messages.commandDone, { command: 'download', campaignId: campaign.id, rows: rows.length });
  return ok(download(`${channel}s-${campaign.id}-${part}-of-${of}.csv`, 'text/csv; charset=utf-8', body));
}

const columns = ['username', 'name', 'language', 'organisation'];

function cells(staff: Staff, listed: ListedStep): readonly string[] {
  const { step, account } = listed;
  const { username = '', name = '', language = '', organisation = '' } = account ?? {};
  return [username, name, language, organisation, meansOf(staff, listed) ?? '', step.owner, new Date(step.dueAt).toISOString()];
}
