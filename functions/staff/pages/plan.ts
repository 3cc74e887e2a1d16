import { planLimits } from '#domain/plan.ts';
import type { Staff } from '#domain/staff.ts';
import { button, errorSummary, type FormState, hiddenField, radios, textArea, textField } from '#shared/web/forms.ts';
import { html } from '#shared/web/markup.ts';
import { frame } from './frame.ts';
import { number } from './words.ts';

/** The page to plan a campaign. `key` makes sending it twice plan one campaign. */
export function planPage(path: string, staff: Staff, key: string, state: FormState): string {
  const choices = [
    { value: 'environment', label: 'Some environments', hint: 'Accounts of which the environment attribute has one of these values.' },
    { value: 'list', label: 'A list', hint: 'Exactly the accounts that you name.' },
    { value: 'everybody', label: 'Everybody', hint: 'Every account of the directory.' },
  ];
  const body = html`<h1>Plan a campaign</h1>
    <p class="lead">Planning changes nothing for anybody. The scope is counted first; then a second person approves; then it can be started.</p>
    ${errorSummary('This cannot be planned yet', state.faults)}
    <form class="panel" method="post">
      ${textField({ name: 'title', label: 'Title', hint: `For staff only; account holders never see it. At most ${planLimits.titleLength} characters.`, autocomplete: 'off' }, state)}
      ${radios({ name: 'scope', label: 'Whom is it about?', choices }, state)}
      <div class="only-environment">${textField({ name: 'environments', label: 'Environments', hint: 'Such as nl, be: small letters, digits and hyphens, with commas between them.', autocomplete: 'off', optional: true }, state)}</div>
      <div class="only-list">${textArea({ name: 'list', label: 'User names or addresses', hint: `One to a line, at most ${number(planLimits.listEntries)}. Paste the content of a file here.` }, state)}</div>
      ${textArea({ name: 'exemptions', label: 'Exemptions', hint: `Accounts that the campaign must not touch, such as that of the monitoring. One user name or address to a line, at most ${number(planLimits.exemptions)}; none is fine.` }, state)}
      ${hiddenField('key', key)}
      <div>${button('Count the scope')}</div>
    </form>`;
  return frame({ path, staff, title: 'Plan a campaign', body });
}
