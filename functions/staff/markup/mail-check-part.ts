import type { MailCheck } from '#domain/notice/mail-setup.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';

/** What keeps notices from going out, before anybody starts the campaign. */
export function mailCheckPart({ faults, warnings }: MailCheck): Html {
  const ready = faults.length === 0;
  const text = ready
    ? 'SES sends for the sender, signs with its domain and reports what becomes of each mail.'
    : 'Notices cannot go out as it is. A start is refused, unless it holds the notices.';
  const lines = [...faults, ...warnings].map((line) => html`<li>${line}</li>`);
  return html`<section class="note ${ready && warnings.length === 0 ? '' : 'warning'}" aria-labelledby="mail"><h2 id="mail">Mail</h2><p>${text}</p>
    ${lines.length === 0 ? nothing : html`<ul>${lines}</ul>`}</section>`;
}
