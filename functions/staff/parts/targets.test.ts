import { expect, it } from 'vitest';
import { makeStage } from '#test/kits/staff-function.ts';
import { oneAddition, oneProposal } from './targets.ts';

it.each(['', 'x'.repeat(2000), '01KAJ0000000000000000000AA#0', '../01KAJ0000000000000000000AA', 'toString'])(
  'an id that can be none, %j, is looked for in no table',
  async (id) => {
    const { dependencies, put } = makeStage();
    put({ state: 'live' });
    const get = () => Promise.reject(new Error('the table was asked'));
    const asking = {
      ...dependencies,
      proposals: { ...dependencies.proposals, get },
      additions: { ...dependencies.additions, get },
    };
    const campaign = '01KAJ000000000000000000PVT';
    expect(await oneProposal.find(asking, { id: campaign, proposal: id })).toBeUndefined();
    expect(await oneAddition.find(asking, { id: campaign, addition: id })).toBeUndefined();
  },
);
