import { namedAtMost, organisationSub } from '#domain/next-channel/next-channel.ts';
import { noticeId, openWaiting } from '#domain/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';
import type { Round } from './round.ts';

/** Writes one mail to the contact of each organisation of which accounts were taken up in a round. @returns how many */
export async function mailContacts({ notices }: Dependencies, { campaign, contacts, telling, mail }: Round): Promise<number> {
  const added = [...telling].map(async ([organisation, accounts]) => {
    const { address, language = 'en' } = contacts.get(organisation) ?? {};
    const key = { campaignId: campaign.id, sub: organisationSub(organisation), mail };
    const usernames = accounts.map(({ username }) => username).sort();
    return notices.add({
      ...key,
      username: organisation,
      state: 'waiting',
      ...(address !== undefined && { address }),
      language,
      named: usernames.slice(0, namedAtMost),
      more: Math.max(0, usernames.length - namedAtMost),
      open: openWaiting(0, noticeId(key)),
    });
  });
  return (await Promise.all(added)).filter(Boolean).length;
}
