import type { Grade } from '../account/grade.ts';
import { normalizeIdentifier } from '../account/scope.ts';
import type { ChannelRow } from './channels.ts';

/** The lists of accounts that are known or suspected to be compromised, the worst grade first, with the grade of whoever is on each. */
export const gradeOfList = { compromised: 'confirmed', suspected: 'suspected', precaution: 'precaution' } as const satisfies Record<
  string,
  Grade
>;

/** One of the lists in {@link gradeOfList}. */
export type GradedList = keyof typeof gradeOfList;

/** The lists in {@link gradeOfList}, the worst grade first. */
export const gradedLists = Object.keys(gradeOfList) as readonly GradedList[];

/** Normalized entries of the lists: since when, where that is known, in ms since 1970. */
export type GradedLists = Readonly<Record<GradedList, ReadonlyMap<string, number | undefined>>>;

/** Every identifier by which a list may name an account, earlier addresses included: an intruder who changes the address does not take it off a list. */
export function identifiersOf(names: readonly (string | undefined)[], channels: ChannelRow | undefined): readonly string[] {
  const earlier = channels?.addresses.map(({ address }) => address) ?? [];
  return [...new Set([...names, ...earlier].map((name = '') => normalizeIdentifier(name)))].filter((name) => name !== '');
}

/** The worst grade of the lists that name an account. @param matched the entries that name it */
export function gradeOf(matched: Readonly<Record<GradedList, readonly string[]>>): Grade {
  return gradeOfList[gradedLists.find((list) => matched[list].length > 0) ?? 'precaution'];
}

/** The earliest of the moments that the lists give for an account, in ms since 1970; undefined where they give none. */
export function sinceOf(matched: Readonly<Record<GradedList, readonly string[]>>, lists: Partial<GradedLists>): number | undefined {
  const moments = gradedLists.flatMap((list) => matched[list].flatMap((entry) => lists[list]?.get(entry) ?? []));
  return moments.length === 0 ? undefined : Math.min(...moments);
}
