import type { Clock, Environment, Ids, Platform, Random } from './platform.ts';
import type { Variable } from './variables.ts';

/**
 * One thing that a function works with: reads the environment variables that it needs, uses the parts that it stands on, and gives what it made of
 * them. Making it has no effect. It is a plain function, so that a bundle leaves out the parts that it does not use.
 */
export type Part<T> = (sandbox: Sandbox) => T;

/** What the parts of one sandbox of Lambda are made from. */
export interface Sandbox {
  /** Name of the function, such as `gate`. */
  readonly name: string;
  readonly platform: Platform;
  /** What another part made, once for all parts that use it. */
  use<T>(part: Part<T>): T;
  /** The value of an environment variable. */
  read<T>(variable: string, check: Variable<T>): T;
}

/** What a wired function works with, by the names of its parts. */
type Made<P extends Readonly<Record<string, Part<unknown>>>> = { readonly [K in keyof P]: ReturnType<P[K]> };

/** Makes what a function works with. @throws Error of one line for every variable that is missing or wrong: its name, its value, what is allowed. */
export type Wired<T> = (environment: Environment, platform: Platform) => T;

/** What function `name` works with, to be made once for each sandbox from its environment. */
export function wire<P extends Readonly<Record<string, Part<unknown>>>>(name: string, parts: P): Wired<Made<P>> {
  return (environment, platform) => {
    const faults: string[] = [];
    const made = new Map<Part<unknown>, unknown>();
    const sandbox: Sandbox = {
      name,
      platform,
      use: <T>(part: Part<T>) => {
        if (!made.has(part)) made.set(part, part(sandbox));
        return made.get(part) as T;
      },
      read: <T>(variable: string, check: Variable<T>) => {
        const given = environment[variable];
        const value = given === undefined ? undefined : check.read(given);
        if (value !== undefined) return value;
        faults.push(`${variable} is ${given === undefined ? 'missing' : `"${given}"`}, allowed: ${check.allowed}`);
        // Whatever is made of this is thrown away below, with everything else.
        return undefined as T;
      },
    };
    const makeOne = (part: Part<unknown>) => {
      try {
        return sandbox.use(part);
      } catch (error) {
        if (faults.length === 0) throw error;
        return undefined;
      }
    };
    const all = Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, makeOne(part)])) as Made<P>;
    if (faults.length > 0) throw new Error([`configuration of ${name}:`, ...new Set(faults)].join('\n'));
    return all;
  };
}

/** The platform's clock. */
export const clock: Part<Clock> = ({ platform }) => platform.clock;

/** The platform's chance. */
export const random: Part<Random> = ({ platform }) => platform.random;

/** The platform's ids. */
export const ids: Part<Ids> = ({ platform }) => platform.ids;
