import { describe, expect, it } from 'vitest';
import type { EpochRow } from '../campaign/campaign.ts';
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
    const known = { version: 7, asOf: 200, epochs: [epoch, { ...epoch, campaignId: 'b', containsFederated: true, ourClientId: 'ours' }] };
    expect(readCopy(writeCopy(known).text)).toEqual(known);
    expect(readCopy(writeCopy({ version: 0, asOf: 0, epochs: [] }).text)).toEqual({ version: 0, asOf: 0, epochs: [] });
  });

  it('contains everybody where the scopes do not fit, and lets every client linger as long as the longest', () => {
    const copy = readCopy(writeCopy({ version: 7, asOf: 200, epochs: sized(3, 'é'.repeat(12_000)) }).text);
    expect(copy?.epochs.map(({ campaignId, scope }) => [campaignId, scope.kind])).toEqual([
      ['c0', 'everybody'],
      ['c1', 'everybody'],
      ['c2', 'everybody'],
    ]);
    expect(copy?.epochs[0]?.lingers).toEqual({ byClient: {}, other: 3_600_000 });
  });

  it('leaves an epoch over some clients one over them where the scopes do not fit, as what lingers there ends later', () => {
    const scope = { kind: 'client', clients: ['product'] } as const;
    const copy = readCopy(writeCopy({ version: 7, asOf: 200, epochs: [{ ...epoch, scope }, ...sized(3, 'é'.repeat(12_000))] }).text);
    expect(copy?.epochs.map((each) => each.scope.kind)).toEqual(['client', 'everybody', 'everybody', 'everybody']);
  });

  it('contains everybody for good where not even that fits', () => {
    const copy = readCopy(writeCopy({ version: 7, asOf: 200, epochs: sized(500, 'x'.repeat(200)) }).text);
    expect(copy?.epochs).toHaveLength(1);
    expect(copy?.epochs[0]).toMatchObject({ epoch: 599, scope: { kind: 'everybody' }, page: epoch.page });
  });

  it('says of itself whether it says less than the table', () => {
    const sizes = [1, 100, 1_000].map((count) => writeCopy({ version: 7, asOf: 200, epochs: sized(count, 'x') }));
    expect(sizes.map(({ isShortened }) => isShortened)).toEqual([false, false, true]);
    for (const { text } of sizes) expect(readCopy(text)?.epochs.length).toBeGreaterThan(0);
  });

  it('of an earlier version, without a count, is as of before the first start', () => {
    expect(readCopy(JSON.stringify({ asOf: 200, epochs: [epoch] }))).toEqual({ version: 0, asOf: 200, epochs: [epoch] });
  });

  it('is none where it is empty', () => {
    expect(readCopy('')).toBeUndefined();
  });

  it.each(['x', '{}', '[]', 'null', '{"asOf":1}', '{"asOf":"1","epochs":[]}', '{"version":"1","asOf":1,"epochs":[]}'])(
    'that is not understood (%s) contains everybody for whoever knows nothing else',
    (text) => {
      expect(readCopy(text)).toMatchObject({ version: -1, epochs: [{ notUnderstood: true, scope: { kind: 'everybody' } }] });
    },
  );

  it.each(['{"asOf":1,"epochs":[{}]}', '{"asOf":1,"epochs":[null]}', '{"asOf":1,"epochs":[{"scope":{"kind":"postcode"}}]}'])(
    'with an epoch that is not understood (%s) contains everybody',
    (text) => {
      expect(readCopy(text)).toMatchObject({ version: 0, epochs: [{ notUnderstood: true, scope: { kind: 'everybody' } }] });
    },
  );
});
