import { normalizeIdentifier } from '../account/scope.ts';

/** How many look-ups of accounts one person may make: an agent with a call every two minutes makes 30 an hour. */
export const lookUpLimits = { perHour: 40, perDay: 200 } as const;

/** Accounts that a list shows for one look-up: a page of the helpdesk. */
export const listedPerLookUp = 100;

/** The decoys in the text of the parameter: addresses that no holder has, so that nobody has a reason to look one up. */
export function readDecoys(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(',')
      .map(normalizeIdentifier)
      .filter((address) => address.includes('@')),
  );
}
