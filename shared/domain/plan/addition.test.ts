import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountRow, DirectoryAccount } from '../account/account.ts';
import { grades } from '../account/grade.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import type { ChannelRow } from '../campaign/channels.ts';
import { type GradedList, type GradedLists, gradedLists } from '../campaign/compromised.ts';
import { gradedRows, gradingOf } from '../campaign/grading.ts';
import type { NoticeRow } from '../notice/notice.ts';
import { addOutcomes, noOutcome } from './addition.ts';
import { planAccount } from './plan.ts';

const found: DirectoryAccount = {
  sub: '0b1c',
  username: 'jan',
  status: 'CONFIRMED',
  enabled: true,
  email: 'jan@voorbeeld.example',
  emailVerified: true,
  name: 'Jan',
  locale: 'nl',
  environment: 'nl',
  organisation: undefined,
  attributes: {},
  createdAt: 1,
  modifiedAt: 1,
};
const campaign = (compromisedSince?: number): CampaignRow => ({
  id: 'c1',
  kind: 'password',
  state: 'live',
  title: 't',
  scope: { kind: 'everybody' },
  exemptions: [],
  plannedBy: 'p',
  plannedAt: 100,
  ...(compromisedSince !== undefined && { compromisedSince }),
});
const listed = (list: GradedList, since?: number, entry = 'jan'): GradedLists => ({
  ...(Object.fromEntries(gradedLists.map((each) => [each, new Map()])) as unknown as GradedLists),
  [list]: new Map([[entry, since]]),
});
const seen = (...addresses: ChannelRow['addresses']): ChannelRow => ({ sub: '0b1c', addresses, expiresAt: 1_000 });
const plan = (of: CampaignRow, account: DirectoryAccount, channels?: ChannelRow, lists?: GradedLists): AccountRow => {
  const planned = planAccount(of, new Set(), account, { channels, ...lists });
  if (planned === undefined) throw new Error('out of scope');
  return planned.account;
};

describe('what an addition changes of an account', () => {
  const row = plan(campaign(50), { ...found, modifiedAt: 30 });

  it('is nothing for who is not on it, or of whom as much is known', () => {
    expect(gradingOf(campaign(50), 'a1', row, undefined, listed('compromised', 1, 'piet'))).toBeUndefined();
    expect(gradingOf(campaign(50), 'a1', { ...row, grade: 'confirmed' }, undefined, listed('suspected', 60))).toBeUndefined();
    expect(gradingOf(campaign(), 'a1', row, undefined, listed('precaution'))).toBeUndefined();
  });

  it('is its grade, and the address stays trusted where the moment is no earlier', () => {
    const { transition, sets } = gradingOf(campaign(50), 'a1', row, undefined, listed('compromised', 60)) ?? {};
    expect(transition?.name).toBe('grade');
    expect(sets).toEqual({
      grade: 'confirmed',
      compromisedSince: 50,
      gradings: 1,
      gradedBy: 'a1',
      asPlanned: { trusted: true, address: row.address },
    });
  });

  it('takes trust from an address that was changed since an earlier moment', () => {
    expect(gradingOf(campaign(50), 'a1', row, undefined, listed('precaution', 20))).toMatchObject({
      transition: { name: 'gradeInDoubt' },
      sets: { grade: 'precaution', compromisedSince: 20, trusted: false, doubt: 'unproven' },
    });
    expect(gradingOf(campaign(), 'a1', plan(campaign(), found), undefined, listed('compromised'))).toMatchObject({
      sets: { compromisedSince: 0, trusted: false, doubt: 'unproven' },
    });
  });

  it('gives trust to the older address that we saw before the earlier moment', () => {
    const channels = seen({ address: found.email ?? '', since: 30 }, { address: 'old@voorbeeld.example', since: 10 });
    expect(gradingOf(campaign(50), 'a1', row, channels, listed('suspected', 20))).toMatchObject({
      transition: { name: 'gradeElsewhere' },
      sets: { grade: 'suspected', address: 'old@voorbeeld.example' },
    });
  });

  it('finds who had an address before, and who has one on record that is not trusted', () => {
    const channels = seen({ address: 'old@voorbeeld.example', since: 10 });
    const moved = plan(campaign(20), { ...found, modifiedAt: 30, email: 'Thief@elsewhere.example' }, channels);
    expect(moved).toMatchObject({ address: 'old@voorbeeld.example', onRecord: 'thief@elsewhere.example', trusted: true });
    for (const entry of ['old@voorbeeld.example', 'thief@elsewhere.example', 'jan'])
      expect(gradingOf(campaign(20), 'a1', moved, channels, listed('compromised', undefined, entry))).toBeDefined();
  });
});

describe('the rows of an account that a campaign gets late', () => {
  it('trust no older address whose mail the intruder reads', () => {
    const account = plan(campaign(50), { ...found, modifiedAt: 30 });
    const notice: NoticeRow = { campaignId: 'c1', sub: '0b1c', username: 'jan', state: 'waiting', language: 'nl', open: '1#500000#0b1c' };
    const older = seen({ address: 'jan@voorbeeld.example', since: 30 }, { address: 'jan@read.example', since: 10 });
    const late = (breached: string) => gradedRows(campaign(50), { account, notice }, older, listed('compromised', 20), new Set([breached]));
    expect(late('other.example').account).toMatchObject({ trusted: true, address: 'jan@read.example' });
    expect(late('read.example').account.trusted).toBe(false);
  });
});

describe('additions, whatever they say and in whatever order they come', () => {
  const moment = fc.integer({ min: 0, max: 100 });
  const channelsOf = fc
    .uniqueArray(fc.record({ address: fc.constantFrom('a@x.example', 'b@x.example', 'jan@voorbeeld.example'), since: moment }), {
      selector: ({ address }) => address,
    })
    .map((all) => seen(...all.sort((a, b) => b.since - a.since)));
  const said = fc.record({ list: fc.constantFrom(...gradedLists), since: fc.option(moment, { nil: undefined }) });
  const accounts = fc.record({ modifiedAt: moment, emailVerified: fc.boolean() }).map((some) => ({ ...found, ...some }));

  const apply = (
    of: CampaignRow,
    before: AccountRow,
    channels: ChannelRow,
    { list, since }: { list: GradedList; since?: number | undefined },
  ) => ({
    ...before,
    ...gradingOf(of, 'a1', before, channels, listed(list, since))?.sets,
  });

  it('make no grade better, no moment later, and give no trust', () => {
    fc.assert(
      fc.property(fc.option(moment, { nil: undefined }), accounts, channelsOf, fc.array(said), (since, account, channels, additions) => {
        const of = campaign(since);
        let row = plan(of, account, channels);
        for (const addition of additions) {
          const after = apply(of, row, channels, addition);
          expect(grades.indexOf(after.grade ?? 'precaution')).toBeLessThanOrEqual(grades.indexOf(row.grade ?? 'precaution'));
          expect(after.compromisedSince ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(row.compromisedSince ?? Number.POSITIVE_INFINITY);
          expect(after.trusted && !row.trusted).toBe(false);
          expect(apply(of, after, channels, addition)).toEqual(after);
          row = after;
        }
      }),
    );
  });

  it('trust what a plan would trust that had known as much', () => {
    fc.assert(
      fc.property(fc.option(moment, { nil: undefined }), accounts, channelsOf, said, (since, account, channels, { list, since: own }) => {
        fc.pre(own !== undefined && (since === undefined || own < since));
        const of = campaign(since);
        const added = apply(of, plan(of, account, channels), channels, { list, since: own });
        const planned = plan(of, account, channels, listed(list, own));
        fc.pre(plan(of, account, channels).trusted);
        expect(added.trusted).toBe(planned.trusted);
        if (added.trusted) expect(added.address).toBe(planned.address);
        else expect(added.doubt).toBe(planned.doubt);
      }),
    );
  });
});

it('what lanes came to adds up', () => {
  expect(
    addOutcomes([
      { graded: 2, further: 1 },
      { graded: 1, exempt: 3 },
    ]),
  ).toEqual({ ...noOutcome, graded: 3, further: 1, exempt: 3 });
});
