import { type Html, html, nothing } from '#shared/web/markup.ts';
import { number } from '../markup/words.ts';
import type { MailStatus } from './status.ts';

/** What each kind of mail has left of SES's rolling day. */
export function leftFacts({
  leftToday,
  leftForCodes,
  leftForPlainCodes,
  leftForOther,
}: MailStatus): readonly (readonly [string, string])[] {
  if (leftToday === undefined) return [];
  const plain = leftForPlainCodes === leftForCodes ? '' : `, ${number(leftForPlainCodes ?? 0)} of them without a reference`;
  return [
    ['Left today for notices', number(leftToday)],
    ['Left today for codes', `${number(leftForCodes ?? 0)}${plain}`],
    ['Left today for other mail', number(leftForOther ?? 0)],
  ];
}

/** How codes are given out. */
export function codesFact({ codes, unasked }: MailStatus): string {
  return codes === 'open' ? `sent to everybody; ${number(unasked)} not used` : codeWords[codes];
}

const codeWords: Readonly<Record<Exclude<MailStatus['codes'], 'open'>, string>> = {
  flood: 'sent to everybody; those with a reference go first',
  referred: 'sent only to holders who enter the reference of their notice',
  none: 'none until tomorrow: their share of the daily quota is used up',
};

/** That somebody asks for codes of others, what it costs, and what to tell holders. */
export function floodNote({ codes, unasked, mostUnasked }: MailStatus): Html {
  if (codes === 'open') return nothing;
  return html`<div class="note warning"><p><strong>Someone is requesting codes for other people’s accounts, or their share of the day is used up.</strong>
    About ${number(unasked)} codes were mailed and not used. Sending stops at ${number(mostUnasked)}; after that only a few an hour go out without a reference.
    Ask holders who call for the reference in their notice: with it they get their code within seconds. Notices keep their share of the rate and of the day.</p></div>`;
}
