import type { GateTexts } from '../gate.ts';

/** What the gate says in Dutch. */
export const gate: GateTexts = {
  before: 'Controleer uw gebruikersnaam; klopt die, dan moet u uw wachtwoord wijzigen voordat u kunt inloggen',
  contained: 'U moet uw wachtwoord wijzigen voordat u kunt inloggen; op {page} leest u hoe',
  recovering: 'Uw herstel is nog niet klaar; rond het af op {page} en log daarna in',
  lingering: 'Uw account is hersteld; u kunt hier inloggen vanaf {time} uur (UTC)',
  unclear: 'Inloggen lukt nu niet; probeer het over een minuut opnieuw',
};
