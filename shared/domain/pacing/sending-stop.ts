/** While SES refuses our mail for a reason of ours, everything of one kind waits, and one mail every ten seconds tries whether it goes again. */

/** What is sent and stopped by itself: they differ in calls, texts, permissions and configuration sets. */
export const sendingKinds = ['notices', 'codes', 'texts'] as const;

/** One of {@link sendingKinds}. */
export type SendingKind = (typeof sendingKinds)[number];

/** That AWS refuses what is sent, for a reason of ours. Only a mail or text that it takes ends it. */
export interface SendingStop {
  /** What AWS said last: a status, or the name of an exception. */
  readonly status: string;
  /** Since when, in ms since 1970. */
  readonly since: number;
  /** When the next one may be tried, in ms since 1970. */
  readonly probeAt: number;
}

/** The stops that are in force, by attribute of the row of the mail rate. */
export type SendingStops = { readonly [K in SendingKind as `${K}Stop`]?: SendingStop };

/** Least time between two tries while sending is stopped, in ms. */
export const probeEveryMs = 10_000;

/** Whether the next try is due. */
export function isProbeDue({ probeAt }: SendingStop, nowMs: number): boolean {
  return nowMs >= probeAt;
}

const account = "mend it in the SES console, or ask AWS's support what it takes";
const identity = 'look at the sender address, its domain and their DNS records in the SES console';
const configuration = 'look at the configuration set of this deployment in the SES console, and deploy again where it is gone';
const content = 'look at the texts, and at what was deployed last';

/** Meaning and remedy of each status that is known. */
const meanings: Readonly<Record<string, readonly [means: string, todo: string]>> = {
  MESSAGE_REJECTED: ['SES does not take the message or its sender', `${identity}; in the sandbox, ask for production access`],
  MessageRejected: ['SES does not take the message or its sender', `${identity}; in the sandbox, ask for production access`],
  MAIL_FROM_DOMAIN_NOT_VERIFIED: ['the sender is not verified', identity],
  MailFromDomainNotVerifiedException: ['the MAIL FROM domain is not verified', identity],
  CONFIGURATION_SET_NOT_FOUND: ['the configuration set is gone', configuration],
  CONFIGURATION_SET_SENDING_PAUSED: ['sending is paused for the configuration set', configuration],
  INVALID_SENDING_POOL_NAME: ['the pool of addresses of the configuration set is gone', configuration],
  NotFoundException: ['something that the call names is gone', configuration],
  TEMPLATE_NOT_FOUND: ['the template is gone', content],
  INVALID_PARAMETER: ['a value of the call is not valid', content],
  BadRequestException: ['the call is not valid', content],
  ValidationException: ['the call is not valid', content],
  ACCOUNT_SUSPENDED: ['AWS suspended sending for the account', account],
  AccountSuspendedException: ['AWS suspended sending for the account', account],
  ACCOUNT_SENDING_PAUSED: ['sending is paused for the account', account],
  SendingPausedException: ['sending is paused for the account or the configuration set', account],
  ACCOUNT_DAILY_QUOTA_EXCEEDED: [
    'the daily quota of the account is used up',
    'have the quota raised, or wait until the rolling day takes more',
  ],
  AccessDeniedException: ['the function may not send', 'look at its role, and at policies of the organisation and the identity'],
  ServiceQuotaExceededException: ["AWS's own limit of spending is reached", 'have the limit raised'],
  ResourceNotFoundException: ['the sender of texts is gone', 'look at the sender of text messages, and deploy again with the right one'],
  ConflictException: ['AWS may not send with this sender', 'look at the sender of text messages'],
};

/** What staff are told about a stop. */
export interface StopWords {
  /** What AWS's answer means. */
  readonly means: string;
  /** What to do about it. */
  readonly todo: string;
}

/** What a status means and what to do. */
export function wordsFor(status: string): StopWords {
  const [means, todo] = meanings[status] ?? [
    'AWS gives a reason that is not known here',
    'look it up, and at the log of the function that sends',
  ];
  return { means, todo };
}
