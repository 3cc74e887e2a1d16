import { describe, expect, it } from 'vitest';
import { makeCopyEpochs } from './copy-epochs.ts';

async function copying(sync: () => Promise<boolean>) {
  const logged: string[] = [];
  const counted: string[] = [];
  await makeCopyEpochs(sync, { log: ({ code }) => void logged.push(code) }, { count: (name) => void counted.push(name) })();
  return { logged, counted };
}

describe('copying the epochs after a command', () => {
  it('tells of a copy that was written, and of none that was right already', async () => {
    expect(await copying(async () => true)).toEqual({ logged: ['SLU-117'], counted: ['EpochCopy::Written'] });
    expect(await copying(async () => false)).toEqual({ logged: [], counted: [] });
  });

  it('never fails a command: what went wrong is told and alarmed', async () => {
    expect(await copying(() => Promise.reject(new Error('no answer')))).toEqual({ logged: ['SLU-118'], counted: ['EpochCopy::Failed'] });
  });
});
