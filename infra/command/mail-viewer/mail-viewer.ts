import type { RequestListener, ServerResponse } from 'node:http';
import { staticFiles } from '#shared/web/style.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Mail, SimulatedSes } from '#simulator/services/ses/ses.ts';
import type { SimulatedSms } from '#simulator/services/sms.ts';
import type { SimulatedSns } from '#simulator/services/sns.ts';
import { alarmMailsPage, codesPage, listPage, mailPage, missingPage, pageSize, type StaffCode, textsPage } from './pages.ts';

/** What the viewer reads. */
export type MailSource = Pick<SimulatedSes, 'list' | 'mail'>;

/** A mail as `/api/mails` tells it. */
export interface ApiMail {
  readonly messageId: string;
  /** ISO 8601. */
  readonly acceptedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Shows every mail that simulated SES accepted. `/` lists them, `?to=` those to an address that contains the text, `?page=` from 1;
 * `/mails/<message id>` shows one; `/api/mails?to=&limit=` gives `{total, mails}`, newest first, at most 1,000 mails (default 50). `/texts` shows the
 * newest 1,000 text messages, `/api/texts` gives all, oldest first. `/alarms` shows the mails of SNS,
 * newest first, where a subscription can be confirmed; `/api/alarms` gives all. `/codes` shows what the authenticator apps of the staff show now.
 */
export function mailViewer(
  mails: MailSource,
  { texts }: Pick<SimulatedSms, 'texts'>,
  codes: () => readonly StaffCode[],
  sns: Pick<SimulatedSns, 'mails' | 'operations'>,
): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && url.pathname === '/alarms') return confirm(sns, url, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'text/plain', 'only GET is possible here', {});
    const [kind = '', id = '', part = ''] = url.pathname.split('/').slice(1).map(decode);
    const file = staticFiles.find(({ path }) => path === url.pathname);
    if (file !== undefined)
      return answer(response, 200, file.contentType, file.body, { 'Cache-Control': 'public, max-age=31536000, immutable' });
    if (url.pathname === '/') return sendPage(response, 200, list(mails, url));
    if (url.pathname === '/api/mails') return answer(response, 200, 'application/json', JSON.stringify(apiMails(mails, url)), {});
    if (url.pathname === '/texts') return sendPage(response, 200, textsPage(texts.slice(-1_000).toReversed(), texts.length, url.pathname));
    if (url.pathname === '/alarms') return sendPage(response, 200, alarmMailsPage(sns.mails.slice(-1_000).toReversed(), url.pathname));
    if (url.pathname === '/api/alarms') return answer(response, 200, 'application/json', JSON.stringify({ mails: sns.mails }), {});
    if (url.pathname === '/codes') return sendPage(response, 200, codesPage(codes(), url.pathname), { Refresh: '5' });
    if (url.pathname === '/api/texts') return answer(response, 200, 'application/json', JSON.stringify({ texts }), {});
    const mail = kind === 'mails' ? mails.mail(id) : undefined;
    if (mail === undefined || !['', 'html'].includes(part)) return sendPage(response, 404, missingPage(url.pathname));
    if (part === '') return sendPage(response, 200, mailPage(mail, url.pathname));
    return answer(response, 200, 'text/html; charset=utf-8', openingLinksElsewhere(mail.html ?? ''), {
      'Content-Security-Policy': mailPolicy,
    });
  };
}

/** Does what the link in SNS's question does. */
function confirm({ operations }: Pick<SimulatedSns, 'operations'>, { searchParams }: URL, response: ServerResponse): void {
  try {
    operations.ConfirmSubscription?.({ TopicArn: searchParams.get('topic'), Token: searchParams.get('token') });
    answer(response, 303, 'text/plain', '', { Location: './alarms' });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    answer(response, 400, 'text/plain', error.message, {});
  }
}

function list(mails: MailSource, { searchParams, pathname }: URL): string {
  const to = searchParams.get('to') ?? '';
  const page = wholeNumber(searchParams.get('page'), 1, Number.MAX_SAFE_INTEGER / pageSize, 1);
  return listPage({ ...mails.list({ offset: (page - 1) * pageSize, limit: pageSize, recipient: to }), to, page, path: pathname });
}

function apiMails(mails: MailSource, { searchParams }: URL): { readonly total: number; readonly mails: readonly ApiMail[] } {
  const limit = wholeNumber(searchParams.get('limit'), 0, 1_000, 50);
  const { total, mails: found } = mails.list({ limit, recipient: searchParams.get('to') ?? '' });
  return { total, mails: found.map(toApiMail) };
}

function toApiMail({ messageId, acceptedAtMs, from, to, subject, html, text, tags }: Mail): ApiMail {
  return { messageId, acceptedAt: new Date(acceptedAtMs).toISOString(), from, to, subject, html, text, tags };
}

/** The number in a parameter, or `absent` where there is none between `low` and `high`. */
function wholeNumber(text: string | null, low: number, high: number, absent: number): number {
  const value = Number(text);
  return text !== null && /^\d+$/.test(text) && value >= low && value <= high ? value : absent;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** A mail runs no script, loads nothing and sends no form; its links open a window of their own. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

function openingLinksElsewhere(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">');
}

function sendPage(response: ServerResponse, status: number, markup: string, headers: Readonly<Record<string, string>> = {}): void {
  answer(response, status, 'text/html; charset=utf-8', markup, { 'Content-Security-Policy': pagePolicy, ...headers });
}

function answer(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): void {
  const all = { 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...headers };
  response.writeHead(status, all).end(body);
}
