import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { gradedLists } from '#domain/campaign/compromised.ts';
import { laneCount } from '#domain/lane.ts';
import { type AdditionProgress, type AdditionRow, progressOf } from '#domain/plan/addition.ts';
import { additionContents } from '#domain/plan/contents.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { personOf } from '#domain/staff/person.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { type CompromisedAccounts, listsByGrade, sinceFaults } from '../parts/compromised.ts';

/**
 * Records accounts as an addition of an id, and has the campaign's lanes gone through; recording the same again changes nothing. Refused as a whole where one
 * entry cannot be.
 */
export async function addCompromised(
  needs: Pick<Dependencies, 'additions' | 'gradeQueue' | 'readPool' | 'clock'>,
  staff: Staff,
  campaign: CampaignRow,
  id: string,
  compromised: CompromisedAccounts,
): Promise<Result<AdditionProgress, Refusal>> {
  const { additions, gradeQueue, readPool, clock } = needs;
  const faults = sinceFaults(compromised, (await readPool()).createdAt, clock.now());
  if (faults.length > 0) return refused({ kind: 'invalid', text: faults.map(({ text }) => text).join('; '), faults });
  const lists = listsByGrade(compromised);
  const entries = new Set(gradedLists.flatMap((list) => [...lists[list].keys()])).size;
  const said: AdditionRow = {
    id,
    campaignId: campaign.id,
    state: 'running',
    entries,
    doubles: compromised.length - entries,
    by: staff.username,
    byPerson: personOf(staff),
    atMs: clock.now(),
  };
  const row = { ...said, digest: additionContents(said, lists).digest };
  if (!(await additions.add(row, lists))) {
    return refused({
      kind: 'key-reused',
      text: `another addition stands under the id ${id}; nothing was changed; add them with another key`,
    });
  }
  const added = (await additions.get(campaign.id, id)) ?? row;
  // Sent again for a repeated one too: the first try may have ended between the row and its messages.
  if (added.state === 'running') {
    await gradeQueue.send(...Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, additionId: id, lane })));
  }
  return ok(await readProgress(needs, added));
}

/** Additions of a campaign with how far they are, newest first. */
export async function listAdditions(needs: Pick<Dependencies, 'additions'>, { id }: CampaignRow): Promise<readonly AdditionProgress[]> {
  return Promise.all((await needs.additions.list(id)).map((row) => readProgress(needs, row)));
}

/** How far an addition is. */
export async function readProgress({ additions }: Pick<Dependencies, 'additions'>, row: AdditionRow): Promise<AdditionProgress> {
  return progressOf(row, row.outcome !== undefined ? [] : [...(await additions.lanes(row.campaignId, row.id)).values()]);
}
