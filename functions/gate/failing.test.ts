import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { Dependencies } from './dependencies.ts';
import { makeHandler } from './handler.ts';
import type { GateEvent } from './verdict.ts';

it('counts a decision that ends in an error of ours, which refuses whoever signs in', async () => {
  const counts: string[] = [];
  const epochs = async () => {
    throw new TypeError('x is undefined');
  };
  const handler = makeHandler({ epochs, metrics: { count: (name: string) => counts.push(name) } } as unknown as Dependencies);
  const event = { triggerSource: 'TokenGeneration_Authentication', request: { userAttributes: { sub: 's1' } } };
  await expect(handler(event as unknown as GateEvent, {} as Context)).rejects.toThrow('x is undefined');
  expect(counts).toEqual(['Gate::Failed']);
});
