import type { Transition } from '../transition.ts';
import type { Grade } from './grade.ts';
import type { Language } from './language.ts';
import type { Cohort, Primitive, SweepRefusal } from './sweep-plan.ts';

/**
 * Where an account of a campaign stands. `contained`: refused by the gate once the campaign has started (nothing is written per
 * account for that). `recovering`: only Sluis's own client is let in. `recovered`: new password set, old sessions dead.
 * `exempt`: the campaign does not touch it.
 */
export type AccountState = 'contained' | 'recovering' | 'recovered' | 'exempt';

/**
 * Why a campaign does not touch an account. `listed`: it stands on the list of exemptions. `federated`: its password is not ours. `covered`:
 * the campaign that this one widens has it. `new`: it was made after the start. `released`: two people let it out afterwards.
 */
export type Exemption = 'listed' | 'federated' | 'covered' | 'new' | 'released';

/**
 * Why no code goes to the address on record. `changed`: it was another one before the account may have been in an intruder's hands. `unproven`:
 * it cannot be shown that it was on record before. `unverified`: nobody ever proved it. `federated`: there is no password of ours to set. `circular`: the
 * intruder reads the mail of its domain.
 */
export type Doubt = 'changed' | 'unproven' | 'unverified' | 'federated' | 'circular';

/** One account in one campaign. */
export interface AccountRow {
  readonly campaignId: string;
  /** Cognito's subject: never changes, never reused. */
  readonly sub: string;
  readonly username: string;
  readonly state: AccountState;
  readonly exemption?: Exemption;
  /** Normalized e-mail address on record when the campaign was planned; an older one where that is the trusted channel. */
  readonly address?: string;
  /** Whether a code may be sent to {@link address}. */
  readonly trusted: boolean;
  /** Why no code may, where none may. */
  readonly doubt?: Doubt;
  readonly name?: string;
  readonly language: Language;
  /** Name of the holder's time zone. @default that of the deployment */
  readonly timeZone?: string;
  readonly organisation?: string;
  readonly environment?: string;
  /** Telephone number on record, where the plan has calls or text messages. */
  readonly phone?: string;
  /** Postal address on record, where the plan has letters. */
  readonly postal?: string;
  /** How badly it is affected. @default precaution */
  readonly grade?: Grade;
  /** The earliest moment at which an intruder may have used this account, where it is known better than the campaign's; ms since 1970. */
  readonly compromisedSince?: number;
  /** How often its grade or moment changed after the campaign was planned. @default never */
  readonly gradings?: number;
  /** What was known before any addition of compromised accounts, for taking one back. @default no addition named it */
  readonly asPlanned?: Pick<AccountRow, 'grade' | 'compromisedSince' | 'address' | 'trusted' | 'doubt'>;
  /** Id of the addition of compromised accounts that changed them last; `late` where the row was made after it. */
  readonly gradedBy?: string;
  /** When the directory said that anything of it was changed last, as its row was made; in ms since 1970. */
  readonly modifiedAt?: number;
  /** The normalized address that the directory had when its row was made, where it was not verified, or {@link address} is an older one. */
  readonly onRecord?: string;
  /** The moment before the new password was set, in ms since 1970: what a recovery that is not complete yet will count as. */
  readonly passwordAt?: number;
  /** Whether its password was a first one that staff gave, so that a question for a new one may be open. @default no */
  readonly temporary?: boolean;
  /** When the holder recovered, in ms since 1970. */
  readonly recoveredAt?: number;
  /** When its second factor was closed for a day, as too many wrong codes were typed; the latest time, in ms since 1970. */
  readonly factorLockedAt?: number;
  /** When its personal data was erased, in ms since 1970; {@link address} is a digest from then on, and {@link username} empty. */
  readonly erasedAt?: number;
  /** Number of the newest lease under which the account was changed; an older one changes it no more. */
  readonly fence?: number;
  /** Its cohort in the sweep. */
  readonly cohort?: Cohort;
  /** Its place in the order of the sweep, as `sweepOrder` makes it; absent where the sweep has nothing (more) to do. */
  readonly sweep?: string;
  /** What the sweep is about to do, and may have done, so that the holder needs a new password. */
  readonly sweeping?: Primitive;
  /** What the sweep did. */
  readonly swept?: Primitive;
  /** When the sweep did it, or began to, in ms since 1970. */
  readonly sweptAt?: number;
  /** Why the sweep could do nothing. */
  readonly sweepRefused?: SweepRefusal;
}

const known: readonly AccountState[] = ['contained', 'recovering', 'recovered'];
const newest = { attribute: 'gradings', is: 'below', value: 'gradings' } as const;
const gradingSets = ['grade', 'compromisedSince', 'gradings', 'gradedBy', 'asPlanned'] as const;

/** The changes of an account's state. */
export const accountTransitions = {
  /** The new password is set and old sessions are signed out; Sluis's own client alone may sign in. */
  recovering: {
    name: 'recovering',
    from: ['contained', 'recovering'],
    to: 'recovering',
    guard: [
      { attribute: 'fence', is: 'below', value: 'fence' },
      { attribute: 'trusted', is: 'equal', value: 'trusted' },
    ],
    sets: ['fence', 'passwordAt'],
    removes: ['sweep'],
  },
  /** Its second factor was guessed at too often. */
  lockFactor: { name: 'lockFactor', from: ['recovering', 'exempt'], sets: ['factorLockedAt'] },
  /** The holder may sign in again. */
  recovered: {
    name: 'recovered',
    from: ['recovering'],
    to: 'recovered',
    guard: [{ attribute: 'trusted', is: 'equal', value: 'trusted' }],
    sets: ['recoveredAt'],
    removes: ['out', 'passwordAt'],
  },
  /** A new password for a released account whose password the sweep had replaced. The gate lets it in all the while. */
  renewing: {
    name: 'renewing',
    from: ['exempt'],
    guard: [
      { attribute: 'fence', is: 'below', value: 'fence' },
      { attribute: 'trusted', is: 'equal', value: 'trusted' },
    ],
    sets: ['fence', 'passwordAt'],
  },
  /** The holder of such a released account has recovered. */
  renewed: {
    name: 'renewed',
    from: ['exempt'],
    guard: [{ attribute: 'trusted', is: 'equal', value: 'trusted' }],
    sets: ['recoveredAt'],
    removes: ['passwordAt'],
  },
  /** Two people released it. */
  release: { name: 'release', from: ['contained', 'recovering'], to: 'exempt', sets: ['exemption'], removes: ['out', 'sweep'] },
  /** An addition made its grade worse, or its `compromisedSince` earlier. */
  grade: { name: 'grade', from: known, guard: [newest], sets: gradingSets },
  /** The same, and codes go to an older address from now on. */
  gradeElsewhere: { name: 'gradeElsewhere', from: known, guard: [newest], sets: [...gradingSets, 'address'] },
  /** The same, and codes go nowhere any more: no address is trusted. */
  gradeInDoubt: { name: 'gradeInDoubt', from: known, guard: [newest], sets: [...gradingSets, 'trusted', 'doubt'] },
  /** The sweep is about to take the password or to disable the account; written first, so that its holder can recover whatever crashes or is taken back. */
  sweeping: {
    name: 'sweeping',
    from: ['contained'],
    guard: [{ attribute: 'fence', is: 'below', value: 'fence' }],
    sets: ['sweeping', 'sweptAt'],
  },
  /** Two people undid an addition that named it: grade, moment and address are as they were without it. */
  ungrade: { name: 'ungrade', from: known, guard: [newest], sets: [...gradingSets, 'trusted', 'doubt', 'address'] },
  /** The sweep did its work, maybe at the moment at which two people released the account. */
  swept: {
    name: 'swept',
    from: ['contained', 'exempt'],
    guard: [{ attribute: 'fence', is: 'below', value: 'fence' }],
    sets: ['swept', 'sweptAt', 'fence'],
    removes: ['sweep'],
  },
  /** The sweep cannot do its work, and will not try again. */
  sweepRefused: { name: 'sweepRefused', from: ['contained'], sets: ['sweepRefused'], removes: ['sweep'] },
} as const satisfies Record<string, Transition<AccountState>>;

/** Whether an account cannot sign in to the product: it is contained, or its recovery is not complete. */
export function isOut(account: Pick<AccountRow, 'state'> | undefined): boolean {
  return account?.state === 'contained' || account?.state === 'recovering';
}

/** Whether the sweep replaced the account's password or disabled it, or may have. */
export function isTaken({ swept, sweeping }: Pick<AccountRow, 'swept' | 'sweeping'>): boolean {
  const done = swept ?? sweeping;
  return done === 'random-password' || done === 'disable';
}

/** What the directory knows of an account, as far as a campaign needs it. */
export interface DirectoryAccount {
  readonly sub: string;
  readonly username: string;
  /** Cognito's `UserStatus`. */
  readonly status: string;
  readonly enabled: boolean;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly name: string | undefined;
  readonly locale: string | undefined;
  readonly environment: string | undefined;
  readonly organisation: string | undefined;
  /** All attributes by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When it was made, in ms since 1970. */
  readonly createdAt: number | undefined;
  /** When anything of it was changed last, in ms since 1970: a sign-in is no change. */
  readonly modifiedAt: number | undefined;
}

/**
 * Why no notice can go to an account. `federated`: it tells nothing that the holder could do, as the password is not ours. `circular`: the intruder reads
 * the mail of its domain.
 */
export type Unreachable =
  | 'disabled'
  | 'unconfirmed'
  | 'archived'
  | 'federated'
  | 'no-address'
  | 'unusable-address'
  | 'unverified-address'
  | 'circular';

/** Why a notice to this account would be useless or go to a stranger; undefined when it can be sent. */
export function unreachable(account: DirectoryAccount): Unreachable | undefined {
  if (!account.enabled) return 'disabled';
  if (account.status === 'UNCONFIRMED') return 'unconfirmed';
  if (account.status === 'ARCHIVED') return 'archived';
  if (account.status === 'EXTERNAL_PROVIDER') return 'federated';
  if (account.email === undefined || account.email === '') return 'no-address';
  if (!isUsableAddress(account.email)) return 'unusable-address';
  if (!account.emailVerified) return 'unverified-address';
  return undefined;
}

/**
 * Whether mail can go to this address: one `@`, nothing that could add recipients or headers, a local part of 64 characters at most in unquoted 7-bit ASCII
 * (SES refuses other letters there), no dot beside another or at an end, 254 characters in all (RFC 5321, 4.1.2 and 4.5.3.1). The domain may have letters of
 * any alphabet: mail goes to what DNS has for it.
 */
export function isUsableAddress(address: string): boolean {
  const [local = '', domain = '', ...more] = address.split('@');
  const atoms = /^[\w!#$%&'*+/=?^`{}~-]+(\.[\w!#$%&'*+/=?^`{}~-]+)*$/;
  const labels = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;
  return more.length === 0 && address.length <= 254 && local.length <= 64 && atoms.test(local) && labels.test(domain);
}

/** The domain of an address, or of what is one already, in small letters. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
