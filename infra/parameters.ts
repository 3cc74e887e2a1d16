import { isTimeZone } from '#domain/pacing/quiet-hours.ts';

/** One parameter of a deployment, given as CDK context (`-c name=value` or the `context` of `cdk.json`). */
interface Parameter<T> {
  /** What it is for. */
  readonly about: string;
  /** What it holds when it is not given. */
  readonly absent: T;
  /** What is allowed, for the line that refuses another value. */
  readonly allowed: string;
  /** The value for this text; undefined when it is not allowed. */
  read(text: string): T | undefined;
}

/** A parameter without what it is for. */
type Allowed<T> = Omit<Parameter<T>, 'about'>;

/** A mail address. The domain is one that there can be: labels of letters, digits and inner hyphens, the last of letters. */
const address = String.raw`[\w.+-]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}`;

/** Every parameter of a deployment. All have a default, so that `npm run synth` needs none. */
export const parameters = {
  region: {
    about: "AWS Region to deploy to. Under the CDK's command line it is the Region of the AWS profile.",
    ...matching('eu-west-1', /^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS Region, such as eu-west-1'),
  },
  userPoolId: {
    about:
      'Id of the user pool that holds the accounts. Empty: the directory stack makes a pool of its own. An existing pool keeps its settings; its gate triggers are attached by hand, as CloudFormation cannot.',
    ...matching('', /^[a-z]{2}(-[a-z]+)+-\d_[0-9a-zA-Z]+$/, 'the id of a user pool, such as eu-west-1_AbCdEf123'),
  },
  environmentAttribute: {
    about: "The pool's attribute that says in which environment an account lives.",
    ...matching('custom:environment', /^(custom:)?[\w.-]{1,20}$/, 'the name of an attribute, such as custom:environment'),
  },
  organisationAttribute: {
    about: "The pool's attribute that says to which organisation an account belongs.",
    ...matching('custom:organisation', /^(custom:)?[\w.-]{1,20}$/, 'the name of an attribute, such as custom:organisation'),
  },
  directoryFirewall: {
    about:
      'Whether the stack puts the directory behind a firewall that shuts self-service while a campaign is live. AWS lets a pool have one web ACL, and a second one takes the place of the first. So for an existing pool it is made only on request. Empty: `create` for a pool of our own, `none` for an existing one.',
    ...oneOf('', ['create', 'none']),
  },
  channelSnapshots: {
    about:
      'Whether the addresses of accounts are looked at every night, so that a campaign can tell which of them an intruder cannot have put there. Takes one write for every account once in 30 days.',
    ...oneOf('daily', ['daily', 'off']),
  },
  whenUnknown: {
    about: 'What the gate does when it can read no epochs: refuse everybody or let everybody in.',
    ...oneOf('contain', ['contain', 'admit']),
  },
  lambdaConcurrency: {
    about:
      'Concurrent executions that AWS allows the account in the Region, 10 to 100,000 (Service Quotas, Lambda, L-B99A9384). From 1,000 on, some are kept for the gate, and the pages get no more than theirs. New AWS accounts have 10, of which none can be kept.',
    ...integer(1_000, 10, 100_000),
  },
  gateReservedConcurrency: {
    about:
      'Concurrent executions kept for the gate, which are also the most that it gets, 0 to 10,000; 0 keeps none. Two for each sign-in a second that Cognito allows carry a gate that takes a second.',
    ...integer(250, 0, 10_000),
  },
  senders: {
    about:
      'Sender invocations side by side at most, 2 to 1,000. One carries 100 recipients a second, there is a spare, and the successor of each starts before it ends. So give two more than the SES rate divided by 50. The pace comes from the slots, so too many do no harm.',
    ...integer(20, 2, 1_000),
  },
  staffDomains: {
    about:
      "Domains of the operator's own addresses, with commas between them: their notices go out before those of customers. Empty: none.",
    ...matching('', /^[a-z0-9-]+(\.[a-z0-9-]+)+(, *[a-z0-9-]+(\.[a-z0-9-]+)+)*$/i, 'domains with commas between them, such as example.org'),
  },
  timeZone: {
    about: 'Name of the time zone of holders whose account has no valid attribute `zoneinfo`: quiet hours go by it.',
    absent: 'Europe/Amsterdam',
    allowed: 'the name of a time zone, such as Europe/Amsterdam',
    read: (text) => (isTimeZone(text) ? text : undefined),
  } as Parameter<string>,
  mailReserve: {
    about:
      'Share of the SES rate and daily quota that is kept for other mail of this AWS account, 0 to 0.5. Of the rest codes have a third of the rate and two ninths of the day, notices what remains.',
    ...share(0.1, 0, 0.5),
  },
  pauseAtBounces: {
    about: 'Share of bounces above which notices are paused, once it is certain to 99 %, 0.001 to 0.05: AWS reviews sending at 0.05.',
    ...share(0.03, 0.001, 0.05),
  },
  pauseAtComplaints: {
    about: 'Share of complaints above which notices are paused, once it is certain to 99 %, 0.0001 to 0.001: AWS reviews sending at 0.001.',
    ...share(0.0005, 0.0001, 0.001),
  },
  senderAddress: {
    about: 'From address of every mail.',
    ...matching('notices@accounts.example', /^[\w.+-]+@([a-z0-9-]+\.)+[a-z]{2,}$/i, 'a mail address'),
  },
  textSender: {
    about:
      'ARN of the sender ID, phone number or pool of AWS End User Messaging SMS that text messages come from. It is in this Region and out of its sandbox. Empty: there is none, and a plan with text messages is refused.',
    ...matching(
      '',
      /^arn:aws[a-z-]*:sms-voice:[a-z0-9-]+:\d{12}:(sender-id|phone-number|pool)\/[\w+-]+(\/[A-Z]{2})?$/,
      'the ARN of a sender ID, phone number or pool, such as arn:aws:sms-voice:eu-west-1:123456789012:sender-id/EXAMPLE/NL',
    ),
  },
  textPartsPerSecond: {
    about: 'Parts of text messages a second that AWS allows textSender, 1 to 1,000. It differs by kind of sender and country.',
    ...integer(1, 1, 1_000),
  },
  senderDomain: {
    about:
      'Domain that the stack verifies with SES, for senderAddress to belong to. Empty: senderAddress itself is verified, which DKIM does not sign for unless its domain is verified too.',
    ...matching('', /^([a-z0-9-]+\.)+[a-z]{2,}$/i, 'a domain, such as example.org'),
  },
  senderIdentity: {
    about: 'Whether the stack makes the SES identity or finds it in the AWS account, verified.',
    ...oneOf('create', ['create', 'existing']),
  },
  pagesOrigin: {
    about: 'Where holders find their pages, as it stands in mails, without a slash at the end. Empty: the address that API Gateway gives.',
    ...matching(
      '',
      /^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/localhost:\d+)(\/[\w.~-]+)*$/i,
      'an https address without a slash at the end, or one on localhost',
    ),
  },
  pagesRequestsPerAddress: {
    about:
      "Requests to the holders' pages from one IP address in 5 minutes, 10 to 2,000,000,000 (AWS WAF's limits). A whole office may share one.",
    ...integer(3_000, 10, 2_000_000_000),
  },
  pagesPostsPerAddress: {
    about: "Forms sent to the holders' pages from one IP address in a minute, 10 to 2,000,000,000: a recovery sends four.",
    ...integer(100, 10, 2_000_000_000),
  },
  staffRequestsPerAddress: {
    about: "Requests to the staff's pages from one IP address in 5 minutes, 10 to 2,000,000,000.",
    ...integer(3_000, 10, 2_000_000_000),
  },
  cognitoRecoveryPerSecond: {
    about:
      'Calls a second that Cognito allows in its category UserAccountRecovery, for all pools of the AWS account in the Region: 5 to 1,000. AWS does not raise it.',
    ...integer(30, 5, 1_000),
  },
  cognitoUpdatePerSecond: { about: 'The same for its category UserUpdate.', ...integer(25, 5, 1_000) },
  decoyAddresses: {
    about:
      'Mail addresses that no holder has, with commas between them: an alarm tells when a member of the staff looks one up. They may be those of accounts in the directory. Empty: none.',
    ...matching('', /^[^\s@,]+@[^\s@,]+(, *[^\s@,]+@[^\s@,]+)*$/, 'mail addresses with commas between them'),
  },
  alarmAddress: {
    about:
      'Mail addresses that alarms go to, with commas between them. AWS asks each to confirm it. Empty: nobody hears the alarms until somebody subscribes to their topic.',
    ...matching('', new RegExp(`^${address}(, *${address})*$`, 'i'), 'mail addresses with commas between them, such as duty@example.org'),
  },
  retentionDays: {
    about:
      'Days after which the personal data of a campaign that is closed, lifted or cancelled is erased, 30 to 3,650. What AWS itself keeps longer stands in docs/retention.md.',
    ...integer(365, 30, 3_650),
  },
  whenDeleted: {
    about: 'What becomes of tables, pools, keys and secrets when a stack is deleted. `destroy` is for trials.',
    ...oneOf('retain', ['retain', 'destroy']),
  },
  bundle: {
    about: 'Whether functions are bundled from their sources. Without, templates are quick to make and cannot be deployed.',
    ...yesOrNo('yes'),
  },
  emulator: { about: 'Whether to leave out what a local AWS emulator lacks.', ...yesOrNo('no') },
} as const satisfies Record<string, Parameter<unknown>>;

/** The parameters of one deployment. */
export type Parameters = { readonly [Name in keyof typeof parameters]: (typeof parameters)[Name]['absent'] };

/**
 * Reads the parameters of a deployment from its context. Names with `:`, `@`, `/` or `-` in them belong to the CDK and are passed over.
 * @throws Error of one line for every parameter that is unknown or wrong: its name, its value, what is allowed.
 */
export function readParameters(context: Readonly<Record<string, unknown>>): Parameters {
  const faults = Object.keys(context)
    .filter((name) => /^\w+$/.test(name) && !(name in parameters))
    .map((name) => `parameter ${name} is unknown, allowed: ${Object.keys(parameters).join(', ')}`);
  const values = Object.entries<Parameter<unknown>>(parameters).map(([name, { absent, allowed, read }]) => {
    const given = context[name];
    if (given === undefined || given === '') return [name, absent];
    const value = read(String(given));
    if (value === undefined) faults.push(`parameter ${name} is "${given}", allowed: ${allowed}`);
    return [name, value];
  });
  const read = Object.fromEntries(values) as Parameters;
  const domain = read.senderDomain;
  if (domain && faults.length === 0 && !`.${read.senderAddress.replace('@', '.')}`.endsWith(`.${domain}`)) {
    faults.push(`parameter senderDomain is "${domain}", allowed: the domain of senderAddress ${read.senderAddress} or a domain above it`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return read;
}

function matching(absent: string, pattern: RegExp, allowed: string): Allowed<string> {
  return { absent, allowed, read: (text) => (pattern.test(text) ? text : undefined) };
}

function oneOf<const T extends string, const A extends string>(absent: A, words: readonly T[]): Allowed<T | A> {
  return { absent, allowed: words.join(' or '), read: (text) => words.find((word) => word === text) };
}

function integer(absent: number, low: number, high: number): Allowed<number> {
  return {
    absent,
    allowed: `a whole number from ${low} to ${high}`,
    read: (text) => (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined),
  };
}

function share(absent: number, low: number, high: number): Allowed<number> {
  return {
    absent,
    allowed: `a number from ${low} to ${high}`,
    read: (text) => (/^\d*\.?\d+$/.test(text) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined),
  };
}

function yesOrNo(absent: 'yes' | 'no'): Allowed<boolean> {
  return { absent: absent === 'yes', allowed: 'yes or no', read: (text) => (({ yes: true, no: false }) as Record<string, boolean>)[text] };
}
