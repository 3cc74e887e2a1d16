import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DueHeap } from './due-heap.ts';
import { Fifo } from './fifo.ts';

it('gives items by time, and in the order of their insertion among equal times', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.constant('take' as const)), { maxLength: 200 }), (steps) => {
      const heap = new DueHeap<number>();
      const model: { readonly dueMs: number; readonly item: number }[] = [];
      for (const [item, step] of steps.entries()) {
        if (step === 'take') {
          expect([heap.nextMs, heap.next]).toEqual([model[0]?.dueMs, model[0]?.item]);
          heap.dropNext();
          model.shift();
        } else {
          heap.add(step, item);
          model.push({ dueMs: step, item });
          model.sort((a, b) => a.dueMs - b.dueMs || a.item - b.item);
        }
      }
      expect(heap.nextMs).toBe(model[0]?.dueMs);
    }),
  );
});

it('keeps a long line in order while it is used up and filled again', () => {
  const line = new Fifo<number>();
  let added = 0;
  let taken = 0;
  for (let round = 0; round < 30; round++) {
    for (let count = 0; count < 500; count++) line.push(added++);
    for (let count = 0; count < 450; count++) expect(line.take()).toBe(taken++);
  }
  expect(line.first).toBe(taken);
  while (taken < added) expect(line.take()).toBe(taken++);
  expect([line.first, line.take()]).toEqual([undefined, undefined]);
});
