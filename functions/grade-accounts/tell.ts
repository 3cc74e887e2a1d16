import type { AccountRow } from '#domain/account/account.ts';
import { isWorse } from '#domain/account/grade.ts';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { placeOf } from '#domain/campaign/grading.ts';
import { type NoticeKey, type NoticeRow, noticeId } from '#domain/notice/notice.ts';
import type { LanesOutcome } from '#domain/plan/addition.ts';
import type { Dependencies } from './dependencies.ts';

/** States of a notice that its holder may have read, or will. */
const gone: readonly NoticeRow['state'][] = ['claimed', 'uncertain', 'sent', 'delivered'];

/**
 * Has the holder of an account that was just graded told. A notice that nobody has taken yet gets the text of the grade, the channel of the
 * account, and a place further in front. Who had a lesser notice, or one at another address, gets a further one: one for each grade.
 */
export async function tell(dependencies: Dependencies, campaign: CampaignRow, account: AccountRow): Promise<Partial<LanesOutcome>> {
  const { notices } = dependencies;
  const { campaignId, sub, gradings = 0, grade = 'precaution', address } = account;
  const first = await notices.get({ campaignId, sub });
  if (first === undefined || address === undefined) return {};
  if (first.grading !== undefined && first.grading >= gradings) return first.grading === gradings ? { regraded: 1 } : {};
  if (!isWorse(grade, first.grade ?? 'precaution') && first.address === address) return {};
  if (first.state === 'waiting') {
    const place = placeOf(campaign, account, sub);
    const open = first.open !== undefined && first.open < place ? first.open : place;
    await notices.change(first, 'regrade', { grade, grading: gradings, address, open });
    // Looked at again in either case: a sender may have taken it, or a later grading may have been first.
    return tell(dependencies, campaign, account);
  }
  if (!gone.includes(first.state) && first.reason !== 'dormant' && first.reason !== 'regraded') return {};
  const added = await addFurther(dependencies, campaign, account, first);
  // SES may still say no to it, and the lesser text would come after the worse.
  if (first.state === 'claimed' || first.state === 'uncertain') await notices.change(first, 'supersede', { superseded: true });
  return added ? { further: 1 } : {};
}

/** Adds the notice of a worse grade; false where one of that grade was there before. */
async function addFurther({ notices }: Dependencies, campaign: CampaignRow, account: AccountRow, first: NoticeRow): Promise<boolean> {
  const { campaignId, sub, gradings = 0, grade = 'precaution', address } = account;
  const key: NoticeKey = { campaignId, sub, mail: `grade-${grade}` };
  const { username, name, language } = first;
  const common = { ...key, username, language, grade, grading: gradings, ...(name && { name }), ...(address && { address }) };
  const added = await notices.add({ ...common, state: 'waiting', open: placeOf(campaign, account, noticeId(key)) });
  // Else the lesser text would come after the worse.
  if (grade === 'confirmed') {
    const lesser: NoticeKey = { ...key, mail: 'grade-suspected' };
    if (!(await notices.change(lesser, 'drop', { reason: 'regraded' }))) await notices.change(lesser, 'supersede', { superseded: true });
  }
  return added || (await notices.get(key))?.grading === gradings;
}
