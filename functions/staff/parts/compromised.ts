import * as z from 'zod';
import { grades } from '#domain/account/grade.ts';
import { type GradedList, type GradedLists, gradedLists, gradeOfList } from '#domain/campaign/compromised.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { earliestOf, type ListEntry } from '#shared/aws/table/entries.ts';
import type { Fault } from '#shared/lambda/validate.ts';
import { moment, momentFaults, momentWords } from '../schemas/moment.ts';
import { identifier } from '../schemas/schemas.ts';

/** Accounts that an intruder is known or suspected to have used. */
export const compromisedAccounts = z
  .array(
    z
      .strictObject({
        account: identifier,
        grade: z
          .enum(grades)
          .default('confirmed')
          .meta({ description: grades.join(', ') }),
        since: moment.optional().meta({ description: momentWords }),
      })
      .meta({
        description: `an object with account (a username or address), and optionally grade (${grades.join(', ')}) and since`,
      }),
  )
  .max(planLimits.listEntries);

/** Accounts that an intruder is known or suspected to have used, checked. */
export type CompromisedAccounts = z.output<typeof compromisedAccounts>;

/** Moments of compromised accounts that lie before the making of the directory or after now, both in ms since 1970. */
export function sinceFaults(compromised: CompromisedAccounts, fromMs: number, toMs: number): Fault[] {
  return momentFaults(
    compromised.map(({ since }, at) => [`compromised.${at}.since`, since] as const),
    fromMs,
    toMs,
  );
}

/** The lists that compromised accounts come to. */
export function listsByGrade(compromised: CompromisedAccounts): GradedLists {
  return Object.fromEntries(gradedLists.map((list) => [list, earliestOf(ofGrade(compromised, list))])) as unknown as GradedLists;
}

/** Those of one list, each with since when it was used, where that is known. */
export function ofGrade(accounts: CompromisedAccounts, list: GradedList): readonly ListEntry[] {
  return accounts.flatMap(({ account, grade, since }): ListEntry[] => (grade === gradeOfList[list] ? [[account, since]] : []));
}

/** `jansen`, then in any order a grade and since when: `jansen,suspected,2026-11-20`. As the API takes it, not yet checked. */
export function parseCompromised(line: string): object {
  const [account, ...more] = line.split(',');
  const words = more.map((word) => word.trim()).filter((word) => word !== '');
  const grade = words.find((word) => /^[a-z]+$/i.test(word));
  const since = words.find((word) => word !== grade);
  return { account, ...(grade !== undefined && { grade: grade.toLowerCase() }), ...(since !== undefined && { since }) };
}
