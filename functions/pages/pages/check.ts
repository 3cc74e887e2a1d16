import { type Language, languageFacts } from '#domain/account/language.ts';
import { type ReferredTo, readReference, typedReference } from '#domain/account/reference.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpResponse } from '#shared/lambda/http-response.ts';
import { pageTexts } from '#shared/languages/pages.ts';
import { button, errorSummary, type FormState, freshForm, textField } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import type { Dependencies } from '../dependencies.ts';
import { helpdesk, type PageRequest, page } from '../page.ts';
import { readFields } from '../session.ts';

/**
 * "Is this email from us?" The reference itself tells whether we made it, so nothing is looked up: a genuine one and another take the same time, and
 * the answer says nothing about any account.
 */
export function checkPage({ secret, clock }: Pick<Dependencies, 'secret' | 'clock'>): readonly Route[] {
  return [
    { method: 'GET', path: '/check', handle: (request) => show(request, freshForm) },
    {
      method: 'POST',
      path: '/check',
      maxBodyBytes: 4_096,
      handle: async (request) => {
        const { reference = '' } = readFields(request.body, 'reference');
        const typed = typedReference(reference);
        if (typed === undefined) {
          const text = pageTexts[request.language]('check.fault');
          return show(request, { values: { reference: reference.slice(0, 40) }, faults: [{ field: 'reference', text }] });
        }
        return answer(request, readReference(await secret(), typed, clock.now()));
      },
    },
  ];
}

function show(request: PageRequest, state: FormState): HttpResponse {
  return page(
    request,
    (say) => say('check.title'),
    (say) => html`${errorSummary(say('faults.title'), state.faults)}
<form class="stack" method="post" action="./check" novalidate>
${textField({ name: 'reference', label: say('check.label'), hint: say('check.hint'), autocomplete: 'off' }, state)}
<p>${button(say('check.look'))}</p>
</form>`,
    { status: state.faults.length > 0 ? 400 : 200 },
  );
}

function answer(request: PageRequest, found: ReferredTo | undefined): HttpResponse {
  if (found === undefined) {
    return page(
      request,
      (say) => say('check.no.title'),
      (say) => html`<p class="lead">${say('check.no.text')}</p>${helpdesk(say, html`${say('check.no.help')}`)}`,
    );
  }
  return page(
    request,
    (say) => say('check.yes.title'),
    (say) => html`<p class="lead">${say('check.yes.text', hourOf(request.language, found.atMs))} ${say(`check.said.${found.mail}`)}</p>
<p>${say('check.yes.asked')}</p><p>${say('check.yes.other')}</p>`,
  );
}

/** The day, and the hours between which it was, in the time zone that mails use too. */
function hourOf(language: Language, atMs: number): { readonly day: string; readonly from: number; readonly to: number } {
  const { locale } = languageFacts[language];
  const zone = { timeZone: 'Europe/Amsterdam' } as const;
  const hour = new Intl.DateTimeFormat('en', { ...zone, hour: 'numeric', hourCycle: 'h23' }).format(atMs);
  return { day: new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'full' }).format(atMs), from: Number(hour), to: Number(hour) + 1 };
}
