import { layout } from '#shared/web/layout.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import type { Mail } from '#simulator/services/ses/ses.ts';
import type { SimulatedText } from '#simulator/services/sms.ts';
import type { SnsMail } from '#simulator/services/sns-email.ts';

/** Mails on one page of the list. */
export const pageSize = 50;

/** One page of the list. */
export interface MailList {
  /** Newest first. */
  readonly mails: readonly Mail[];
  /** All mails that match the search. */
  readonly total: number;
  /** What was searched for; empty for all mails. */
  readonly to: string;
  /** From 1. */
  readonly page: number;
  /** Path of the page itself. */
  readonly path: string;
}

/** The list of mails. */
export function listPage({ mails, total, to, page, path }: MailList): string {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const found = to === '' ? '' : ` to an address with “${to}”`;
  return around(
    path,
    'Mail',
    html`<div class="stack"><h1>Mail</h1>
<p class="lead">Every mail that simulated SES accepted, newest first: ${count(total)}${found}. <a href="./texts">Text messages</a> <a href="./alarms">Alarms</a> <a href="./codes">Codes of the staff</a></p></div>
<form class="row" method="get" action="./" role="search">
<div class="field"><label class="hidden" for="to">Part of a recipient’s address</label><input id="to" name="to" type="search" value="${to}" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="Part of an address"></div>
<button class="button quiet">Search</button></form>
${mails.length === 0 ? html`<p class="note">There is none here${total === 0 ? '' : ' any more'}.</p>` : table(mails)}
<nav class="row" aria-label="Pages">${pageLink('Newer', to, page - 1, pages)}<span class="soft">Page ${page} of ${pages}</span>${pageLink('Older', to, page + 1, pages)}</nav>`,
  );
}

function table(mails: readonly Mail[]): Html {
  return html`<div class="scroll"><table><caption class="hidden">Mails</caption>
<thead><tr><th scope="col">Accepted, UTC</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
<tbody>${mails.map(
    (mail) =>
      html`<tr><td>${time(mail)}</td><td>${mail.to.join(', ')}</td><td><a href="./mails/${encodeURIComponent(mail.messageId)}">${mail.subject}</a></td></tr>`,
  )}</tbody></table></div>`;
}

function pageLink(label: string, to: string, page: number, pages: number): Html {
  if (page < 1 || page > pages) return nothing;
  return html`<a href="./?${new URLSearchParams({ ...(to && { to }), page: String(page) }).toString()}">${label}</a>`;
}

/** What the authenticator app of a member of the staff shows. */
export interface StaffCode {
  readonly username: string;
  readonly role: string;
  /** Six digits. */
  readonly code: string;
}

/** The codes of the staff, who have no phones in a trial. */
export function codesPage(codes: readonly StaffCode[], path: string): string {
  const rows = codes.map(
    ({ username, role, code }) => html`<tr><th scope="row">${username}</th><td>${role}</td><td><code>${code}</code></td></tr>`,
  );
  return around(
    path,
    'Codes of the staff',
    html`<div class="stack"><h1>Codes of the staff</h1>
<p class="lead">What their authenticator apps would show now. A code changes every half minute, and counts once: to log in again, wait for the next.</p></div>
<div class="scroll"><table><caption class="hidden">Codes</caption>
<thead><tr><th scope="col">User name</th><th scope="col">Role</th><th scope="col">Code</th></tr></thead><tbody>${rows}</tbody></table></div>`,
  );
}

/** One mail: as HTML, walled off from the page around it, and as text. */
export function mailPage(mail: Mail, path: string): string {
  const tags = Object.entries(mail.tags).map(([name, value]) => `${name}=${value}`);
  return around(
    path,
    mail.subject,
    html`<div class="stack"><p><a href="${relativeLink(path, '/')}">All mails</a></p><h1>${mail.subject}</h1>
<dl class="facts"><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Accepted</dt><dd>${time(mail)} UTC</dd>
<dt>Message</dt><dd><code>${mail.messageId}</code></dd>${tags.length === 0 ? nothing : html`<dt>Tags</dt><dd>${tags.join(', ')}</dd>`}</dl></div>
<section class="stack"><h2>As HTML</h2>
<div class="panel"><iframe title="The mail as HTML" width="100%" height="980" frameborder="0" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${relativeLink(path, `${path}/html`)}"></iframe></div></section>
<section class="stack"><h2>As text</h2><div class="panel"><pre class="scroll">${mail.text ?? 'The mail has no text.'}</pre></div></section>`,
  );
}

/** Mails of SNS, newest first: alarms, and questions whether somebody wants them. */
export function alarmMailsPage(mails: readonly SnsMail[], path: string): string {
  const question = ({ confirms }: SnsMail) =>
    confirms === undefined
      ? nothing
      : html`<form method="post" action="./alarms?${new URLSearchParams({ topic: confirms.topicArn, token: confirms.token }).toString()}"><button class="button quiet">Confirm subscription</button></form>`;
  return around(
    path,
    'Alarms',
    html`<div class="stack"><p><a href="${relativeLink(path, '/')}">All mails</a></p><h1>Alarms</h1>
<p class="lead">What simulated SNS mailed to whoever is subscribed to the alarms, newest first.</p></div>
${mails.length === 0 ? html`<p class="note">There is none here.</p>` : nothing}
${mails.map(
  (mail) => html`<section class="stack"><h2>${mail.subject}</h2><p class="soft">${iso(mail.sentAtMs)} UTC, to ${mail.to}</p>
<div class="panel"><pre class="scroll">${readable(mail.text)}</pre>${question(mail)}</div></section>`,
)}`,
  );
}

/** JSON on several lines; all else as it is. */
function readable(text: string): string {
  return text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

/** Text messages, newest first, of `total`. */
export function textsPage(texts: readonly SimulatedText[], total: number, path: string): string {
  return around(
    path,
    'Text messages',
    html`<div class="stack"><p><a href="${relativeLink(path, '/')}">All mails</a></p><h1>Text messages</h1>
<p class="lead">What simulated AWS End User Messaging SMS accepted, newest first: ${total.toLocaleString('en')}.</p></div>
<div class="scroll"><table><caption class="hidden">Text messages</caption>
<thead><tr><th scope="col">Accepted, UTC</th><th scope="col">To</th><th scope="col">Text</th><th scope="col">Parts</th></tr></thead>
<tbody>${texts.map((text) => html`<tr><td>${time(text)}</td><td>${text.to}</td><td>${text.body}</td><td>${text.parts}</td></tr>`)}</tbody></table></div>`,
  );
}

/** The answer where there is nothing. */
export function missingPage(path: string): string {
  return around(
    path,
    'Not found',
    html`<h1>Not found</h1><p>There is no such mail. <a href="${relativeLink(path, '/')}">All mails</a></p>`,
  );
}

function around(path: string, title: string, body: Html): string {
  const foot = 'Nothing here was really sent: these mails exist on this machine only.';
  return layout({ path, language: 'en', title, home: '/', place: 'mail', width: 'wide', foot, offerLanguages: false, body });
}

function count(mails: number): string {
  return mails === 1 ? '1 mail' : `${mails.toLocaleString('en')} mails`;
}

function time({ acceptedAtMs }: Pick<Mail, 'acceptedAtMs'>): Html {
  return iso(acceptedAtMs);
}

function iso(ms: number): Html {
  const text = new Date(ms).toISOString();
  return html`<time datetime="${text}">${text.slice(0, 19).replace('T', ' ')}</time>`;
}
