import type { AccountState } from '#domain/account/account.ts';
import type { CampaignState } from '#domain/campaign/campaign.ts';
import type { StepState } from '#domain/next-channel/next-channel.ts';
import type { NoticeState } from '#domain/notice/notice.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import type { ProposalState } from '#domain/plan/proposal.ts';
import type { RecoveryState } from '#domain/recovery/recovery.ts';
import type { Machine } from './states.ts';

/** The words of the project and the one meaning of each. */
export const words: Readonly<Record<string, string>> = {
  account: 'One login in a directory. It belongs to no organisation or to one.',
  addition: 'Compromised accounts that were added to a campaign after it was approved.',
  address: 'A mail address of an account.',
  allowance: 'What may be called of Cognito in a second, shared by recoveries and the sweep.',
  'audit log': 'The append-only record of what staff did and of every change of state: one hash chain for each lane.',
  campaign: 'One response to an incident, over one scope.',
  canary: 'The first notices of a campaign. The others wait until somebody has seen how these fare.',
  ceiling: 'The most notices a second that a commander allows, all campaigns together.',
  chain: 'The entries of one lane of the audit log, each with the hash of the one before.',
  channel: 'A way to reach a holder: an address, a phone number, a contact of the organisation, a letter.',
  circular: 'Of an address: its domain is read by the intruder, so it is no way to prove anything.',
  claim: 'A notice, or a position in a slot, that one sender has taken.',
  code: 'The short-lived proof that a holder asks for by mail. It is never sent in bulk.',
  cohort: 'One of the groups of accounts that the sweep takes one after another, by how exposed they are.',
  'compromised since': 'The earliest moment at which an intruder may have used an account; of the campaign, or of an account where known.',
  contained: 'Of an account: it cannot sign in.',
  contact: 'The person of an organisation who is told which of its users could not be reached.',
  'dead letter': 'A message that its consumer could not handle in all its tries.',
  decoy: 'An address that belongs to nobody. Whoever looks it up has no honest reason to.',
  directory: 'Where accounts live: a Cognito user pool.',
  door: 'A way to sign in to the directory, or to change an account in it. It is shut, watched or open.',
  doubt: 'Of an address: an intruder may have set it, so no code goes there.',
  epoch: 'The instant from which older credentials and sessions of a scope are worthless.',
  exempt: 'Of an account: the campaign does not touch it.',
  fence: 'The number of a lease. A write with an older number is refused, so that a late writer changes nothing.',
  flood: 'Many codes that nobody types: somebody asks for codes of others.',
  gate: 'The check at every token issuance that enforces epochs.',
  grade:
    'How badly an account is affected. `confirmed`: an intruder used it. `suspected`: there are signs of that. `precaution`: no more is known than of everybody.',
  guard: 'What pauses notices because of bounces or complaints.',
  hold: 'Of notices: they wait until a person lets them go out.',
  holder: 'The person to whom an account belongs.',
  incident: 'What happened, with the moment of awareness that starts the legal clocks.',
  lane: "One of 64 parts of a campaign's rows, by the hash of the account's `sub`.",
  lease: 'The right of one worker to a lane or an account, until a moment. It ends by itself.',
  lift: 'To take back a whole epoch. It takes two people.',
  limit: 'What keeps notices from going out faster.',
  notice: 'The mail that tells a holder what happened. It carries no secret.',
  note: 'What somebody of the staff writes on a campaign for whoever takes over. A box on a page is called `note` in the markup only.',
  'next channel': 'Another way to a holder whom the notice does not reach.',
  order: 'A command of staff that is written as a row before it is carried out.',
  organisation: 'The customer that accounts belong to.',
  primitive: 'What the sweep does to one account: sign it out, set a random password, or disable it.',
  probe: 'An invented account that tries every way in while a campaign is live.',
  proposal: 'A release or lift that one person wants and a second one has to confirm.',
  quota: 'What AWS allows: mails a second and a day, or calls a second.',
  recovered: 'Of an account: a new password is set, old sessions are dead, and it can sign in.',
  recovery: 'The way of a holder to a new password.',
  redrive: 'To move the messages of a dead-letter queue back to where they came from.',
  reference:
    'Twelve characters in a notice or a mail with a code, which only its readers know. With them a code goes first. They open nothing.',
  release: 'To let some accounts out of a campaign. It takes two people.',
  reminder: 'A further mail to holders who have not recovered.',
  reserve: "The share of rate and daily quota that is kept for the customer's other mail.",
  round: 'All reminders of one date.',
  scope: 'Which accounts a campaign is about: everybody, a condition on attributes, or a list; minus exemptions.',
  seal: 'A signature over the ends of all chains of the audit log.',
  'second copy': 'The epochs once more, in Secrets Manager, for when their table does not answer.',
  shard: 'One sixteenth of the directory, by the first hex digit of the `sub`.',
  share: 'The part of the mail rate and the daily quota that notices, codes or other mail may use.',
  slot: 'Half a second of the mail rate.',
  'stale credential':
    'A session, challenge or code from before the epoch that an app client can still turn into tokens for a while, also after a recovery.',
  step: 'One next channel of one account: who does it, when it is due, its state and its outcome.',
  sweep: 'The slow work on every account behind the gate, in the order of risk.',
  wave: 'One of the groups in which notices go out, one after another: the worst affected accounts first.',
  transition: 'A change of state as data: from where to where, under which condition, and what it sets.',
  trusted:
    'Of an address: a code may go there. It is usable, was on record before *compromised since* or was verified else, and its account is enabled and confirmed.',
  'unasked code': 'A mailed code that nobody typed.',
  watch: 'What looks at the directory every minute: its firewall, the attachment of the gate, and the probe.',
};

/** What each state means, by what has it. */
export const stateMeanings: {
  readonly [M in Machine]: Readonly<
    Record<
      {
        campaign: CampaignState;
        proposal: ProposalState;
        addition: AdditionRow['state'];
        account: AccountState;
        notice: NoticeState;
        step: StepState;
        recovery: RecoveryState;
      }[M],
      string
    >
  >;
} = {
  campaign: {
    planning: 'its scope is being counted',
    planned: 'it is counted and waits for an approver',
    empty: 'its scope matches no account',
    approved: 'a second person approved it; it can be started',
    live: 'its epoch holds, and notices go out',
    closed: 'its notices ended; its epoch still holds',
    cancelled: 'it was given up before its start',
    lifted: 'two people took its epoch back',
  },
  proposal: {
    proposed: 'one person made it, and it waits for a second one',
    confirmed: 'a second person agreed, and it is carried out',
    withdrawn: 'it was taken back and never carried out',
  },
  addition: {
    running: 'its accounts are counted, then graded',
    proposed: 'it grades more accounts than one person may, and waits for a second one',
    withdrawn: 'it was taken back before anything was graded',
    done: 'all its accounts are graded',
    undoProposed: 'one person wants to undo it, and it waits for a second one',
    undoing: 'its grades are being taken away',
    undone: 'its grades are gone',
  },
  account: {
    contained: 'it cannot sign in',
    recovering: 'a new password is set; only the client of Sluis may sign in, to prove or enrol a second factor',
    recovered: 'it can sign in again',
    exempt: 'the campaign does not touch it',
  },
  notice: {
    waiting: 'it is to be sent',
    claimed: 'a sender has it and is about to send it',
    uncertain: 'the call to SES ended without an answer, and nothing was reported yet',
    sent: 'SES accepted it',
    delivered: 'it reached the mailbox',
    bounced: 'it did not reach the mailbox',
    complained: 'its reader marked it as spam',
    suppressed: 'it is not sent, for a reason in its row',
  },
  step: {
    planned: 'its time has not come',
    due: 'it waits for a person',
    'under-way': 'its mail or text is on its way',
    done: 'it ended; its outcome says how',
  },
  recovery: {
    asked: 'somebody asked for a code',
    proven: 'the right code was typed; a new password may be set',
    spent: 'too many wrong codes of a second factor were typed; the mailbox has to be proven again',
  },
};
