/**
 * Ways to reach a holder whose notice did not: a notice to another `address` on record; an `sms` to the number on record; a mail to the contact of the
 * `organisation`; a `call` or a `letter`, made by a person who says how it ended.
 */
export const nextChannels = ['address', 'sms', 'organisation', 'call', 'letter'] as const;

/** One of {@link nextChannels}. */
export type NextChannel = (typeof nextChannels)[number];

/** Channels of which a person carries the steps out. */
export const manualChannels = ['call', 'letter'] as const satisfies readonly NextChannel[];

/** One of {@link manualChannels}. */
export type ManualChannel = (typeof manualChannels)[number];

/** One step of a plan for holders who cannot be reached. */
export interface ChannelPlan {
  readonly channel: NextChannel;
  /** Who sees to it, for people to read; 1 to 100 characters. */
  readonly owner: string;
  /** How long after the step before failed, or the notice did, or the start, it is due; in hours, 0 to 720. */
  readonly afterHours: number;
}
