import { isTimeZone } from '#domain/pacing/quiet-hours.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads one variable: its value, or what is allowed instead. */
export type Variable<T> = (text: string) => { readonly value: T } | { readonly allowed: string };

/** Any text but the empty one. */
export const text: Variable<string> = (given) => (given === '' ? { allowed: 'text' } : { value: given });

/** Words with commas between them, in small letters; the empty text is none. */
export const words: Variable<readonly string[]> = (given) => ({
  value: given
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
});

/** A share: a number from 0 to 1. */
export const share: Variable<number> = (given) => {
  const value = Number(given);
  return given !== '' && value >= 0 && value <= 1 ? { value } : { allowed: 'a number from 0 to 1' };
};

/** A whole number of at least 0. */
export const count: Variable<number> = (given) => (/^\d+$/.test(given) ? { value: Number(given) } : { allowed: 'a whole number from 0' });

/** A whole number of at least 1. */
export const positive: Variable<number> = (given) =>
  /^[1-9]\d*$/.test(given) ? { value: Number(given) } : { allowed: 'a whole number from 1' };

/** The name of a time zone. */
export const timeZone: Variable<string> = (given) =>
  isTimeZone(given) ? { value: given } : { allowed: 'the name of a time zone, such as Europe/Amsterdam' };

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Variable<T> {
  return (given) => {
    const value = words.find((word) => word === given);
    return value === undefined ? { allowed: words.join(' or ') } : { value };
  };
}

/**
 * Reads a function's configuration from its environment.
 * @throws Error that names every variable which is missing or wrong, its value and what is allowed.
 */
export function readConfig<T extends Record<string, unknown>>(
  environment: Environment,
  variables: { readonly [K in keyof T]: Variable<T[K]> },
): T {
  const faults: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, read] of Object.entries<Variable<unknown>>(variables)) {
    const given = environment[name];
    if (given === undefined) {
      faults.push(`${name} is missing`);
      continue;
    }
    const outcome = read(given);
    if ('value' in outcome) config[name] = outcome.value;
    else faults.push(`${name} is "${given}", allowed: ${outcome.allowed}`);
  }
  if (faults.length > 0) throw new Error(`configuration: ${faults.join('; ')}`);
  return config as T;
}
