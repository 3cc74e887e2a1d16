import type * as z from 'zod';
import type { CampaignRow, CampaignState } from '#domain/campaign/campaign.ts';
import type { Result } from '#domain/result.ts';
import { isSamePerson } from '#domain/staff/person.ts';
import { type Role, roles, type Staff } from '#domain/staff/staff.ts';
import type { Fault } from '#shared/lambda/validate.ts';
import type { FormState } from '#shared/web/forms.ts';
import type { Html } from '#shared/web/markup.ts';
import type { Dependencies } from './dependencies.ts';
import type { Input, Values } from './faces/form.ts';
import type { Visit } from './faces/frame.ts';

/** Why something was refused: the status that a program gets, and what kind of problem it is, in a few words. */
export const refusalKinds = {
  invalid: { status: 400, title: 'The request is not valid' },
  forbidden: { status: 403, title: 'This is not allowed' },
  unknown: { status: 404, title: 'There is no such thing' },
  state: { status: 409, title: 'Not possible in the present state' },
  'second-person': { status: 409, title: 'Somebody else must do this' },
  digest: { status: 409, title: 'What would be released is not what was shown' },
  'mail-check': { status: 409, title: 'Notices cannot go out' },
  'key-reused': { status: 409, title: 'The idempotency key was used for another request' },
  limited: { status: 429, title: 'Too many requests' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** One of {@link refusalKinds}. */
export type RefusalKind = keyof typeof refusalKinds;

/** Why something was not done; nothing was changed then. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** One line for the person who asked: the field, its value, and what is allowed; or the state, and what it must be. */
  readonly text: string;
  /** Of `invalid`: field by field. */
  readonly faults?: readonly Fault[];
  /** Of `limited`: in how many ms it may be asked again. */
  readonly retryAfterMs?: number;
}

/** What an operation is about, found by the parameters of its path. */
export interface Target<T> {
  /** The parameters of the path and what each may be. */
  readonly params: Readonly<Record<string, z.ZodType>>;
  find(dependencies: Dependencies, params: Params): Promise<T | undefined>;
  /** Says that there is none, such as `there is no campaign 01K…`. */
  missing(params: Params): string;
  /** Its campaign; undefined where it belongs to none. */
  campaignOf(target: T): CampaignRow | undefined;
  /** Its state for a refusal, such as `the proposal is withdrawn`. @default that of its campaign */
  stands?(target: T): string;
  /** The page of the console to go back to, and what its link says. @param path of the page that links to it */
  back(path: string, target: T): { readonly href: string; readonly label: string };
}

/** Values of a path's parameters, as a stranger wrote them. */
export type Params = Readonly<Record<string, string>>;

/** What an operation works with. */
export interface Context<T> {
  readonly dependencies: Dependencies;
  readonly staff: Staff;
  readonly target: T;
}

/** What every operation of the API says of itself. */
interface Described<T> {
  /** Its `operationId` in the API description; permanent. */
  readonly id: string;
  /** Its name on the command line and in the table of roles. */
  readonly name: string;
  /** Below the origin, with `{parameters}`; permanent. */
  readonly path: `/api/${string}`;
  readonly on: Target<T>;
  /** What it does as an order: `Approve a campaign`. Refusals say `to approve a campaign takes …`. */
  readonly summary: string;
  readonly description: string;
  /** Kinds of refusals beside `invalid`, `forbidden` and `unknown`, which every operation has. @default none */
  readonly refusals?: readonly RefusalKind[];
  /** Schema of what it answers; what is not in it is left out. */
  readonly answer: z.ZodType | 'csv';
}

/** What the console asks before an act is done. */
export interface Question {
  readonly title: string;
  /** What it means, with the figures that matter, and what it destroys. */
  readonly meaning: Html;
  /** What the button says. */
  readonly yes: string;
  /** Values that the form carries unseen, by field. @default none */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** Something that staff do. All that leads to it (API, its description, form, command line, table of roles) is made from this. */
export interface Act<T, I, A> extends Described<T> {
  readonly kind: 'act';
  /** Values in the body that tell it from other acts at its path. @default it is the only one there */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly by: readonly Role[];
  /** States of the campaign in which it is possible. @default any */
  readonly from?: readonly CampaignState[];
  /** Whether the console offers it, role and state aside. @default it does */
  when?(target: T): boolean;
  /** More to say where the state does not allow it. @default nothing */
  hint?(target: T): string;
  /** Who did it already, where it is in effect: the same person may repeat it. @default never known */
  doneBy?(target: T): string | undefined;
  /** Who did what comes before, and must not do this too: two people are needed. @default anybody may */
  notBy?(target: T): { readonly username: string; readonly person: readonly string[] | undefined; readonly did: string } | undefined;
  readonly input: Input<I>;
  /** How a link to it is called in the console. */
  readonly label: string;
  /** How links and buttons look: `plain` for what is to be done next, `danger` for what cannot be undone. @default a quiet link, a plain button */
  readonly look?: 'plain' | 'danger';
  /** What the audit log says of it, with `<fields>`. */
  readonly audit: string;
  /** A body that it takes, and what it then answers. */
  readonly example: { readonly body: object; readonly answer: object };
  /** What the console says once it was done. */
  readonly done: string;
  /** What it says instead where something is still missing. @default there is no such case */
  readonly doneBut?: { readonly text: string; when(answer: A): boolean };
  /** The page of the console that is shown then. @default that of what it was done to */
  after?(path: string, answer: A): string;
  /** Where its answer is found, for an act that makes something: status 201 and `Location`. @default it makes nothing */
  location?(answer: A): string;
  /** Where the console asks for it. @default the path of the API, below `/console` */
  readonly console?: `/console/${string}`;
  /** The question before it is done. `values` is what the form has so far. @default it is asked for on a page of its own, see `page` */
  ask?(context: Context<T>, values: Values): Question | Promise<Question>;
  /** The page that has its form, again with what is wrong in it. Such an act has no `ask`. */
  page?(context: Context<T>, visit: Visit, form: FormState): Promise<string>;
  /** @param key tells this request from others of the same person; a repeated one has the same (a ULID) */
  run(context: Context<T> & { readonly key: string }, input: I): Promise<Result<A, Refusal>>;
}

/** Something that staff look at; it changes nothing. */
export interface Reading<T, I, A> extends Described<T> {
  readonly kind: 'reading';
  /** @default every role */
  readonly by?: readonly Role[];
  /** Schema of the query, or of the body where what is asked for must not stand in an address. @default nothing is asked */
  readonly asks?: z.ZodType<I>;
  /** @default query */
  readonly asksIn?: 'query' | 'body';
  readonly example: { readonly asks?: object; readonly answer: object | string };
  run(context: Context<T>, input: I): Promise<Result<A, Refusal>>;
}

/** An act of any kind. */
export type AnyAct = Act<unknown, unknown, unknown>;
/** An operation of any kind. */
export type Operation = AnyAct | Reading<unknown, unknown, unknown>;

/** Declares an act. */
export function act<T, I, A>(declaration: Omit<Act<T, I, A>, 'kind'>): AnyAct {
  return { kind: 'act', ...declaration } as Act<T, I, A>;
}

/** Declares a reading. */
export function reading<T, I, A>(declaration: Omit<Reading<T, I, A>, 'kind'>): Operation {
  return { kind: 'reading', ...declaration } as Reading<T, I, A>;
}

/** Whether somebody's roles allow an operation. */
export function isAllowed({ by = roles }: Pick<Operation, 'by'>, staff: Staff): boolean {
  return by.some((role) => staff.roles.includes(role));
}

/** Why an operation is not for somebody. */
export function forbidden({ summary, by = roles }: Pick<Operation, 'summary' | 'by'>, { username, roles: given }: Staff): Refusal {
  const has = given.length === 0 ? 'no role' : given.join(', ');
  return { kind: 'forbidden', text: `to ${asVerb(summary)} takes the role ${by.join(' or ')}; ${username} has ${has}` };
}

/** Why an act is not possible now, before anything is tried; undefined where it may be. Conditional writes hold the same. */
export function obstacle<T>(act: Act<T, unknown, unknown>, { target, staff }: Pick<Context<T>, 'target' | 'staff'>): Refusal | undefined {
  const campaign = act.on.campaignOf(target);
  const doneBy = act.doneBy?.(target);
  const stands = act.on.stands?.(target) ?? `the campaign is ${campaign?.state}`;
  if (doneBy === staff.username) return undefined;
  if (doneBy !== undefined) {
    return { kind: 'state', text: `${stands} already, by ${doneBy}; nothing was changed` };
  }
  if (campaign !== undefined && act.from !== undefined && !act.from.includes(campaign.state)) {
    const hint = act.hint?.(target) ?? '';
    return {
      kind: 'state',
      text: `the campaign is ${campaign.state}; to ${ofIt(act.summary)}, it must be ${oneOf(act.from)}${hint && `; ${hint}`}`,
    };
  }
  const other = act.notBy?.(target);
  if (other === undefined || !isSamePerson(other.person, other.username, staff)) return undefined;
  const same = other.username === staff.username ? '' : `, and ${staff.username} counts as the same person`;
  return {
    kind: 'second-person',
    text: `${other.username} ${other.did}${same}; somebody else must ${ofIt(act.summary)}`,
  };
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function asVerb(summary: string): string {
  return summary.charAt(0).toLowerCase() + summary.slice(1);
}

/** The same of what was named already: `approve it`. */
function ofIt(summary: string): string {
  return asVerb(summary).replace(/^confirm .*|(?<=^\w+) a campaign$/, (found) => (found.startsWith('confirm') ? 'confirm it' : ' it'));
}
