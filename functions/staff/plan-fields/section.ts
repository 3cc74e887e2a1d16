import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { collapsedSection, type FormState } from '#shared/web/forms.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { formField } from '../faces/form-fields.ts';
import type { PlanFormField, PlanPart } from './plan-part.ts';

/** The section of the form that has a part's fields. @param widenable campaigns that a new one may widen */
export function section({ title, lead, fields }: PlanPart, state: FormState, widenable: readonly CampaignRow[]): Html {
  const form: readonly (readonly [string, PlanFormField])[] = Object.values(fields).flatMap((field) => Object.entries(field.form));
  const content = html`${lead === undefined ? nothing : html`<p class="hint">${lead}</p>`}${boxes(form).map(([box, those]) => {
    const shown = html`${those.map(([name, field]) => planFormField(name, field, state, widenable))}`;
    return box === undefined ? shown : html`<div class="${box}">${shown}</div>`;
  })}`;
  if (title === undefined) return content;
  // A choice without an empty answer is filled in from the start.
  const opening = form.filter(([, { kind, choices }]) => kind !== 'choice' || choices?.[0]?.value === '').map(([name]) => name);
  return collapsedSection({ title, fields: opening }, state, content);
}

/** Neighbours that stand in the same box, together. */
function boxes<T extends readonly [string, PlanFormField]>(form: readonly T[]): readonly (readonly [string | undefined, readonly T[]])[] {
  const starts = form.filter(([, { box }], at) => at === 0 || box === undefined || box !== form[at - 1]?.[1].box);
  return starts.map((start, at) => {
    const next = starts[at + 1];
    return [start[1].box, form.slice(form.indexOf(start), next && form.indexOf(next))] as const;
  });
}

function planFormField(name: string, field: PlanFormField, state: FormState, widenable: readonly CampaignRow[]): Html {
  const more = field.among?.(widenable);
  if (more?.length === 0 && (state.values[name] ?? '') === '') return nothing;
  return formField(name, { ...field, choices: [...(field.choices ?? []), ...(more ?? [])] }, state);
}
