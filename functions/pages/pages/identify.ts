import { isUsableAddress } from '#domain/account.ts';
import { normalizeIdentifier } from '#domain/scope.ts';
import type { Route } from '#shared/lambda/http.ts';
import { type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { button, errorSummary, type FormState, freshForm, textField } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import type { Dependencies } from '../dependencies.ts';
import { type PageRequest, page } from '../page.ts';
import { beginRecovery, readFields } from '../session.ts';
import { translations } from '../texts.ts';

/**
 * "What is your e-mail address?" Nothing is looked up here: whether an account has the address is found out where mails are sent, so
 * known and unknown addresses take the same way in the same time.
 */
export function identifyPage(dependencies: Dependencies): readonly Route[] {
  return [
    { method: 'GET', path: '/identify', handle: (request) => show(request, freshForm) },
    {
      method: 'POST',
      path: '/identify',
      maxBodyBytes: 4_096,
      handle: async (request) => {
        const { address = '' } = readFields(request.body, 'address');
        const normalized = normalizeIdentifier(address);
        if (!isUsableAddress(normalized)) {
          const text = translations[request.language]('identify.fault');
          return show(request, { values: { address: address.slice(0, 254) }, faults: [{ field: 'address', text }] });
        }
        const recovery = await beginRecovery(dependencies, normalized, request);
        await dependencies.mails.send({ kind: 'code', recoveryId: recovery.id });
        return redirect('./code', { cookies: [recovery.cookie] });
      },
    },
  ];
}

function show(request: PageRequest, state: FormState): HttpResponse {
  return page(
    request,
    (say) => say('identify.title'),
    (say) => html`${errorSummary(say('faults.title'), state.faults)}
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
<p>${button(say('identify.send'))}</p>
</form>`,
    { step: 0, status: state.faults.length > 0 ? 400 : 200 },
  );
}
