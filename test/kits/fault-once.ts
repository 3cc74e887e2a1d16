import type { Fault, Faults } from '#simulator/faults.ts';

/** Strikes once: at the n-th point, counted from when it is armed, of one function. */
export function strikeAt(caller: string, fault: Fault): Faults & { arm(n: number): void; readonly struck: boolean } {
  let left = Number.POSITIVE_INFINITY;
  return {
    at: (point) => (point.caller === caller && left-- === 0 ? fault : undefined),
    arm: (n) => {
      left = n;
    },
    get struck() {
      return left < 0;
    },
  };
}
