import { describe, expect, it } from 'vitest';
import { errorSummary, type FormState, freshForm, radios, textArea, textField } from './forms.ts';
import { html } from './markup.ts';

const evil = '"><script>alert(1)</script>';
const state: FormState = { values: { title: evil, scope: 'list' }, faults: [{ field: 'title', text: `Title: ${evil}` }] };

describe('forms', () => {
  it('escape what was typed, wherever it stands', () => {
    const field = { name: 'title', label: evil, hint: evil };
    const markup = html`${errorSummary(evil, state.faults)}${textField({ ...field, autocomplete: 'off' }, state)}${textArea(field, state)}${radios({ ...field, choices: [{ value: evil, label: evil, hint: evil }] }, state)}`;
    expect(markup.toString()).not.toContain('<script');
  });

  it('tie label, hint and fault to the field', () => {
    const markup = textField({ name: 'title', label: 'Title', hint: 'Short.', autocomplete: 'off' }, state).toString();
    expect(markup).toContain('<label for="field-title">');
    expect(markup).toContain('aria-describedby="field-title-hint field-title-fault" aria-invalid="true"');
    expect(markup).toContain('id="field-title-fault"');
  });

  it('lead from the summary to the field', () => {
    expect(errorSummary('Wrong', state.faults).toString()).toContain('<a href="#field-title">');
    expect(errorSummary('Wrong', []).toString()).toBe('');
  });

  it('never give a password or a code back', () => {
    const filled: FormState = { values: { secret: 'correct horse' }, faults: [] };
    const password = textField({ name: 'secret', label: 'Password', type: 'password', autocomplete: 'new-password' }, filled);
    const code = textField({ name: 'secret', label: 'Code', look: 'code', autocomplete: 'one-time-code' }, filled);
    expect(`${password}${code}`).not.toContain('correct horse');
  });

  it('require a field unless it is optional', () => {
    const field = { name: 'a', label: 'A', autocomplete: 'off' };
    expect(textField(field, freshForm).toString()).toContain(' required>');
    expect(textField({ ...field, optional: true }, freshForm).toString()).not.toContain('required');
  });

  it('keep the choice that was taken', () => {
    const choices = [
      { value: 'all', label: 'All' },
      { value: 'list', label: 'List' },
    ];
    const markup = radios({ name: 'scope', label: 'Scope', choices }, state).toString();
    expect(markup.match(/value="list" checked/g)).toHaveLength(1);
    expect(markup.match(/ checked/g)).toHaveLength(1);
  });

  it('keep a first empty line of many, which browsers drop', () => {
    const markup = textArea({ name: 'list', label: 'List' }, { values: { list: '\na' }, faults: [] }).toString();
    expect(markup).toContain('>\n\na</textarea>');
  });
});
