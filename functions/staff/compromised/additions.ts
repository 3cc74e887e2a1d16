import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { gradedLists } from '#domain/campaign/compromised.ts';
import { laneCount } from '#domain/lane.ts';
import { type AdditionProgress, type AdditionRow, growingStates, progressOf } from '#domain/plan/addition.ts';
import { additionContents } from '#domain/plan/contents.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { personOf } from '#domain/staff/person.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { idFor } from '../faces/ids.ts';
import { forbidden, type Refusal } from '../faces/refusal.ts';
import { sinceFaults } from '../plan/checks.ts';
import type { CompromisedAccounts } from '../plan/new-campaign.ts';
import { listsByGrade } from '../plan/row.ts';

/** An addition as it comes in. The same accounts by the same person with the same key are one. */
export interface NewAddition {
  readonly compromised: CompromisedAccounts;
  readonly key?: string | undefined;
}

/** What people do about accounts of which more becomes known after a campaign was approved. */
export interface AdditionCommands {
  /** Records the accounts and has the campaign's lanes gone through. Refused as a whole where one entry cannot be. */
  add(staff: Staff, campaign: CampaignRow, input: NewAddition): Promise<Result<AdditionProgress, Refusal>>;
  /** Those of a campaign, newest first. */
  list(campaign: CampaignRow): Promise<readonly AdditionProgress[]>;
}

type Needs = Pick<Dependencies, 'additions' | 'gradeQueue' | 'readPool' | 'clock' | 'ids' | 'logger'>;

/** The commands over these stores and queues. */
export function makeAdditionCommands({ additions, gradeQueue, readPool, clock, ids, logger }: Needs): AdditionCommands {
  const progress = async (row: AdditionRow) => {
    const lanes = row.state === 'done' ? [] : [...(await additions.lanes(row.campaignId, row.id)).values()];
    return progressOf(row, lanes);
  };

  return {
    add: async (staff, campaign, { compromised, key }) => {
      if (!may(staff, 'addCompromised')) return refused(forbidden(staff, 'addCompromised'));
      if (!growingStates.includes(campaign.state)) return refused(notGrowing(campaign));
      const faults = sinceFaults(compromised, (await readPool()).createdAt, clock.now());
      if (faults.length > 0) return refused({ reason: 'invalid', text: faults.map(({ text }) => text).join('; '), faults });
      const lists = listsByGrade(compromised);
      const entries = new Set(gradedLists.flatMap((list) => [...lists[list].keys()])).size;
      const said: AdditionRow = {
        id: idFor(staff, key ?? ids.next(), [campaign.id, 'compromised', compromised]),
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
          reason: 'conflict',
          text: `another addition stands under the id ${row.id}; nothing was changed; add them with another key`,
        });
      }
      const added = (await additions.get(campaign.id, row.id)) ?? row;
      // Sent again for a repeated one too: the first try may have ended between the row and its messages.
      if (added.state === 'running') {
        const lanes = Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, additionId: row.id, lane }));
        await gradeQueue.send(...lanes);
      }
      logger.log(messages.commandDone, { command: 'addCompromised', campaignId: campaign.id, additionId: row.id });
      return ok(await progress(added));
    },
    list: async ({ id }) => Promise.all((await additions.list(id)).map(progress)),
  };
}

function notGrowing({ state }: CampaignRow): Refusal {
  const hint = state === 'planning' || state === 'planned' ? '; cancel it and plan another, with these accounts' : '';
  const allowed = `${growingStates.slice(0, -1).join(', ')} or ${growingStates.at(-1)}`;
  return { reason: 'conflict', text: `the campaign is ${state}; to add compromised accounts, it must be ${allowed}${hint}` };
}
