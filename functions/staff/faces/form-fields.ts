import { checkbox, type FormState, hiddenField, radios, select, textArea, textField } from '#shared/web/forms.ts';
import { type Html, html } from '#shared/web/markup.ts';
import type { FormField, Input, Values } from './form.ts';

/** The visible and hidden fields of a form. What is carried unseen comes from `hidden` alone: a link that fills a form in cannot add to it. */
export function formFields(fields: Input<unknown>['fields'], state: FormState, hidden: Values): Html {
  const shown = Object.entries(fields).map(([name, field]) => {
    if (field.kind !== 'hidden' && !Object.hasOwn(hidden, name)) return formField(name, field, state);
    const value = hidden[name] ?? '';
    return value === '' ? html`` : hiddenField(name, value);
  });
  return html`${shown}`;
}

/** One visible field of a form. */
export function formField(name: string, { label, hint, kind, choices = [], required }: FormField, state: FormState): Html {
  const common = { name, label, ...(hint !== undefined && { hint }) };
  if (kind === 'lines' || kind === 'prose') return textArea(common, state);
  if (kind === 'choice')
    return choices.some((each) => each.hint) ? radios({ ...common, choices }, state) : select({ ...common, choices }, state);
  if (kind === 'yes') return checkbox(common, state);
  return textField({ ...common, autocomplete: 'off', optional: !required, ...(kind === 'number' && { inputMode: 'decimal' }) }, state);
}
