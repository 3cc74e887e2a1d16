import type { Cancel, Clock } from './clock.ts';
import type { World } from './world.ts';

/** The same world, until it is stopped: then nothing that it scheduled comes to pass, and nothing new is scheduled. */
export function stoppable(world: World): { readonly world: World; stop(): void } {
  const pending = new Set<Cancel>();
  let stopped = false;
  const schedule: Clock['schedule'] = (delayMs, label, run) => {
    if (stopped) return () => undefined;
    const cancel = world.clock.schedule(delayMs, label, () => {
      pending.delete(cancel);
      run();
    });
    pending.add(cancel);
    return () => {
      pending.delete(cancel);
      cancel();
    };
  };
  const clock: Clock = {
    now: () => world.clock.now(),
    schedule,
    sleep: (delayMs) => new Promise((resolve) => schedule(delayMs, 'sleep', resolve)),
  };
  return {
    world: { ...world, clock },
    stop: () => {
      stopped = true;
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}
