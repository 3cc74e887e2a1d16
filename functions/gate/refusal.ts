import { languageOf, languages } from '#domain/account/language.ts';
import type { Refusal } from '#domain/gate/gate.ts';
import { gateTexts } from '#shared/languages/gate.ts';
import { fill } from '#shared/languages/texts.ts';

/** Why a token is refused: as the verdict says, or `unclear` where the gate could not find out. */
export type Reason = Refusal['reason'] | 'unclear';

/** What the text of a refusal is made of. */
export interface RefusalFacts {
  readonly reason: Reason;
  /** Address of the holders' pages; undefined where no epoch is known. */
  readonly page?: string;
  /** For `lingering`: when it ends, in ms since 1970. */
  readonly untilMs?: number;
}

/**
 * The text of a refusal. Managed login shows it behind "PreTokenGeneration failed with error" and puts a full stop after it, so no address stands
 * at its end. It names no cause and nothing personal.
 * @param locale the account's, such as `nl-NL`; undefined before the password is checked: then all read the same in every language, whoever they are and however far
 * they have recovered
 */
export function refusalText({ reason, page = '', untilMs = 0 }: RefusalFacts, locale: string | undefined): string {
  const own = gateTexts[languageOf(locale)];
  const inAll = (text: 'before' | 'unclear') => languages.map((each) => gateTexts[each][text]).join(' / ');
  if (locale === undefined) return reason === 'unclear' ? inAll('unclear') : `${inAll('before')} (${page})`;
  switch (reason) {
    case 'contained':
      return fill(own.contained, { page });
    case 'recovering':
      return fill(own.recovering, { page });
    case 'lingering':
      return fill(own.lingering, { time: minuteAfter(untilMs) });
    case 'unclear':
      return own.unclear;
  }
}

/** The first whole minute at or after a moment, as `14:05` in UTC. */
function minuteAfter(ms: number): string {
  return new Date(Math.ceil(ms / 60_000) * 60_000).toISOString().slice(11, 16);
}

/** Thrown to refuse a token: for a trigger, throwing is the answer. */
export class ContainedError extends Error {
  override readonly name = 'ContainedError';

  /** @param text what the holder reads */
  constructor(text: string) {
    super(text);
  }
}
