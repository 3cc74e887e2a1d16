import type { GateTexts } from '../gate.ts';

/** What the gate says in Dutch. */
export const gate: GateTexts = {
  before: 'Controleer uw gebruikersnaam; klopt die, dan moet uw wachtwoord worden gewijzigd voordat u kunt inloggen',
  contained: 'Uw wachtwoord moet worden gewijzigd voordat u kunt inloggen; op {page} leest u hoe',
  recovering: 'Uw herstel is nog niet klaar; maak het af op {page} en log daarna in',
  lingering: 'Uw account is hersteld; inloggen kan hier vanaf {time} uur (UTC)',
  unclear: 'Inloggen lukt op dit moment niet; probeer het over een minuut opnieuw',
};
