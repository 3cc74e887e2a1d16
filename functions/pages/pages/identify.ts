import { isUsableAddress } from '#domain/account/account.ts';
import { readReference, typedReference } from '#domain/account/reference.ts';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import { type CodeWay, limitKey } from '#domain/recovery/code-limit.ts';
import { isOver, type RecoveryRow, sourceOf } from '#domain/recovery/recovery.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { pageTexts, type Say } from '#shared/languages/pages.ts';
import { button, errorSummary, type FieldFault, type FormState, freshForm, textField } from '#shared/web/forms.ts';
import { html, nothing } from '#shared/web/markup.ts';
import { askForCode, type NoCode } from '../ask.ts';
import type { Dependencies } from '../dependencies.ts';
import { type PageOptions, type PageRequest, page } from '../page.ts';
import { beginRecovery, offerRecovery, ownRecovery, readFields } from '../session.ts';

/**
 * "What is your email address?" No account is looked up here: whether one has the address is found out where mails are sent, so
 * known and unknown addresses take the same way in the same time.
 */
export function identifyPage(dependencies: Dependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/identify',
      handle: async (request) => {
        const { way } = await dependencies.codeState();
        return show(request, way, freshForm, { cookies: offerRecovery(dependencies, request) });
      },
    },
    { method: 'POST', path: '/identify', maxBodyBytes: 4_096, handle: (request) => identify(dependencies, request) },
  ];
}

async function identify(dependencies: Dependencies, request: HttpRequest): Promise<HttpResponse> {
  const { codeState, secret, priorityMails, mails } = dependencies;
  const { address = '', reference = '' } = readFields(request.body, 'address', 'reference');
  const values = { address: address.slice(0, 254), reference: reference.slice(0, 40) };
  const say = pageTexts[request.language];
  const faulty = async (faults: readonly FieldFault[], options: PageOptions = {}) =>
    show(request, (await codeState()).way, { values, faults }, { status: 400, ...options });
  const normalized = normalizeIdentifier(address);
  if (!isUsableAddress(normalized)) return faulty([{ field: 'address', text: say('identify.fault') }]);
  const referred = await readTyped(dependencies, reference);
  if (!referred.ok) return faulty([{ field: 'reference', text: say('identify.reference.fault') }]);
  const source = sourceOf(await secret(), request.sourceIp);
  const asked = await askForCode(dependencies, { address: normalized, source, reference: referred.value?.reference });
  const own = await ownRecovery(dependencies, request);
  if (!asked.ok) {
    if (isSame(own?.row, normalized, dependencies.clock.now())) return redirect('./code');
    const text = noCode(say, asked.error, referred.value !== undefined);
    return faulty([{ field: 'reference', text }], { status: 429, ...retryAfter(asked.error) });
  }
  const begun = { address: normalized, language: request.language, source, ...referred.value, ...asked.value };
  const recovery = await beginRecovery(dependencies, begun, own?.row === undefined ? own?.token : undefined);
  await (referred.value === undefined ? mails : priorityMails).send({ kind: 'code', recoveryId: recovery.id });
  return redirect('./code', { cookies: [recovery.cookie] });
}

/** What a typed reference tells; nothing where none was typed, refused where it is not ours. Only the reference is looked at. */
async function readTyped(
  { secret, clock }: Dependencies,
  typed: string,
): Promise<Result<Required<Pick<RecoveryRow, 'referred' | 'reference'>> | undefined, 'unknown'>> {
  if (typed.trim() === '') return ok(undefined);
  const signs = typedReference(typed);
  const key = await secret();
  const read = signs === undefined ? undefined : readReference(key, signs, clock.now());
  if (signs === undefined || read === undefined) return refused('unknown');
  return ok({ referred: read.account, reference: limitKey(key, 'reference', signs) });
}

/** Whether this browser has asked for a code for this address already: somebody pressed the button twice. */
function isSame(row: RecoveryRow | undefined, address: string, nowMs: number): boolean {
  return row !== undefined && row.state === 'asked' && row.address === address && !isOver(row, nowMs);
}

/** Why there is no code now, in words. */
export function noCode(say: Say, no: NoCode, isReferred: boolean): string {
  if (no.why !== 'soon') return say(`identify.${no.why}`);
  return say(isReferred ? 'identify.used' : 'identify.soon', { count: no.minutes });
}

/** When trying again makes sense; in a flood soon, as a table that has no room has some a moment later. */
export function retryAfter(no: NoCode): Pick<PageOptions, 'retryAfterSeconds'> {
  if (no.why === 'soon') return { retryAfterSeconds: no.minutes * 60 };
  return no.why === 'flood' ? { retryAfterSeconds: 2 } : {};
}

function show(request: PageRequest, way: CodeWay, state: FormState, options: PageOptions): HttpResponse {
  return page(
    request,
    (say) => say('identify.title'),
    (say) => html`${errorSummary(say('faults.title'), state.faults)}
${way === 'open' || state.faults.length > 0 ? nothing : html`<div class="note warning"><p>${say(`identify.${way}`)}</p></div>`}
<form class="stack" method="post" action="./identify" novalidate>
${textField(
  {
    name: 'address',
    label: say('identify.label'),
    hint: say('identify.hint'),
    type: 'email',
    autocomplete: 'username',
    inputMode: 'email',
  },
  state,
)}
${textField(
  {
    name: 'reference',
    label: say('identify.reference'),
    hint: say('identify.reference.hint'),
    autocomplete: 'off',
    optional: true,
  },
  state,
)}
<p>${button(say('identify.send'))}</p>
</form>`,
    { step: 0, ...options },
  );
}
