import { type Html, html, nothing } from './markup.ts';

/** Why a field cannot be taken, in words for the person who filled it in. */
export interface FieldFault {
  /** The field's name. */
  readonly field: string;
  readonly text: string;
}

/** What a form shows again after it was refused. Never put a password or a code in here. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** A form that nobody has filled in. */
export const freshForm: FormState = { values: {}, faults: [] };

/** What every field has. */
export interface Field {
  /** Its name in the form; also makes its id. */
  readonly name: string;
  readonly label: string;
  /** @default none */
  readonly hint?: string | Html;
}

/** A list of what is wrong, above the form, each leading to its field. Nothing when nothing is wrong. */
export function errorSummary(title: string, faults: readonly FieldFault[]): Html {
  if (faults.length === 0) return nothing;
  return html`<div class="note alarm" role="alert" id="faults"><h2>${title}</h2><ul>${faults.map(
    ({ field, text }) => html`<li><a href="#${idOf(field)}">${text}</a></li>`,
  )}</ul></div>`;
}

/** How a single-line field behaves. */
export interface TextField extends Field {
  /** @default text */
  readonly type?: 'text' | 'password' | 'email';
  /** Tells a password manager what to fill in: `username`, `current-password`, `new-password`, `one-time-code`, `off`. */
  readonly autocomplete: string;
  /** Which keys a phone shows. @default as for text */
  readonly inputMode?: 'numeric' | 'decimal' | 'email';
  /** `code` sets it in large, wide figures. @default plain */
  readonly look?: 'code';
  /** Whether it may stay empty. @default false */
  readonly optional?: boolean;
}

/** A field of one line. What was typed comes back after a refusal, unless it is a password or a code. */
export function textField(
  { name, label, hint, type = 'text', autocomplete, inputMode, look, optional = false }: TextField,
  state: FormState,
): Html {
  const value = type === 'password' || look === 'code' ? '' : (state.values[name] ?? '');
  const mode = inputMode === undefined ? nothing : html` inputmode="${inputMode}"`;
  const plain = html` autocapitalize="none" spellcheck="false"`;
  const control = html`<input id="${idOf(name)}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${mode}${plain}${describedBy(name, hint, state)}${optional ? nothing : html` required`}>`;
  return fieldAround({ name, label, ...(hint && { hint }) }, state, control, look ?? '');
}

/** A field of many lines. */
export function textArea({ name, label, hint }: Field, state: FormState): Html {
  const control = html`<textarea id="${idOf(name)}" name="${name}" autocomplete="off" autocapitalize="none" spellcheck="false"${describedBy(name, hint, state)}>
${state.values[name] ?? ''}</textarea>`;
  return fieldAround({ name, label, ...(hint && { hint }) }, state, control, '');
}

/** One of several answers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** @default none */
  readonly hint?: string;
}

/** Radio buttons. */
export function radios({ name, label, hint, choices }: Field & { readonly choices: readonly Choice[] }, state: FormState): Html {
  const rows = choices.map((choice, index) => {
    const id = index === 0 ? idOf(name) : `${idOf(name)}-${choice.value}`;
    const checked = state.values[name] === choice.value ? html` checked` : nothing;
    const hintOf = choice.hint === undefined ? nothing : html`<span class="hint" id="${id}-hint">${choice.hint}</span>`;
    const described = choice.hint === undefined ? nothing : html` aria-describedby="${id}-hint"`;
    return html`<div class="choice"><input type="radio" id="${id}" name="${name}" value="${choice.value}"${checked}${described} required>
      <label for="${id}">${choice.label}</label>${hintOf}</div>`;
  });
  return html`<fieldset class="field ${faultOf(name, state) ? 'faulty' : ''}"${describedBy(name, hint, state)}><legend>${label}</legend>${about(name, hint, state)}${rows}</fieldset>`;
}

/** A list to choose one from; the first where nothing was chosen. */
export function select(
  { name, label, hint, choices }: Field & { readonly choices: readonly Omit<Choice, 'hint'>[] },
  state: FormState,
): Html {
  const options = choices.map(
    ({ value, label: text }) => html`<option value="${value}"${state.values[name] === value ? html` selected` : nothing}>${text}</option>`,
  );
  const control = html`<select id="${idOf(name)}" name="${name}"${describedBy(name, hint, state)}>${options}</select>`;
  return fieldAround({ name, label, ...(hint && { hint }) }, state, control, '');
}

/** A box to tick; its value is `yes` where it is ticked. */
export function checkbox({ name, label, hint }: Field, state: FormState): Html {
  const checked = state.values[name] === 'yes' ? html` checked` : nothing;
  return html`<div class="choice ${faultOf(name, state) ? 'faulty' : ''}"><input type="checkbox" id="${idOf(name)}" name="${name}" value="yes"${checked}${describedBy(name, hint, state)}>
    <label for="${idOf(name)}">${label}</label>${hint === undefined ? nothing : html`<span class="hint" id="${idOf(name)}-hint">${hint}</span>`}</div>`;
}

/** A section of a form that few need: collapsed, unless one of its fields has a value or a fault. */
export function collapsedSection(
  { title, fields }: { readonly title: string; readonly fields: readonly string[] },
  state: FormState,
  content: Html,
): Html {
  const open = fields.some((name) => (state.values[name] ?? '') !== '' || faultOf(name, state));
  return html`<details${open ? html` open` : nothing}><summary>${title}</summary><div class="stack">${content}</div></details>`;
}

/** A value that the form carries. */
export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** A button that sends a form. `danger` is for what cannot be undone. */
export function button(label: string, look: 'plain' | 'quiet' | 'danger' = 'plain'): Html {
  return html`<button class="button ${look}">${label}</button>`;
}

function fieldAround({ name, label, hint }: Field, state: FormState, control: Html, look: string): Html {
  return html`<div class="field ${look} ${faultOf(name, state) ? 'faulty' : ''}"><label for="${idOf(name)}">${label}</label>${about(name, hint, state)}${control}</div>`;
}

function about(name: string, hint: Field['hint'], state: FormState): Html {
  const fault = faultOf(name, state);
  return html`${hint === undefined ? nothing : html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`}${
    fault ? html`<p class="fault" id="${idOf(name)}-fault">${fault.text}</p>` : nothing
  }`;
}

function describedBy(name: string, hint: Field['hint'], state: FormState): Html {
  const fault = faultOf(name, state);
  const ids = [hint === undefined ? '' : `${idOf(name)}-hint`, fault ? `${idOf(name)}-fault` : ''].filter((id) => id !== '');
  const described = ids.length === 0 ? nothing : html` aria-describedby="${ids.join(' ')}"`;
  return html`${described}${fault ? html` aria-invalid="true"` : nothing}`;
}

function faultOf(name: string, { faults }: FormState): FieldFault | undefined {
  return faults.find(({ field }) => field === name);
}

function idOf(name: string): string {
  return `field-${name}`;
}
