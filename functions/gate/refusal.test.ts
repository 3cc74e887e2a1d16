import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { type Reason, refusalText } from './refusal.ts';

const page = 'https://herstel.example.nl';
const untilMs = Date.UTC(2026, 10, 20, 13, 4, 1);
const reasons: readonly Reason[] = ['contained', 'recovering', 'lingering', 'unclear'];

describe('a refusal', () => {
  it.each([
    ['nl-NL', 'U moet uw wachtwoord wijzigen voordat u kunt inloggen; op https://herstel.example.nl leest u hoe'],
    ['en', 'You must change your password before you can sign in; https://herstel.example.nl tells you how'],
    ['de', 'Sie müssen Ihr Passwort ändern, bevor Sie sich anmelden können; auf https://herstel.example.nl steht, wie das geht'],
    [
      'fr_BE',
      'Vous devez changer votre mot de passe avant de pouvoir vous connecter\u00a0; https://herstel.example.nl vous explique comment',
    ],
    ['', 'You must change your password before you can sign in; https://herstel.example.nl tells you how'],
  ])('in %s says what to do and where', (locale, text) => {
    expect(refusalText({ reason: 'contained', page }, locale)).toBe(text);
  });

  it('names the first whole minute from which on signing in works', () => {
    expect(refusalText({ reason: 'lingering', page, untilMs }, 'en')).toBe(
      'Your account is recovered; you can sign in here from 13:05 UTC',
    );
  });

  it.each([...languages, undefined])('reads well inside the sentence of managed login, and names no cause (%s)', (locale) => {
    for (const reason of reasons) {
      const text = refusalText({ reason, page, untilMs }, locale);
      // Managed login puts a full stop behind it, which must not become part of an address.
      expect(text).not.toMatch(/[.!?]$|https:[^\s)]+$/);
      expect(text).not.toMatch(/stolen|attack|leak|breach|hack|gestolen|gestohlen|volé/i);
    }
  });
});
