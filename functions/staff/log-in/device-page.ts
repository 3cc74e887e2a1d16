import { may } from '#domain/staff/staff.ts';
import { button, freshForm, textField } from '#shared/web/forms.ts';
import { relativeLink } from '#shared/web/links.ts';
import { html, nothing } from '#shared/web/markup.ts';
import { frame, type Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';

/** What the page of a person's new devices shows. */
export interface DeviceView extends Visit {
  /** Whose devices. */
  readonly username: string;
  readonly token: string;
}

/** The link by which somebody logs in from a device that they never logged in from. */
export function devicePage({ path, staff, username, token }: DeviceView): string {
  const link = `${relativeLink(path, paths.logIn)}?device=${token}`;
  const body = html`<div class="stack reading"><h1>Log in from a new device</h1>
    <p class="lead">Where strangers try passwords with a name, log-ins from devices that were never used for it are held up. This link is not, for <strong>${username}</strong>.</p>
    <p><a href="${link}">Log-in page for ${username}</a></p>
    <p class="soft">Copy it and keep it with the password. It opens nothing without password and code. Whoever else has it can hold up log-ins with this name.</p></div>
    ${may(staff, 'inviteDevice') ? html`<form class="panel" method="get">${textField({ name: 'username', label: 'Username of a colleague', autocomplete: 'off' }, freshForm)}<div>${button('Show the link')}</div></form>` : nothing}`;
  return frame({ path, staff, title: 'Log in from a new device', body, width: 'narrow' });
}
