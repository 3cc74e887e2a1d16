import { type InputOfParts, makePlan } from './make-plan.ts';
import { order } from './order.ts';
import { other } from './other.ts';
import { remindersAndQuiet } from './reminders.ts';
import { sweep } from './sweep.ts';
import { unreachable } from './unreachable.ts';
import { when } from './when.ts';
import { whom } from './whom.ts';

/** All that a commander can say of a new campaign, in the order of the form. */
export const planParts = [whom, when, order, unreachable, remindersAndQuiet, sweep, other] as const;

/** What a commander says of a new campaign, checked. */
export type NewCampaign = InputOfParts<typeof planParts>;

/** What API, form, checks, rows and pages have of a plan. */
export const plan = makePlan(planParts);
