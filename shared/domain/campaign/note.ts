import type { CampaignRow, CampaignState } from './campaign.ts';

/** A note that somebody put on a campaign, for whoever takes over. */
export interface NoteRow {
  /** A ULID: later notes have greater ones. */
  readonly id: string;
  readonly campaignId: string;
  /** Several lines, separated by newlines. May hold personal data, so it goes when that of the campaign is erased. */
  readonly text: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** Most characters of a note. */
export const noteLength = 1_000;

/** States in which a campaign takes notes: all but cancelled. */
export const notedStates = [
  'planning',
  'planned',
  'empty',
  'approved',
  'live',
  'closed',
  'lifted',
] as const satisfies readonly CampaignState[];

/** Whether a campaign takes notes: not once its personal data is being erased, as nothing would erase a later one. */
export function takesNotes({ state, erasedBy }: Pick<CampaignRow, 'state' | 'erasedBy'>): boolean {
  return notedStates.some((each) => each === state) && erasedBy === undefined;
}

/** A note as it is kept: newlines of any system are one character, and space around it is none of it. */
export function normalizeNote(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim();
}

/** Whether a text can be a note: long enough, not too long, and without control characters other than newlines. */
export function isNote(text: string): boolean {
  return text !== '' && [...text].length <= noteLength && /^(\n|\P{Cc})*$/u.test(text);
}
