import type { Language } from '#domain/account/language.ts';

/**
 * The text message in every language, `{origin}` being the address of the pages. It says what every grade of the notice says, and names neither
 * the account nor its holder, as a number may have a new owner. Only characters of GSM's alphabet: one other, such as ç or a fixed blank, more
 * than halves what goes into a part.
 */
export const smsWords: Readonly<Record<Language, string>> = {
  nl: 'Voor uw veiligheid werkt uw wachtwoord niet meer. Kies een nieuw wachtwoord op {origin}',
  en: 'For your safety your password no longer works. Please choose a new one at {origin}',
  de: 'Zu Ihrer Sicherheit gilt Ihr Passwort nicht mehr. Bitte wählen Sie ein neues auf {origin}',
  fr: 'Pour votre sécurité, votre mot de passe ne fonctionne plus. Choisissez-en un nouveau sur {origin}',
};
