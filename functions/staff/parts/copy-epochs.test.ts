import { describe, expect, it } from 'vitest';
import type { SyncEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { makeCopyEpochs } from './copy-epochs.ts';

async function copying(sync: SyncEpochCopy) {
  const logged: string[] = [];
  const counted: string[] = [];
  const isCopied = await makeCopyEpochs(
    sync,
    { log: ({ code }) => void logged.push(code) },
    { count: (name) => void counted.push(name) },
  )();
  return { isCopied, logged, counted };
}

describe('copying the epochs after a command', () => {
  it('tells of a copy that was written, and of none that was right already', async () => {
    expect(await copying(async () => ({ written: true, isShortened: false }))).toEqual({
      isCopied: true,
      logged: ['SLU-117'],
      counted: ['EpochCopy::Written'],
    });
    expect(await copying(async () => ({ written: false, isShortened: false }))).toEqual({ isCopied: true, logged: [], counted: [] });
  });

  it('tells of epochs that do not fit', async () => {
    expect(await copying(async () => ({ written: false, isShortened: true }))).toMatchObject({ counted: ['EpochCopy::Shortened'] });
  });

  it('never fails a command: what went wrong is told and alarmed', async () => {
    expect(await copying(() => Promise.reject(new Error('no answer')))).toEqual({
      isCopied: false,
      logged: ['SLU-118'],
      counted: ['EpochCopy::Failed'],
    });
  });
});
