import { createHash } from 'node:crypto';
import type { AccountRow, DirectoryAccount } from '../account/account.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { type ManualChannel, manualChannels, type NextChannel, nextChannels } from '../campaign/channel-plan.ts';
import type { NoticeKey, NoticeRow } from '../notice/notice.ts';
import type { Transition } from '../transition.ts';

/**
 * Where a step stands. `planned`: its time has not come. `due`: it waits for a person. `under-way`: a mail is, or a text. `done`: it ended, as its outcome says.
 */
export const stepStates = ['planned', 'due', 'under-way', 'done'] as const;

/** One of {@link stepStates}. */
export type StepState = (typeof stepStates)[number];

/**
 * How a step ended. `delivered`: its mail reached a mailbox. `bounced`: it did not. `sent`: AWS took its text; whether that arrived nobody knows.
 * `rejected`: AWS did not take it. `uncertain`: it may have gone out or not. `over-ceiling`: it would have cost more than was left to spend.
 * `no-channel`: there is no address, contact or number for it. `reached` and `not-reached`: as a person said. `recovered`: the account was let in, or
 * out of the campaign, so nobody needs it any more.
 */
export const stepOutcomes = [
  'delivered',
  'bounced',
  'sent',
  'rejected',
  'uncertain',
  'over-ceiling',
  'no-channel',
  'reached',
  'not-reached',
  'recovered',
] as const;

/** One of {@link stepOutcomes}. */
export type StepOutcome = (typeof stepOutcomes)[number];

/** Outcomes that a person may record. */
export const spokenOutcomes = ['reached', 'not-reached'] as const satisfies readonly StepOutcome[];

/** What identifies a step: each channel comes once for an account. */
export interface StepKey {
  readonly campaignId: string;
  readonly sub: string;
  readonly channel: NextChannel;
}

/** One step for one account. Whom it is about, and their number or postal address, stand on the account's row. */
export interface StepRow extends StepKey {
  readonly state: StepState;
  readonly owner: string;
  /** In ms since 1970. */
  readonly dueAt: number;
  /** Its place among the steps of a lane by channel, state and due time, as {@link listPlace} makes it. */
  readonly list: string;
  /**
   * When somebody has to look at it, as {@link openStep} makes it: it falls due, its account may have recovered, its mail may have arrived, or it failed and the
   * next one is not written yet. Absent once nothing is left to do.
   */
  readonly open?: string;
  /** Its mail, once it is under way. */
  readonly mail?: NonNullable<NoticeKey['mail']>;
  readonly outcome?: StepOutcome;
  /** The member of staff who said so. */
  readonly by?: string;
  /** When it ended, in ms since 1970. */
  readonly atMs?: number;
}

/** The changes of a step's state. */
export const stepTransitions = {
  /** Its time has come, and it waits for a person. */
  fallDue: { name: 'fallDue', from: ['planned'], to: 'due', sets: ['list', 'open'] },
  /** A mail is to go out; again where a crash came before the mail was written. */
  takeUp: {
    name: 'takeUp',
    from: ['planned', 'under-way'],
    to: 'under-way',
    guard: [{ attribute: 'open', is: 'equal', value: 'before' }],
    sets: ['mail', 'list', 'open'],
  },
  /** A text is to go out, once: one that is under way and was not noted down may have gone out. */
  takeUpText: {
    name: 'takeUpText',
    from: ['planned'],
    to: 'under-way',
    guard: [{ attribute: 'open', is: 'equal', value: 'before' }],
    sets: ['list', 'open'],
  },
  /** Its text was not sent, as the rate of texts was used up. */
  putOff: { name: 'putOff', from: ['under-way'], to: 'planned', sets: ['list', 'open'] },
  /** It was looked at and nothing has changed; `open` says when to look again. */
  look: { name: 'look', from: ['planned', 'due', 'under-way'], sets: ['open'] },
  /** Its mail was delivered, its text sent, or its account recovered. */
  finish: { name: 'finish', from: ['planned', 'due', 'under-way'], to: 'done', sets: ['outcome', 'atMs', 'list'], removes: ['open'] },
  /** It failed; `open` stays, so that the next step is written. */
  fail: { name: 'fail', from: ['planned', 'under-way'], to: 'done', sets: ['outcome', 'atMs', 'list', 'open'] },
  /** A person reached the holder. */
  reach: { name: 'reach', from: ['due'], to: 'done', sets: ['outcome', 'by', 'atMs', 'list'], removes: ['open'] },
  /** A person could not reach the holder; `open` stays, so that the next step is written. */
  miss: { name: 'miss', from: ['due'], to: 'done', sets: ['outcome', 'by', 'atMs', 'list', 'open'] },
  /** The step after it is written, or there is none. */
  handOver: { name: 'handOver', from: ['done'], removes: ['open'] },
} as const satisfies Record<string, Transition<StepState>>;

/**
 * Whether somebody has to look at a campaign's steps. After it was closed people still call and write, but no mail goes out.
 */
export function hasNextChannels({ state, channels = [] }: CampaignRow): boolean {
  return (state === 'live' || state === 'closed') && channels.length > 0;
}

/** Whether a person carries a channel's steps out. */
export function isManual(channel: NextChannel): channel is ManualChannel {
  return manualChannels.some((each) => each === channel);
}

/** The place of a step among those of its lane; `untilMs` and no subject give the end of those that were due before. */
export function listPlace(channel: NextChannel, state: StepState, dueAt: number, sub: string): string {
  return `${channel}#${state}#${padded(dueAt)}#${sub}`;
}

/** `open` of a step that is to be looked at from `atMs` on. */
export function openStep(atMs: number, { sub, channel }: Pick<StepKey, 'sub' | 'channel'>): string {
  return `${padded(atMs)}#${sub}#${channel}`;
}

/** All steps to be looked at until `nowMs`, as the end of a range of `open`. */
export function openStepsUntil(nowMs: number): string {
  return `${padded(nowMs)}~`;
}

const hourMs = 3_600_000;

function padded(ms: number): string {
  return String(ms).padStart(15, '0');
}

/**
 * The step after another, or the first one; undefined where the plan has none.
 * @param after the channel that failed; undefined for the notice itself
 * @param failedAt in ms since 1970; before the start counts as at the start
 */
export function stepAfter(
  { id, channels = [], startedAt = 0 }: CampaignRow,
  sub: string,
  after: NextChannel | undefined,
  failedAt: number,
): StepRow | undefined {
  const plan = channels[channels.findIndex(({ channel }) => channel === after) + 1];
  if (plan === undefined) return undefined;
  const { channel, owner, afterHours } = plan;
  const earliest = Math.max(failedAt, startedAt) + afterHours * hourMs;
  // A contact gets one mail about all accounts of an hour, not one for each.
  const dueAt = channel === 'organisation' ? Math.ceil(earliest / hourMs) * hourMs : earliest;
  const key = { campaignId: id, sub, channel };
  return { ...key, state: 'planned', owner, dueAt, list: listPlace(channel, 'planned', dueAt, sub), open: openStep(dueAt, key) };
}

/** What changes of a step when its state does. */
export function moved({ channel, dueAt, sub }: StepRow, to: StepState): Pick<StepRow, 'list'> {
  return { list: listPlace(channel, to, dueAt, sub) };
}

/** Why no notice was sent, where another channel may do: the address is none, of no use, or read by others. */
const mendable: ReadonlySet<NoticeRow['reason']> = new Set(['no-address', 'unusable-address', 'unverified-address', 'circular']);

/** Whether a notice that is not sent calls for the next channel. */
export function callsForNext(reason: NoticeRow['reason']): boolean {
  return mendable.has(reason);
}

/**
 * Numbers and postal addresses, for plans that use them; none where an intruder may have written them: the account was changed since then.
 * @param since from when on an intruder may have used the account, in ms since 1970; undefined where nobody knows
 */
export function otherMeans(
  { channels = [] }: CampaignRow,
  { attributes, modifiedAt }: DirectoryAccount,
  since: number | undefined,
): Pick<AccountRow, 'phone' | 'postal'> {
  if (since !== undefined && (modifiedAt === undefined || modifiedAt >= since)) return {};
  const { phone_number: phone, address: postal } = attributes;
  const has = (...wanted: readonly NextChannel[]) => channels.some(({ channel }) => wanted.includes(channel));
  return { ...(has('call', 'sms') && phone && { phone }), ...(has('letter') && postal && { postal }) };
}

/** A contact of an organisation, who tells its holders. */
export interface Contact {
  /** Value of the organisation attribute. */
  readonly organisation: string;
  readonly address: string;
  /** @default en */
  readonly language?: AccountRow['language'] | undefined;
}

/** User names that a mail to a contact lists; it counts the others. */
export const namedAtMost = 20;

/** Whom mails to the contact of an organisation are kept under, in the place of an account's subject. */
export function organisationSub(organisation: string): string {
  return `org-${createHash('sha256').update(organisation).digest('hex').slice(0, 32)}`;
}

/** What steps count as: the outcome of those that are done, the state of others. */
export function stepCounter(channel: string, state: string, outcome: string | undefined): string {
  return `${channel}-${outcome ?? state}`;
}

/** Steps of one channel by state and, where done, by outcome; those that are none are left out. */
export type ChannelTotals = Readonly<Partial<Record<Exclude<StepState, 'done'> | StepOutcome, number>>>;

/** What the counters come to, by channel. */
export function stepTotals(counters: Readonly<Record<string, number>>): Readonly<Record<NextChannel, ChannelTotals>> {
  const names = [...stepStates, ...stepOutcomes];
  const of = (channel: NextChannel) =>
    Object.fromEntries(names.map((name) => [name, counters[`${channel}-${name}`] ?? 0] as const).filter(([, count]) => count !== 0));
  return Object.fromEntries(nextChannels.map((channel) => [channel, of(channel)])) as Record<NextChannel, ChannelTotals>;
}
