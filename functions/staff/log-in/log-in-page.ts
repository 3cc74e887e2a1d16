import type { Challenge, OpenLogIn } from '#shared/aws/directory/staff.ts';
import { button, errorSummary, type FormState, freshForm, hiddenField, textField } from '#shared/web/forms.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { frame } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import type { GuardedRefusal } from './guarded-log-in.ts';

const problems: Readonly<Record<GuardedRefusal, string>> = {
  wrong: 'This is not right, or this account may not log in. Check what you typed',
  used: 'This code was used before. Wait for the next one, which comes within half a minute',
  password: 'This password is not accepted. Allowed: at least 12 characters, not one you had before',
  throttled: 'Too many tries. Wait a few minutes',
  tries:
    'Too many wrong log-ins were tried with this name, perhaps by somebody else. From a device that you logged in from before, or by your link for new devices, you can log in all the same; without, in a quarter of an hour. An operator can give you a link',
  unsupported: 'This account needs a way of logging in that the console does not offer. Ask an operator',
};

/** The page to log in. `campaign` is the id to go on to, `device` what a link for a new device brought along; both may be empty. */
export function logInPage(path: string, campaign: string, device: string, state: FormState = freshForm): string {
  const body = html`<h1>Log in</h1>
    <p class="lead">For those who contain an incident. Account holders do not log in here.</p>
    ${errorSummary('You are not logged in', state.faults)}
    <form class="panel" method="post" action="${relativeLink(path, paths.logIn)}">
      ${textField({ name: 'username', label: 'Username', autocomplete: 'username' }, state)}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }, state)}
      ${hiddenField('campaign', campaign)}${hiddenField('device', device)}
      <div>${button('Log in')}</div>
    </form>`;
  return frame({ path, title: 'Log in', body, width: 'narrow' });
}

/** What a refused log-in shows beside what was typed. */
export function logInFault(username: string, refusal: GuardedRefusal): FormState {
  return { values: { username }, faults: [{ field: 'username', text: `${problems[refusal]}.` }] };
}

/** What carries a log-in from its first step to its second. */
export interface SecondStep extends Omit<OpenLogIn, 'secret'> {
  readonly username: string;
  readonly campaign: string;
  readonly device: string;
  readonly secret?: string | undefined;
}

interface StepWords {
  readonly title: string;
  readonly lead: string;
  readonly field: Parameters<typeof textField>[0];
  readonly button: string;
}

const codeField = {
  name: 'answer',
  label: 'Code of your authenticator app',
  autocomplete: 'one-time-code',
  inputMode: 'numeric',
  look: 'code',
} as const;

const stepWords: Readonly<Record<Challenge, StepWords>> = {
  NEW_PASSWORD_REQUIRED: {
    title: 'Choose your own password',
    lead: 'The password that you were given works once.',
    field: {
      name: 'answer',
      label: 'New password',
      hint: 'At least 12 characters. A few words in a row are good.',
      type: 'password',
      autocomplete: 'new-password',
    },
    button: 'Set this password and log in',
  },
  SOFTWARE_TOKEN_MFA: {
    title: 'Enter the code',
    lead: 'The code changes every half minute, and each counts once.',
    field: codeField,
    button: 'Log in',
  },
  MFA_SETUP: {
    title: 'Set up your authenticator app',
    lead: 'Everybody here logs in with a password and a code. Add this key to an authenticator app on your phone, then type the code that it shows.',
    field: codeField,
    button: 'Set up and log in',
  },
};

/** The page for the next step: a password of one's own, the code of an authenticator app, or setting one up. */
export function secondStepPage(path: string, step: SecondStep, refusal?: GuardedRefusal): string {
  const words = stepWords[step.challenge];
  const state: FormState = { values: {}, faults: refusal ? [{ field: 'answer', text: `${problems[refusal]}.` }] : [] };
  const fields = Object.entries(step).filter((field): field is [string, string] => field[1] !== undefined);
  const body = html`<h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    ${step.secret === undefined ? nothing : keyPart(step.username, step.secret)}
    ${errorSummary('You are not logged in yet', state.faults)}
    <form class="panel" method="post" action="${relativeLink(path, paths.secondStep)}">
      ${fields.map(([name, value]) => hiddenField(name, value))}${textField(words.field, state)}
      <div>${button(words.button)}</div>
    </form>`;
  return frame({ path, title: words.title, body, width: 'narrow' });
}

/** The key of the app that is being set up, to type and as a link that opens the app of a phone. */
function keyPart(username: string, secret: string): Html {
  const link = `otpauth://totp/Sluis:${encodeURIComponent(username)}?secret=${secret}&issuer=Sluis`;
  return html`<div class="note"><p>Key: <code>${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
    <p>On this phone: <a href="${link}">open the authenticator app</a>. By hand: name Sluis, based on time. Nobody else may see this key; it is not shown again.</p></div>`;
}
