import type { GateTexts } from '../gate.ts';

/** What the gate says in German. */
export const gate: GateTexts = {
  before: 'Bitte prüfen Sie Ihren Benutzernamen; stimmt er, müssen Sie Ihr Passwort ändern, bevor Sie sich anmelden können',
  contained: 'Sie müssen Ihr Passwort ändern, bevor Sie sich anmelden können; auf {page} steht, wie das geht',
  recovering:
    'Die Wiederherstellung Ihres Kontos ist noch nicht abgeschlossen; bitte schließen Sie sie auf {page} ab und melden Sie sich dann an',
  lingering: 'Ihr Konto ist wiederhergestellt; Sie können sich hier ab {time} Uhr (UTC) anmelden',
  unclear: 'Sie können sich im Moment nicht anmelden; bitte versuchen Sie es in einer Minute noch einmal',
};
