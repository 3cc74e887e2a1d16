import { laneOf } from '#domain/lane.ts';
import type { VirtualClock } from '#simulator/clock.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { type Stage, setStage } from './stage.ts';

/** A flood of requests for codes of others, beside holders who come by themselves. */
export interface FloodOptions {
  /** Requests a second for codes of known accounts, every time of another one. */
  readonly requestsPerSecond: number;
  /** Networks that they come from, in equal parts. */
  readonly networks: number;
  /** Whether the holders type the reference of their notice. */
  readonly references: boolean;
  /** How long it lasts, in seconds. */
  readonly seconds: number;
  /** Recipients a second that SES allows. @default 14 */
  readonly mailsPerSecond?: number;
  /** Recipients in 24 hours that SES allows. @default no limit */
  readonly mailsPerDay?: number;
  /** Holders who come each second. @default 2 */
  readonly holdersPerSecond?: number;
  /** Accounts of the directory. @default 12,000 */
  readonly accounts?: number;
  /** Folder with the stacks' templates. @default synthesized anew */
  readonly templates?: string;
}

/** What a flood did. */
export interface FloodRun {
  readonly requestsPerSecond: number;
  readonly networks: number;
  /** Holders who came, and the share of them whose code was mailed within 10 s of their first request. */
  readonly holders: number;
  readonly codesWithin10s: number;
  /** Seconds from request to mail that 99 % of the holders' codes took at most; those that never came count as infinite. */
  readonly codeSecondsP99: number;
  /** Holders whose password was set in the end, by share. */
  readonly recovered: number;
  /** Notices, by share of all recipients that SES allowed meanwhile. */
  readonly noticesShare: number;
  /** Codes that went to people who had not asked. */
  readonly unaskedMails: number;
  /** Requests of the flood that got through to the pages' function, by share. */
  readonly answered: number;
}

/** Time that the campaign has for its first notices before the flood begins, in seconds; holders come from among those who have one. */
const leadSeconds = 360;

/** How long a holder takes from the mail to the typed code, in ms. */
const typingMs = 20_000;

const pagesHeaders = {
  host: 'pages.example',
  origin: 'https://pages.example',
  accept: 'text/html',
  'accept-language': 'en',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
} as const;

/** Runs a campaign in virtual time whose notices go on while a flood and holders ask for codes. */
export async function runFlood(options: FloodOptions): Promise<FloodRun> {
  const { requestsPerSecond, networks, references, seconds, mailsPerSecond = 14, mailsPerDay = -1, holdersPerSecond = 2 } = options;
  const stage = await setStage({
    users: Array.from({ length: options.accounts ?? 12_000 }, (_, index) => holderNumber(index)),
    ses: { quota: { maxSendRate: mailsPerSecond, max24HourSend: mailsPerDay } },
    ...(options.templates === undefined ? {} : { templates: options.templates }),
  });
  const mails = watchMails(stage);
  const clock = stage.world.clock as VirtualClock;
  const campaign = await stage.plan({ kind: 'everybody' });
  await stage.start(campaign);
  await stage.pass(leadSeconds * 1000);
  const told = [...mails.notices];
  const rows = stage.rows('accounts').filter(({ trusted, address }) => trusted === true && typeof address === 'string');
  const byAddress = new Map(rows.map((row) => [String(row.address), String(row.sub)]));
  const holders = told
    .filter(([address]) => byAddress.has(address))
    .slice(0, seconds * holdersPerSecond)
    .map(([address, reference], index) => ({
      address,
      sub: byAddress.get(address) ?? '',
      reference: references ? reference : undefined,
      sourceIp: `10.${laneOf(address)}.${index % 250}.${1 + Math.floor(index / 250)}`,
    }));
  const own = new Set(holders.map(({ address }) => address));
  const victims = [...byAddress.keys()].filter((address) => !own.has(address));
  const begin = clock.now();
  const noticesBefore = mails.noticeCount();
  const answers: number[] = [];
  const people: Promise<HolderRun>[] = [];
  // Each comes at an instant of its own: evenly spaced ones would meet the same token of the API's throttle at every try.
  const random = stage.world.random.fork('flood');
  const atSomeInstant = (label: string, run: () => void) => clock.schedule(random.next() * seconds * 1000, label, run);
  for (let index = 0; index < seconds * requestsPerSecond; index++) {
    atSomeInstant('flood', () => {
      const address = victims[index % victims.length] ?? '';
      const sourceIp = `198.${18 + (Math.floor((index % networks) / 250) % 2)}.${(index % networks) % 250}.9`;
      void ask(stage, { address, reference: undefined, sourceIp }).then(({ status }) => void answers.push(status));
    });
  }
  for (const holder of holders) atSomeInstant('holder', () => void people.push(comeBack(stage, holder, mails.code)));
  await clock.run({ untilMs: begin + seconds * 1000 });
  const notices = mails.noticeCount() - noticesBefore;
  await clock.run({ untilMs: begin + (seconds + 120) * 1000 });
  const runs = await stage.settle(Promise.all(people));
  const waits = runs.map(({ codeMs }) => codeMs ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const unasked = mails.codes().filter(({ to, atMs }) => atMs >= begin && !own.has(to)).length;
  return {
    requestsPerSecond,
    networks,
    holders: runs.length,
    codesWithin10s: waits.filter((wait) => wait <= 10_000).length / runs.length,
    codeSecondsP99: (waits[Math.ceil(0.99 * waits.length) - 1] ?? 0) / 1000,
    recovered: runs.filter(({ recovered }) => recovered).length / runs.length,
    noticesShare: notices / (seconds * mailsPerSecond),
    unaskedMails: unasked,
    answered: answers.filter((status) => status === 303).length / (seconds * requestsPerSecond),
  };
}

function holderNumber(index: number): ImportedUser {
  const email = { Name: 'email', Value: `holder${index}@example.nl` };
  return { Username: `holder-${index}`, Attributes: [email, { Name: 'email_verified', Value: 'true' }] };
}

interface Asking {
  readonly address: string;
  readonly reference: string | undefined;
  readonly sourceIp: string;
}

async function ask(stage: Stage, { address, reference, sourceIp }: Asking): Promise<{ readonly status: number; readonly cookie: string }> {
  const form = { address, ...(reference !== undefined && { reference }) };
  const { status, headers } = await stage.simulator.http('sluis-pages', {
    method: 'POST',
    path: '/identify',
    sourceIp,
    headers: pagesHeaders,
    body: new URLSearchParams(form).toString(),
  });
  const set = Object.entries(headers).flatMap(([name, values]) => (name.toLowerCase() === 'set-cookie' ? values : []));
  return { status, cookie: /^[^;]*/.exec(set[0] ?? '')?.[0] ?? '' };
}

interface HolderRun {
  /** From the first request to the mail, in ms; undefined where none came within two minutes. */
  readonly codeMs: number | undefined;
  readonly recovered: boolean;
}

/** Asks for a code, again after 2 s where the pages refuse, waits for it, types it, and sets a password. */
async function comeBack(
  stage: Stage,
  holder: Asking & { readonly sub: string },
  codeOf: (address: string) => { readonly code: string; readonly atMs: number } | undefined,
): Promise<HolderRun> {
  const { clock } = stage.world;
  const begin = clock.now();
  let asked = await ask(stage, holder);
  while (asked.status !== 303 && clock.now() - begin < 20_000) {
    await clock.sleep(2_000);
    asked = await ask(stage, holder);
  }
  let mail = codeOf(holder.address);
  while (mail === undefined && clock.now() - begin < 120_000) {
    await clock.sleep(250);
    mail = codeOf(holder.address);
  }
  if (mail === undefined) return { codeMs: undefined, recovered: false };
  await clock.sleep(typingMs);
  const password = 'vier fietsen tegen de wind';
  const send = async (path: string, form: Readonly<Record<string, string>>) => {
    const headers = { ...pagesHeaders, cookie: asked.cookie };
    const body = new URLSearchParams(form).toString();
    return (await stage.simulator.http('sluis-pages', { method: 'POST', path, sourceIp: holder.sourceIp, headers, body })).status;
  };
  await send('/code', { code: mail.code });
  const status = await send('/password', { account: holder.sub, password, repeat: password });
  return { codeMs: mail.atMs - begin, recovered: status === 303 };
}

/** Mails as SES takes them: the reference of each account's notice, and all codes. */
function watchMails({ simulator: { services }, world }: Stage) {
  const notices = new Map<string, string>();
  const codes = new Map<string, { readonly code: string; readonly atMs: number }>();
  const all: { readonly to: string; readonly atMs: number }[] = [];
  let noticeCount = 0;
  services.ses.onAccepted(({ to: [address = ''], messageId, tags }) => {
    const text = services.ses.mail(messageId)?.text ?? '';
    if (tags.account !== undefined && !/^ *\d{4} \d{4}$/m.test(text)) {
      noticeCount++;
      notices.set(address, /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/.exec(text)?.[0] ?? '');
      return;
    }
    const code = /^ *(\d{4} \d{4})$/m.exec(text)?.[1];
    if (code === undefined) return;
    codes.set(address, { code, atMs: world.clock.now() });
    all.push({ to: address, atMs: world.clock.now() });
  });
  return { notices, noticeCount: () => noticeCount, codes: () => all, code: (address: string) => codes.get(address) };
}
