import { isTimeZone } from '#domain/pacing/quiet-hours.ts';
import type { WorkQueueName } from '#domain/resources/queues.ts';
import type { TableName } from '#domain/resources/tables.ts';

/** What an environment variable may hold. */
export interface Variable<T> {
  /** What is allowed, for the line that refuses another value. */
  readonly allowed: string;
  /** The value of this text; undefined where it is not allowed. */
  read(text: string): T | undefined;
}

/** Any text but the empty one. */
export const text: Variable<string> = { allowed: 'text', read: (given) => given || undefined };

/** Words with commas between them, in small letters; the empty text is none. */
export const words: Variable<readonly string[]> = {
  allowed: 'words with commas between them, or nothing',
  read: (given) =>
    given
      .toLowerCase()
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
};

/** A share: a number from 0 to 1. */
export const share: Variable<number> = {
  allowed: 'a number from 0 to 1',
  read: (given) => (given !== '' && Number(given) >= 0 && Number(given) <= 1 ? Number(given) : undefined),
};

/** A whole number of at least 0. */
export const count: Variable<number> = {
  allowed: 'a whole number from 0',
  read: (given) => (/^\d+$/.test(given) ? Number(given) : undefined),
};

/** A whole number of at least 1. */
export const positive: Variable<number> = {
  allowed: 'a whole number from 1',
  read: (given) => (/^[1-9]\d*$/.test(given) ? Number(given) : undefined),
};

/** The name of a time zone. */
export const zone: Variable<string> = {
  allowed: 'the name of a time zone, such as Europe/Amsterdam',
  read: (given) => (isTimeZone(given) ? given : undefined),
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Variable<T> {
  return { allowed: words.join(' or '), read: (given) => words.find((word) => word === given) };
}

/** The variable that tells a function the name that a table has in AWS. */
export function tableVariable(table: TableName): string {
  return `${upper(table)}_TABLE`;
}

/** The variable that tells a function the address of a queue. */
export function queueVariable(queue: WorkQueueName): string {
  return `${upper(queue)}_QUEUE_URL`;
}

/** The variable that tells a function a parameter of the deployment: `MAIL_RESERVE` for `mailReserve`. */
export function parameterVariable(parameter: string): string {
  return parameter.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function upper(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
