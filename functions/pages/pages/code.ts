import { isRightCode, maxCodes, maxTries, type RecoveryRow, readCode } from '#domain/recovery/recovery.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { pageTexts, type Say } from '#shared/languages/pages.ts';
import { button, errorSummary, hiddenField, textField } from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { askForCode, codeTyped, type NoCode } from '../ask.ts';
import type { Dependencies } from '../dependencies.ts';
import { helpdesk, type PageRequest, page } from '../page.ts';
import { readFields, requireRecovery } from '../session.ts';
import { noCode, retryAfter } from './identify.ts';

/** What was wrong with a code. None of it tells whether an account has the address. */
type CodeFault = 'form' | 'wrong' | 'void' | 'many' | NoCode;

/** "Enter the code from the email", and ask for another one. */
export function codePage(dependencies: Dependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/code',
      handle: async (request) => {
        const row = await requireRecovery(dependencies, request, 'asked', 'proven');
        return row.state === 'proven' ? redirect('./password') : show(dependencies, request, row);
      },
    },
    {
      method: 'POST',
      path: '/code',
      maxBodyBytes: 1_024,
      handle: async (request) => {
        const { code, another } = readFields(request.body, 'code', 'another');
        const row = await requireRecovery(dependencies, request, 'asked', 'proven');
        if (row.state === 'proven') return redirect('./password');
        return another === undefined ? tryCode(dependencies, request, row, code ?? '') : sendAnother(dependencies, request, row);
      },
    },
  ];
}

/**
 * Looks at a code and counts it in one conditional write, so that of many guesses at once only those count that were looked at, five in
 * all. What is right and what is wrong cost the same calls.
 */
async function tryCode(dependencies: Dependencies, request: HttpRequest, row: RecoveryRow, typed: string): Promise<HttpResponse> {
  const { recoveries, clock, random, secret, metrics } = dependencies;
  const code = readCode(typed);
  if (code === undefined) return show(dependencies, request, row, 'form');
  if (row.tries >= maxTries) return show(dependencies, request, row, 'void');
  const now = clock.now();
  const right = isRightCode(row, code, await secret(), now);
  const guards = { code: row.code, before: row.tries };
  const written = await (right
    ? recoveries.change(row.id, 'prove', { provenAt: now }, guards)
    : recoveries.change(row.id, 'miss', { tries: row.tries + 1, missedBy: Buffer.from(random.bytes(9)).toString('base64url') }, guards));
  if (right && written) {
    metrics.count('Code::Accepted');
    await codeTyped(dependencies, row);
    return redirect('./password');
  }
  if (!written) return pressedTwice(dependencies, request);
  metrics.count('Code::Refused');
  return show(dependencies, request, row, row.tries + 1 >= maxTries ? 'void' : 'wrong');
}

/** Another code came first. Where it was the right one, the same browser pressed the button twice and is let on. */
async function pressedTwice(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const row = await requireRecovery(dependencies, request, 'asked', 'proven');
  if (row.state === 'proven') return redirect('./password');
  return show(dependencies, request, row, row.tries >= maxTries ? 'void' : 'wrong');
}

/** Asks for another code, which makes the older ones void. */
async function sendAnother(dependencies: Dependencies, request: HttpRequest, row: RecoveryRow): Promise<HttpResponse> {
  const { recoveries, mails, priorityMails, clock } = dependencies;
  if (row.code >= maxCodes) return show(dependencies, request, row, 'many');
  if ((row.nextAt ?? 0) > clock.now()) return redirect('./code');
  const asked = await askForCode(dependencies, row);
  if (!asked.ok) {
    const after = await requireRecovery(dependencies, request, 'asked');
    // Pressed twice: the other one has asked.
    return after.code > row.code ? redirect('./code') : show(dependencies, request, row, asked.error);
  }
  const sets = { code: row.code + 1, tries: 0, askedAt: clock.now(), nextAt: asked.value.nextAt ?? clock.now() };
  const changed = await recoveries.change(row.id, 'resend', sets, { before: row.code });
  if (changed) await (row.reference === undefined ? mails : priorityMails).send({ kind: 'code', recoveryId: row.id });
  return redirect('./code');
}

function show({ clock }: Dependencies, request: PageRequest, row: RecoveryRow, fault?: CodeFault): HttpResponse {
  const say = pageTexts[request.language];
  const nowMs = clock.now();
  const text =
    typeof fault === 'object' ? noCode(say, fault, row.reference !== undefined) : fault === undefined ? '' : say(`code.fault.${fault}`);
  const faults = fault === undefined ? [] : [{ field: 'code', text }];
  const options = typeof fault === 'object' ? retryAfter(fault) : {};
  return page(
    request,
    () => say('code.title'),
    () => html`${errorSummary(say('faults.title'), faults)}
<p class="lead">${say('code.sent', { address: row.address })}</p>
<p>${row.code > 1 ? html`<strong>${say('code.newer')}</strong> ` : nothing}${say('code.slow')}</p>
<form class="stack" method="post" action="./code" novalidate>
${textField(
  {
    name: 'code',
    label: say('code.label'),
    hint: say('code.hint'),
    autocomplete: 'one-time-code',
    inputMode: 'numeric',
    look: 'code',
  },
  { values: {}, faults },
)}
<p>${button(say('code.continue'))}</p>
</form>
${otherWays(say, row, nowMs)}`,
    { step: 1, status: fault === undefined ? 200 : fault === 'many' || typeof fault === 'object' ? 429 : 400, ...options },
  );
}

function otherWays(say: Say, row: RecoveryRow, nowMs: number): Html {
  const minutes = Math.ceil(((row.nextAt ?? 0) - nowMs) / 60_000);
  const another =
    minutes > 0
      ? html`<p>${say('code.next', { count: minutes })}</p>`
      : html`<form method="post" action="./code">${hiddenField('another', 'yes')}${button(say('code.again'), 'quiet')}</form>`;
  return html`<section class="panel"><h2>${say('code.none')}</h2>
<p>${say('code.none.why')}</p>
<p>${say('code.none.reference')}</p>
<div class="row">${row.code < maxCodes ? another : nothing}<a href="./identify">${say('code.other')}</a></div>
${row.code < maxCodes ? nothing : html`<p>${say('code.fault.many')}</p>`}</section>
${helpdesk(say, html`${say('start.help')}`)}`;
}
