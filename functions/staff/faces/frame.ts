import type { Staff } from '#domain/staff/staff.ts';
import type { ErrorView } from '#shared/lambda/http.ts';
import { layout } from '#shared/web/layout.ts';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html } from '#shared/web/markup.ts';
import { paths } from './paths.ts';

/** Somebody's visit of a page. */
export interface Visit {
  /** The request's path. */
  readonly path: string;
  readonly staff: Staff;
  /** What was done a moment ago. @default nothing */
  readonly done?: Message | undefined;
}

/** Something to say at the head of a page. */
export interface Message {
  readonly text: string;
  readonly look: 'done' | 'warning';
}

/** What every page of the console is made from. */
export interface Frame extends Omit<Visit, 'staff'> {
  readonly title: string;
  readonly body: Html;
  /** Who is logged in. @default nobody */
  readonly staff?: Staff;
  /** @default wide */
  readonly width?: 'narrow' | 'wide';
}

/** A page of the console. The console speaks English. */
export function frame({ path, title, body, staff, done, width = 'wide' }: Frame): string {
  const campaigns = { path: paths.campaigns, label: 'Campaigns' };
  const plan = { path: paths.plan, label: 'Plan' };
  const api = { path: paths.apiDescription, label: 'API' };
  const forStaff = staff && {
    navigation: [campaigns, ...(staff.roles.includes('commander') ? [plan] : []), api],
    account: html`<form class="who" method="post" action="${relativeLink(path, paths.logOut)}">
      <span>${staff.username} <small>(${staff.roles.join(', ') || 'no role'})</small></span><a href="${relativeLink(path, paths.device)}">New device</a><button>Log out</button></form>`,
  };
  return layout({
    path,
    language: 'en',
    title,
    home: paths.console,
    place: 'console',
    width,
    foot: 'Everything done here is recorded.',
    offerLanguages: false,
    body:
      done === undefined
        ? body
        : html`<p class="note ${done.look}" role="${done.look === 'done' ? 'status' : 'alert'}">${done.text}</p>${body}`,
    ...forStaff,
  });
}

/** The page that says why a request was refused. */
export function errorPage({ path, status, detail }: ErrorView): string {
  const titles: Readonly<Record<number, string>> = {
    403: 'Not allowed',
    404: 'Nothing here',
    409: 'Not possible now',
    500: 'Something went wrong',
  };
  const title = titles[status] ?? 'That did not work';
  const body = html`<h1>${title}</h1>
    <p class="lead">${detail.charAt(0).toUpperCase()}${detail.slice(1)}.</p>
    <p><a href="${relativeLink(path, paths.console)}">Go to the campaigns</a></p>`;
  return frame({ path, title, body, width: 'narrow' });
}
