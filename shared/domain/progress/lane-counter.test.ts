import { describe, expect, it } from 'vitest';
import { beginRecount, type CounterBook, emptyBook, endRecount, enterChanges, type RowChange, recountOf, tally } from './lane-counter.ts';

let ids = 0;
const change = (
  row: string,
  [from, to]: readonly [number, number],
  before: string | undefined,
  after: string | undefined,
  second = 1,
): RowChange => ({
  id: `e${++ids}`,
  atMs: second * 1_000,
  row,
  versions: [from, to],
  before: before === undefined ? [] : [before],
  after: after === undefined ? [] : [after],
});

describe('a tally of changes', () => {
  it('moves a row from one state to the next', () => {
    const changes = [
      change('a', [0, 1], undefined, 'waiting'),
      change('a', [1, 2], 'waiting', 'claimed'),
      change('b', [0, 1], undefined, 'waiting'),
    ];
    expect(tally(changes)).toEqual({ waiting: 1, claimed: 1 });
  });

  it('leaves out changes that did not touch the state', () => {
    expect(tally([change('a', [1, 2], 'sent', 'sent')])).toEqual({});
  });
});

describe('the book of a lane', () => {
  it('lets a change count once, within a delivery and over several', () => {
    const first = change('a', [0, 1], undefined, 'waiting');
    const entered = enterChanges(emptyBook, [first, first]);
    expect(entered.fresh).toEqual([first]);
    const again = enterChanges(entered.book, [first]);
    expect(again.fresh).toEqual([]);
    expect(again.book).toBe(entered.book);
  });

  it('leaves out what is as old as what it forgot, and says that a recount has to look', () => {
    const old = change('a', [0, 1], undefined, 'waiting', 5);
    let { book } = enterChanges(emptyBook, [old]);
    for (let second = 6; second < 40; second++)
      ({ book } = enterChanges(book, [change(`r${second}`, [0, 1], undefined, 'waiting', second)]));
    const late = enterChanges(book, [old]);
    expect([late.fresh, late.book.doubtful]).toEqual([[], true]);
    expect(enterChanges(late.book, [old]).book).toBe(late.book);
  });

  it('remembers a whole batch of any size', () => {
    const batch = Array.from({ length: 500 }, (_, index) => change(`r${index}`, [0, 1], undefined, 'waiting', Math.floor(index / 10)));
    const { book } = enterChanges(emptyBook, batch);
    expect(enterChanges(book, batch)).toEqual({ fresh: [], book });
  });

  it('keeps what is counted during a recount, and gives the recount up where it takes too long', () => {
    const book = beginRecount(emptyBook, 10_000);
    const kept = enterChanges(book, [change('a', [0, 1], undefined, 'waiting', 20)]).book;
    expect(kept.recount?.kept).toEqual([{ row: 'a', versions: [0, 1], after: ['waiting'] }]);
    expect(enterChanges(kept, [change('a', [1, 2], 'waiting', 'claimed', 200)]).book.recount).toBeUndefined();
  });

  it('takes nothing for new after a mend that the rows held already', () => {
    const book: CounterBook = { ...beginRecount(emptyBook, 100_000), doubtful: true };
    const mended = endRecount(book, 130_000, { kind: 'settled', versions: 7 });
    expect([mended.versions, mended.doubtful, mended.recount]).toEqual([7, undefined, undefined]);
    expect(enterChanges(mended, [change('a', [6, 7], 'waiting', 'claimed', 90)]).book.doubtful).toBe(true);
  });
});

describe('a recount of rows that move', () => {
  const rows = new Map([
    ['a', { version: 2, counts: ['claimed'] }],
    ['b', { version: 1, counts: ['waiting'] }],
  ]);
  const kept = (row: string, versions: readonly [number, number], after: readonly string[]) => ({ row, versions, after });

  it('brings up a row that was read before a change that was counted since, and no other', () => {
    const found = recountOf(rows, [kept('a', [1, 2], ['claimed']), kept('b', [1, 2], ['claimed']), kept('c', [0, 1], ['waiting'])]);
    expect(found).toEqual({ counts: { claimed: 2, waiting: 1 }, versions: 5 });
  });

  it('leaves out a row that was deleted since', () => {
    expect(recountOf(rows, [kept('b', [1, 0], [])])).toEqual({ counts: { claimed: 1 }, versions: 2 });
  });

  it('says nothing where a row was changed by hand meanwhile', () => {
    expect(recountOf(rows, [kept('b', [1, 1], ['sent'])])).toBeUndefined();
  });
});
