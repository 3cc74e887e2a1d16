import { type FactorChallenge, factorCodeLengths } from '#domain/campaign/factor.ts';
import { type RecoverableAccount, readCode } from '#domain/recovery/recovery.ts';
import type { Route } from '#shared/lambda/http.ts';
import { type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { pageTexts, type Say } from '#shared/languages/pages.ts';
import { button, errorSummary, textField } from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { accountsOf } from '../accounts.ts';
import { forgetChallenge, readChallenge } from '../challenge.ts';
import type { Dependencies } from '../dependencies.ts';
import { buttonLink, helpdesk, type PageRequest, page } from '../page.ts';
import { type FactorRefusal, proveFactor } from '../prove-factor.ts';
import { readFields, requireRecovery } from '../session.ts';
import { helpPage } from './help.ts';

/** Why the holder has to press the button again, and after how many seconds. */
const moments = { throttled: 5, busy: 30, limited: 900 } as const;

/** What the page says beside its questions. */
type Remark = keyof typeof moments | 'form' | 'wrong' | undefined;

/** "Enter the code from your authenticator app", or set one up: the second factor that Cognito asks for after the new password. */
export function factorPage(dependencies: Dependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/factor',
      handle: async (request) => {
        const recovery = await requireRecovery(dependencies, request, 'proven');
        const challenge = readChallenge(request.cookies);
        const { out, done } = await accountsOf(dependencies, recovery);
        if (done !== undefined) return redirect('./done');
        const account = out.find(({ sub }) => sub === recovery.account);
        if (challenge === undefined || account === undefined) return redirect('./password');
        return (await lockedPage(dependencies, request, account)) ?? show(request, challenge, account, undefined);
      },
    },
    {
      method: 'POST',
      path: '/factor',
      maxBodyBytes: 1_024,
      handle: async (request) => {
        const { code: typed = '' } = readFields(request.body, 'code');
        const recovery = await requireRecovery(dependencies, request, 'proven');
        const challenge = readChallenge(request.cookies);
        const { out, done } = await accountsOf(dependencies, recovery);
        if (done !== undefined) return redirect('./done', { cookies: [forgetChallenge()] });
        const account = out.find(({ sub }) => sub === recovery.account);
        if (challenge === undefined || account === undefined) return beginAgain(request, 'over');
        const code = readCode(typed, factorCodeLengths);
        if (code === undefined) return show(request, challenge, account, 'form');
        const outcome = await proveFactor(dependencies, recovery, challenge, code);
        if (outcome.ok) return redirect('./done', { cookies: [forgetChallenge()] });
        if (outcome.error === 'locked')
          return (await lockedPage(dependencies, request, account)) ?? show(request, challenge, account, undefined);
        return refuse(request, challenge, account, outcome.error);
      },
    },
  ];
}

function refuse(
  request: PageRequest,
  challenge: FactorChallenge,
  account: RecoverableAccount,
  refusal: Exclude<FactorRefusal, 'locked'>,
): HttpResponse {
  switch (refusal) {
    case 'wrong':
    case 'throttled':
    case 'busy':
    case 'limited':
      return show(request, challenge, account, refusal);
    case 'helpdesk':
      return helpPage(request);
    case 'spent':
      return beginAgain(request, 'spent');
    case 'over':
    case 'password':
    case 'settled':
    case 'gone':
      return beginAgain(request, 'over');
  }
}

function show(request: PageRequest, challenge: FactorChallenge, { username }: RecoverableAccount, remark: Remark): HttpResponse {
  const say = pageTexts[request.language];
  const kind = kindOf(challenge);
  const faults = remark === 'form' || remark === 'wrong' ? [{ field: 'code', text: say(`factor.fault.${remark}`) }] : [];
  const moment = remark === 'throttled' || remark === 'busy' || remark === 'limited' ? remark : undefined;
  const wait =
    moment === undefined
      ? nothing
      : html`<div class="note warning" role="alert"><h2>${say('password.moment')}</h2><p>${say(`factor.moment.${moment}`, { button: say('factor.continue') })}</p></div>`;
  const hint = kind === 'app' || kind === 'setup' ? { hint: say('factor.hint') } : {};
  const field = {
    name: 'code',
    label: say('factor.label'),
    ...hint,
    autocomplete: 'one-time-code',
    inputMode: 'numeric',
    look: 'code',
  } as const;
  return page(
    request,
    () => say(`factor.title.${kind}`),
    () => html`${wait}${errorSummary(say('faults.title'), faults)}
<p class="lead">${say('factor.set')} ${say(`factor.${kind}`)}</p>
${challenge.key === undefined ? nothing : keyOf(say, challenge.key, username)}
<form class="stack" method="post" action="./factor" novalidate>
${textField(field, { values: {}, faults })}
<p>${button(say('factor.continue'))}</p>
</form>
${kind === 'setup' ? nothing : helpdesk(say, html`${say('factor.none')} ${say('factor.closed')}`)}`,
    moment === undefined
      ? { step: 2, status: faults.length > 0 ? 400 : 200 }
      : { step: 2, status: moment === 'busy' ? 409 : 503, retryAfterSeconds: moments[moment] },
  );
}

function kindOf({ name }: FactorChallenge): 'app' | 'sms' | 'mail' | 'setup' {
  return ({ SOFTWARE_TOKEN_MFA: 'app', SMS_MFA: 'sms', EMAIL_OTP: 'mail', MFA_SETUP: 'setup' } as const)[name];
}

/** The key to type, in groups of four, and a link for a phone that has the app (https://github.com/google/google-authenticator/wiki/Key-Uri-Format). */
function keyOf(say: Say, key: string, username: string): Html {
  const link = `otpauth://totp/${encodeURIComponent(username)}?secret=${key}`;
  return html`<section class="panel"><ol><li>${say('factor.setup.app')}</li><li>${say('factor.setup.key')}<p class="lead"><code>${key.replaceAll(/.{4}(?=.)/g, '$& ')}</code></p>
<a href="${link}">${say('factor.setup.link')}</a></li><li>${say('factor.setup.code')}</li></ol></section>`;
}

/** From the new password on, which may be the one just set, or from the start. */
function beginAgain(request: PageRequest, why: 'over' | 'spent'): HttpResponse {
  return page(
    request,
    (say) => say(`factor.title.${why}`),
    (say) => html`<p class="lead">${say(`factor.text.${why}`)}</p>
${buttonLink(why === 'over' ? './password' : './', say(`factor.again.${why}`))}
${helpdesk(say, html`${say('factor.none')} ${say('factor.closed')}`)}`,
    { status: 409, cookies: [forgetChallenge()] },
  );
}

/** Says until when no code is looked at; undefined where one is. */
async function lockedPage(
  { factorMisses, clock }: Dependencies,
  request: PageRequest,
  { sub }: RecoverableAccount,
): Promise<HttpResponse | undefined> {
  const untilMs = await factorMisses.lockedUntil(sub, clock.now());
  if (untilMs === undefined) return undefined;
  const count = Math.ceil((untilMs - clock.now()) / 3_600_000);
  return page(
    request,
    (say) => say('factor.title.spent'),
    (say) => html`<p class="lead">${say('factor.text.locked', { count })}</p>
${helpdesk(say, html`${say('factor.notYou')} ${say('factor.closed')}`)}`,
    { status: 409, retryAfterSeconds: count * 3_600 },
  );
}
