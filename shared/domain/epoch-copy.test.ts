import { describe, expect, it } from 'vitest';
import type { EpochRow } from './campaign.ts';
import { readCopy, writeCopy } from './epoch-copy.ts';

const epoch: EpochRow = {
  campaignId: 'a',
  epoch: 100,
  startedAt: 120,
  page: 'https://pages.example',
  lingers: { byClient: { product: 180_000, web: 3_600_000 }, other: 3_600_000 },
  scope: { kind: 'environment', environments: ['nl'] },
};
const sized = (count: number, text: string) =>
  Array.from(
    { length: count },
    (_, index): EpochRow => ({
      ...epoch,
      campaignId: `c${index}`,
      epoch: 100 + index,
      scope: { kind: 'attributes', where: [{ attribute: 'email', is: 'ends-with', values: [text] }] },
    }),
  );

describe('the second copy', () => {
  it('says what the table said', () => {
    const known = { asOf: 200, epochs: [epoch, { ...epoch, campaignId: 'b', containsFederated: true, ourClientId: 'ours' }] };
    expect(readCopy(writeCopy(known))).toEqual(known);
    expect(readCopy(writeCopy({ asOf: 0, epochs: [] }))).toEqual({ asOf: 0, epochs: [] });
  });

  it('contains everybody where the scopes do not fit, and lets every client linger as long as the longest', () => {
    const copy = readCopy(writeCopy({ asOf: 200, epochs: sized(3, 'é'.repeat(12_000)) }));
    expect(copy?.epochs.map(({ campaignId, scope }) => [campaignId, scope.kind])).toEqual([
      ['c0', 'everybody'],
      ['c1', 'everybody'],
      ['c2', 'everybody'],
    ]);
    expect(copy?.epochs[0]?.lingers).toEqual({ byClient: {}, other: 3_600_000 });
  });

  it('contains everybody for good where not even that fits', () => {
    const copy = readCopy(writeCopy({ asOf: 200, epochs: sized(500, 'x'.repeat(200)) }));
    expect(copy?.epochs).toHaveLength(1);
    expect(copy?.epochs[0]).toMatchObject({ epoch: 599, scope: { kind: 'everybody' }, page: epoch.page });
  });

  it.each([
    '',
    'x',
    '{}',
    '[]',
    'null',
    '{"asOf":1}',
    '{"asOf":"1","epochs":[]}',
    '{"asOf":1,"epochs":[{}]}',
    '{"asOf":1,"epochs":[null]}',
  ])('is none where its text is %j', (text) => {
    expect(readCopy(text)).toBeUndefined();
  });
});
