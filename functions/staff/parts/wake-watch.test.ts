import { expect, it } from 'vitest';
import { makeWakeWatch } from './wake-watch.ts';

it('a watch that cannot be woken fails nothing: it is said in the log', async () => {
  const log: string[] = [];
  const send = async () => {
    throw new Error('no queue');
  };
  await makeWakeWatch({ send }, { log: ({ code }) => void log.push(code) })();
  expect(log).toEqual(['SLU-920']);
});
