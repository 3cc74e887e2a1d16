import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { type AdditionProgress, type AdditionRow, additionTransitions, growingStates, progressOf } from '#domain/plan/addition.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { isSamePerson, personOf } from '#domain/staff/person.ts';
import { type Action, may, type Staff } from '#domain/staff/staff.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { digestReleased, readAddition } from '../contents/contents.ts';
import type { Dependencies } from '../dependencies.ts';
import { forbidden, type Refusal, sameAs } from '../faces/refusal.ts';

/** What people decide about an addition that takes two, or that is taken back. */
export const additionActs = ['confirm', 'withdraw', 'undo', 'keep', 'confirmUndo'] as const;

/** One of {@link additionActs}. */
export type AdditionAct = (typeof additionActs)[number];

/** What takes somebody's part in an act, who did it, and who may not be the same person. */
const acts: Readonly<
  Record<AdditionAct, { readonly action: Action; readonly by?: 'confirmedBy' | 'withdrawnBy' | 'undoBy' | 'undoConfirmedBy' }>
> = {
  confirm: { action: 'confirm', by: 'confirmedBy' },
  withdraw: { action: 'withdraw', by: 'withdrawnBy' },
  undo: { action: 'propose', by: 'undoBy' },
  keep: { action: 'withdraw' },
  confirmUndo: { action: 'confirm', by: 'undoConfirmedBy' },
};

type Needs = Pick<Dependencies, 'additions' | 'gradeQueue' | 'logger'>;

/** Carries an act out; repeating it changes nothing. @param shown the digest that stood on what somebody confirms */
export async function decideAddition(
  { additions, gradeQueue, logger }: Needs,
  staff: Staff,
  campaign: CampaignRow,
  id: string,
  act: AdditionAct,
  shown: string | undefined,
): Promise<Result<AdditionProgress, Refusal>> {
  const { action, by } = acts[act];
  if (!may(staff, action)) return refused(forbidden(staff, action));
  if (!growingStates.includes(campaign.state))
    return refused({ reason: 'conflict', text: `the campaign is ${campaign.state}; nothing was changed` });
  const before = await additions.get(campaign.id, id);
  if (before === undefined) return refused({ reason: 'unknown', text: `there is no addition ${id.slice(0, 40)}` });
  const from: readonly string[] = additionTransitions[act].from;
  if (from.includes(before.state)) {
    const releases = act === 'confirm' || act === 'confirmUndo';
    const seen = releases ? digestReleased(before.digest, await readAddition({ additions }, before), shown) : ok('');
    if (!seen.ok) return seen;
    const person = personOf(staff);
    const sets = {
      ...(by && { [by]: staff.username }),
      ...(act === 'confirm' && { confirmedDigest: seen.value }),
      ...(act === 'undo' && { undoByPerson: person }),
    };
    await additions.change(campaign.id, id, act, sets, { person });
  }
  const row = (await additions.get(campaign.id, id)) ?? before;
  const to: string = additionTransitions[act].to;
  if (row.state !== to || (by !== undefined && row[by] !== staff.username)) return refused(whyNot(staff, act, row));
  if (row.state === 'running' || row.state === 'undoing') {
    const lanes = Array.from({ length: laneCount }, (_, lane) => ({
      campaignId: campaign.id,
      additionId: id,
      lane,
      pass: 'grade' as const,
    }));
    await gradeQueue.send(...lanes);
  }
  logger.log(messages.commandDone, { command: `${act}Addition`, campaignId: campaign.id, additionId: id });
  return ok(progressOf(row, [...(await additions.lanes(campaign.id, id)).values()]));
}

function whyNot(staff: Staff, act: AdditionAct, row: AdditionRow): Refusal {
  const { state, by, byPerson, undoBy = '', undoByPerson } = row;
  const conflict = (text: string): Refusal => ({ reason: 'conflict', text });
  if (act === 'confirm' && state === 'proposed' && isSamePerson(byPerson, by, staff))
    return conflict(`${by} added these accounts${sameAs(by, staff)}; somebody else must confirm it`);
  if (act === 'confirmUndo' && state === 'undoProposed' && isSamePerson(undoByPerson, undoBy, staff))
    return conflict(`${undoBy} proposed to take this back${sameAs(undoBy, staff)}; somebody else must confirm it`);
  return conflict(`the addition is ${state}; nothing was changed`);
}
