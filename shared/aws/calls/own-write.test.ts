import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { noticeTransitions } from '#domain/notice/notice.ts';
import { transitionUpdate } from '../table/transition.ts';
import { conditionalWrite } from './own-write.ts';

describe('a transition whose answer was lost', () => {
  const change = { table: 'notices', key: { pk: 'c#07', sk: 's' }, transition: noticeTransitions.sent };
  const write = conditionalWrite(new UpdateCommand(transitionUpdate({ ...change, sets: { messageId: 'm1' }, guards: { claim: 'k' } })));

  it('is told from the row that it leaves behind, which has one more version', () => {
    expect(write?.isIn({ pk: 'c#07', sk: 's', state: 'sent', messageId: 'm1', version: 3 })).toBe(true);
  });

  it('is not told from the row of before, or of another one', () => {
    expect(write?.isIn({ pk: 'c#07', sk: 's', state: 'claimed', open: '2#', version: 2 })).toBe(false);
    expect(write?.isIn({ pk: 'c#07', sk: 's', state: 'sent', messageId: 'm2', version: 3 })).toBe(false);
    expect(write?.isIn(undefined)).toBe(false);
  });
});
