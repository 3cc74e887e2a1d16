import { expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { Template, templateData } from './template.ts';

it('fills in names and paths, without escaping', () => {
  const template = new Template({ subject: '{{ a }}', html: '<b>{{b.c}}</b>{{a}}', text: undefined });
  expect(template.render({ a: '<i>', b: { c: 1 } })).toEqual({ subject: '<i>', html: '<b>1</b><i>', text: undefined });
});

it('names the first value that is missing, and takes an empty one', () => {
  const template = new Template({ subject: '{{a}}', html: '{{b.c}}', text: '{{constructor}}' });
  expect(template.missingFrom({ a: '', b: { c: 0 } })).toBe('constructor');
  expect(template.missingFrom({ a: '', b: {} })).toBe('b.c');
  expect(new Template({ subject: 'x', html: undefined, text: 'y' }).missingFrom({})).toBeUndefined();
});

it('takes a mail as it stands when told to', () => {
  expect(Template.verbatim({ subject: '{{a}}', html: undefined, text: '{{#b}}' }).render({ a: 1 })).toEqual({
    subject: '{{a}}',
    html: undefined,
    text: '{{#b}}',
  });
});

it.each(['{{#each a}}', '{{{a}}}', '{{> part}}', '{{a b}}', '{{}}'])('does not pretend to know %s', (expression) => {
  expect(refusal(() => new Template({ subject: expression, html: undefined, text: '' })).name).toBe('UnsupportedError');
});

it.each(['', 'x', '[]', '1', 'null'])('refuses %j as template data', (text) => {
  expect(refusal(() => templateData(text)).name).toBe('BadRequestException');
});
