import type { GateTexts } from '../gate.ts';

/** What the gate says in German. */
export const gate: GateTexts = {
  before: 'Bitte prüfen Sie Ihren Benutzernamen; stimmt er, muss Ihr Passwort geändert werden, bevor Sie sich anmelden können',
  contained: 'Ihr Passwort muss geändert werden, bevor Sie sich anmelden können; auf {page} steht, wie das geht',
  recovering: 'Ihre Wiederherstellung ist noch nicht abgeschlossen; bitte beenden Sie sie auf {page} und melden Sie sich dann an',
  lingering: 'Ihr Konto ist wiederhergestellt; hier können Sie sich ab {time} Uhr (UTC) anmelden',
  unclear: 'Die Anmeldung ist im Moment nicht möglich; bitte versuchen Sie es in einer Minute noch einmal',
};
