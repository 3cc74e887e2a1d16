import { laneCount } from '#domain/lane.ts';
import { type AdditionProgress, type AdditionRow, additionTransitions } from '#domain/plan/addition.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { personOf } from '#domain/staff/person.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { digestReleased, readAddition } from '../parts/contents.ts';
import type { OfCampaign } from '../parts/targets.ts';
import { readProgress } from './additions.ts';

/** What people decide about an addition that takes two, or that is undone. */
export type Decision = 'confirm' | 'withdraw' | 'undo' | 'keep' | 'confirmUndo';

/** Where a decision writes who took it. */
export const deciders = {
  confirm: 'confirmedBy',
  withdraw: 'withdrawnBy',
  undo: 'undoBy',
  keep: 'keptBy',
  confirmUndo: 'undoConfirmedBy',
} as const satisfies Readonly<Record<Decision, keyof AdditionRow>>;

/** Carries a decision out; repeating it changes nothing. @param shown the digest that stood on what somebody confirms */
export async function decide(
  needs: Pick<Dependencies, 'additions' | 'gradeQueue'>,
  staff: Staff,
  { row: before }: OfCampaign<AdditionRow>,
  decision: Decision,
  shown: string | undefined,
): Promise<Result<AdditionProgress, Refusal>> {
  const { additions, gradeQueue } = needs;
  const { campaignId, id } = before;
  const by = deciders[decision];
  const from: readonly string[] = additionTransitions[decision].from;
  const isOwn = (row: AdditionRow) => row[by] === staff.username;
  if (from.includes(before.state)) {
    const releases = decision === 'confirm' || decision === 'confirmUndo';
    const seen = releases ? digestReleased(before.digest, await readAddition({ additions }, before), shown) : ok('');
    if (!seen.ok) return seen;
    const person = personOf(staff);
    const sets = {
      [by]: staff.username,
      ...(decision === 'confirm' && { confirmedDigest: seen.value }),
      ...(decision === 'undo' && { undoByPerson: person }),
    };
    await additions.change(campaignId, id, decision, sets, { person });
  } else if (isOwn(before) && before.state !== additionTransitions[decision].to) return ok(await readProgress(needs, before));
  const row = (await additions.get(campaignId, id)) ?? before;
  if (row.state !== additionTransitions[decision].to || !isOwn(row)) {
    return refused({ kind: 'state', text: `the addition is ${row.state}; nothing was changed` });
  }
  if (row.state === 'running' || row.state === 'undoing') {
    await gradeQueue.send(
      ...Array.from({ length: laneCount }, (_, lane) => ({ campaignId, additionId: id, lane, pass: 'grade' as const })),
    );
  }
  return ok(await readProgress(needs, row));
}
