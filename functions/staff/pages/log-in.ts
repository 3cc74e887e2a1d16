import type { Challenge, LogInRefusal } from '#shared/aws/staff.ts';
import { button, errorSummary, type FormState, freshForm, hiddenField, textField } from '#shared/web/forms.ts';
import { relativeLink } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { paths } from '../paths.ts';
import { frame } from './frame.ts';

const problems: Readonly<Record<LogInRefusal, string>> = {
  wrong: 'This is not right, or this account may not log in. Check what you typed',
  password: 'This password is not accepted. Allowed: at least 12 characters, not one you had before',
  throttled: 'Too many tries. Wait a few minutes',
  unsupported: 'This account needs a way of logging in that the console does not offer. Ask an operator',
};

/** The page to log in. `campaign` is the id to go on to, or empty. */
export function logInPage(path: string, campaign: string, state: FormState = freshForm): string {
  const body = html`<h1>Log in</h1>
    <p class="lead">For those who contain an incident. Account holders do not log in here.</p>
    ${errorSummary('You are not logged in', state.faults)}
    <form class="panel" method="post" action="${relativeLink(path, paths.logIn)}">
      ${textField({ name: 'username', label: 'User name', autocomplete: 'username' }, state)}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }, state)}
      ${hiddenField('campaign', campaign)}
      <div>${button('Log in')}</div>
    </form>`;
  return frame({ path, title: 'Log in', body, width: 'narrow' });
}

/** What a refused log-in shows beside what was typed. */
export function logInFault(username: string, refusal: LogInRefusal): FormState {
  return { values: { username }, faults: [{ field: 'username', text: `${problems[refusal]}.` }] };
}

/** What carries a log-in from its first step to its second. */
export interface SecondStep {
  readonly username: string;
  readonly challenge: Challenge;
  readonly session: string;
  readonly campaign: string;
}

/** The page for the second step: a password of one's own, or the code of an authenticator app. */
export function secondStepPage(path: string, step: SecondStep, refusal?: LogInRefusal): string {
  const password = step.challenge === 'NEW_PASSWORD_REQUIRED';
  const title = password ? 'Choose your own password' : 'Enter the code';
  const state: FormState = { values: {}, faults: refusal ? [{ field: 'answer', text: `${problems[refusal]}.` }] : [] };
  const field = password
    ? textField(
        {
          name: 'answer',
          label: 'New password',
          hint: 'At least 12 characters. A few words in a row are good.',
          type: 'password',
          autocomplete: 'new-password',
        },
        state,
      )
    : textField(
        { name: 'answer', label: 'Code of your authenticator app', autocomplete: 'one-time-code', inputMode: 'numeric', look: 'code' },
        state,
      );
  const body = html`<h1>${title}</h1>
    <p class="lead">${password ? 'The password that you were given works once.' : 'The code changes every half minute.'}</p>
    ${errorSummary('You are not logged in yet', state.faults)}
    <form class="panel" method="post" action="${relativeLink(path, paths.secondStep)}">
      ${Object.entries(step).map(([name, value]) => hiddenField(name, value))}${field}
      <div>${button(password ? 'Set this password and log in' : 'Log in')}</div>
    </form>`;
  return frame({ path, title, body, width: 'narrow' });
}
