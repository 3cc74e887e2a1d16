import { passwordFault } from '#domain/recovery/password-policy.ts';
import type { RecoverableAccount } from '#domain/recovery/recovery.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { pageTexts, type Say } from '#shared/languages/pages.ts';
import { button, errorSummary, type FormState, freshForm, hiddenField, radios, textField } from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { accountsOf } from '../accounts.ts';
import { keepChallenge } from '../challenge.ts';
import type { Dependencies } from '../dependencies.ts';
import { helpdesk, type PageRequest, page } from '../page.ts';
import { type RecoverRefusal, recover } from '../recover.ts';
import { readFields, requireRecovery } from '../session.ts';
import { helpPage } from './help.ts';

/** Why the holder has to press the button again, and after how many seconds. */
const moments = { throttled: 5, busy: 30, limited: 900, early: 900 } as const;

/** "Choose a new password", for one of the accounts at the proven address. */
export function passwordPage(dependencies: Dependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/password',
      handle: async (request) => {
        const recovery = await requireRecovery(dependencies, request, 'proven');
        const { out, done } = await accountsOf(dependencies, recovery);
        if (out.length > 0) return show(request, out, freshForm);
        return done === undefined ? nothingToDo(request) : redirect('./done');
      },
    },
    {
      method: 'POST',
      path: '/password',
      maxBodyBytes: 4_096,
      handle: async (request) => {
        const { account: sub = '', password = '', repeat = '' } = readFields(request.body, 'account', 'password', 'repeat');
        const recovery = await requireRecovery(dependencies, request, 'proven');
        const { out, done } = await accountsOf(dependencies, recovery);
        if (done?.sub === sub) return redirect('./done');
        if (out.length === 0) return nothingToDo(request);
        const account = out.find((each) => each.sub === sub);
        if (account === undefined && sub !== '') throw new HttpError(409, 'this account is not one of those to choose from; begin again');
        const faults = faultsOf(pageTexts[request.language], account, recovery.address, password, repeat);
        if (account === undefined || faults.length > 0) return show(request, out, { values: { account: sub }, faults });
        const outcome = await recover(dependencies, recovery, account.sub, password);
        if (!outcome.ok) return refuse(dependencies, request, out, account, outcome.error);
        return outcome.value === 'recovered' ? redirect('./done') : redirect('./factor', { cookies: [keepChallenge(outcome.value)] });
      },
    },
  ];
}

function faultsOf(
  say: Say,
  account: RecoverableAccount | undefined,
  address: string,
  password: string,
  repeat: string,
): FormState['faults'] {
  if (account === undefined) return [{ field: 'account', text: say('password.fault.account') }];
  const fault = passwordFault(password, [account.username, address]);
  if (fault !== undefined) return [{ field: 'password', text: say(`password.fault.${fault}`) }];
  return password === repeat ? [] : [{ field: 'repeat', text: say('password.fault.unequal') }];
}

function refuse(
  { metrics }: Dependencies,
  request: HttpRequest,
  accounts: readonly RecoverableAccount[],
  { sub }: RecoverableAccount,
  refusal: RecoverRefusal,
): HttpResponse {
  const values = { account: sub };
  switch (refusal) {
    case 'password': {
      metrics.count('Recovery::Refused');
      const text = pageTexts[request.language]('password.fault.refused');
      return show(request, accounts, { values, faults: [{ field: 'password', text }] });
    }
    case 'throttled':
    case 'busy':
    case 'limited':
    case 'early':
      if (refusal !== 'busy') metrics.count('Recovery::Throttled');
      return show(request, accounts, { values, faults: [] }, refusal);
    case 'helpdesk':
      return helpPage(request);
    case 'settled':
    case 'gone':
      return nothingToDo(request);
  }
}

function show(
  request: PageRequest,
  accounts: readonly RecoverableAccount[],
  state: FormState,
  moment?: keyof typeof moments,
): HttpResponse {
  const say = pageTexts[request.language];
  const wait =
    moment === undefined
      ? nothing
      : html`<div class="note warning" role="alert"><h2>${say('password.moment')}</h2><p>${say(`password.moment.${moment}`, { button: say('password.set') })}</p></div>`;
  return page(
    request,
    () => say('password.title'),
    () => html`${wait}${errorSummary(say('faults.title'), state.faults)}
<section class="stack"><h2>${say('password.good')}</h2>
<ul><li>${say('password.good.length')}</li><li>${say('password.good.words')}</li><li>${say('password.good.others')}</li><li>${say('password.good.once')}</li></ul></section>
<form class="stack" method="post" action="./password" novalidate>
${whichAccount(say, accounts, state)}
${textField({ name: 'password', label: say('password.label'), type: 'password', autocomplete: 'new-password' }, state)}
${textField({ name: 'repeat', label: say('password.repeat'), type: 'password', autocomplete: 'new-password' }, state)}
<p>${button(say('password.set'))}</p>
</form>`,
    moment === undefined
      ? { step: 2, status: state.faults.length > 0 ? 400 : 200 }
      : { step: 2, status: moment === 'busy' ? 409 : 503, retryAfterSeconds: moments[moment] },
  );
}

/** The choice where there is one, else the user name, in a field for password managers to see. */
function whichAccount(say: Say, accounts: readonly RecoverableAccount[], state: FormState): Html {
  const [only, ...others] = accounts;
  if (only !== undefined && others.length === 0) {
    return html`${hiddenField('account', only.sub)}<div class="field"><label for="username">${say('password.account')}</label>
<input id="username" type="text" value="${only.username}" autocomplete="username" readonly></div>`;
  }
  const choices = accounts.map(({ sub, username, rows: [{ organisation }] }) => ({
    value: sub,
    label: username,
    ...(organisation === undefined ? {} : { hint: organisation }),
  }));
  return radios({ name: 'account', label: say('password.which'), hint: say('password.which.hint'), choices }, state);
}

function nothingToDo(request: PageRequest): HttpResponse {
  return page(
    request,
    (say) => say('nothing.title'),
    (say) => helpdesk(say, html`${say('nothing.text')}`),
    { status: 409 },
  );
}
