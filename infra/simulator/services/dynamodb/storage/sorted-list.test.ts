import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection } from './collection.ts';
import { SortedList } from './sorted-list.ts';

const key = (number: number) => String(number).padStart(5, '0');

describe('sorted list', () => {
  it('does what a sorted map does, over many chunks', () => {
    const step = fc.record({ put: fc.boolean(), at: fc.nat(3000), run: fc.integer({ min: 1, max: 700 }) });
    const look = fc.record({ from: fc.nat(3000), to: fc.option(fc.nat(3000)), forward: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), look, (steps, { from, to, forward }) => {
        const list = new SortedList<{ readonly sort: string; readonly version: number }>();
        const model = new Map<string, number>();
        for (const [version, { put, at, run }] of steps.entries()) {
          for (let number = at; number < at + run; number++) {
            const sort = key((number * 7919) % 3001);
            if (put) {
              list.put({ sort, version });
              model.set(sort, version);
            } else {
              list.delete(sort);
              model.delete(sort);
            }
          }
        }
        expect(list.size).toBe(model.size);
        for (let number = from; number < from + 100; number++) expect(list.get(key(number))?.version).toBe(model.get(key(number)));
        const bounds = { from: key(from), to: to === null ? undefined : key(to) };
        const expected = [...model.keys()].filter((sort) => sort >= bounds.from && (bounds.to === undefined || sort < bounds.to)).sort();
        if (!forward) expected.reverse();
        expect([...list.walk(bounds, forward)].map(({ sort }) => sort)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('collection', () => {
  it('holds elements by partition and forgets empty partitions', () => {
    const collection = new Collection<{ readonly sort: string; readonly n: number }>();
    for (const [partition, sort, n] of [
      ['b', '1', 1],
      ['a', '2', 2],
      ['a', '1', 3],
      ['a', '1', 4],
    ] as const)
      collection.put(partition, { sort, n });
    expect([...collection.scan()].map(({ n }) => n)).toEqual([4, 2, 1]);
    collection.put('c', { sort: '1', n: 5 });
    expect([...collection.scan()].map(({ n }) => n)).toEqual([4, 2, 1, 5]);
    collection.delete('c', '1');
    expect([...collection.scan({ partition: 'a', sort: '1' })].map(({ n }) => n)).toEqual([2, 1]);
    expect(collection.get('a', '1')?.n).toBe(4);
    collection.delete('a', '1');
    collection.delete('a', '2');
    collection.delete('b', 'not there');
    expect([...collection.scan()].map(({ n }) => n)).toEqual([1]);
    expect([...collection.walk('b', { from: '2', to: undefined })]).toEqual([]);
  });
});
