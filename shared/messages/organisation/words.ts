import type { Language } from '#domain/account/language.ts';

/**
 * Everything that the mail to a contact says in one language. `{origin}` stands for the address of the pages, `{reference}` for the mail's reference, `{more}` for
 * the number of accounts that are not listed.
 */
export interface OrganisationWords {
  readonly subject: string;
  readonly preheader: string;
  readonly greeting: string;
  readonly happened: string;
  readonly organisation: string;
  readonly unreached: string;
  readonly more: string;
  readonly steps: { readonly heading: string; readonly points: readonly string[] };
  readonly genuine: { readonly heading: string; readonly points: readonly string[] };
}

/** The mail to the contact of an organisation, in every language. */
export const organisationWords: Readonly<Record<Language, OrganisationWords>> = {
  nl: {
    subject: 'Wij konden gebruikers van uw organisatie niet bereiken',
    preheader: 'Hun oude wachtwoord werkt niet meer. Wilt u hun dat vertellen?',
    greeting: 'Goedendag,',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden buiten werking gesteld. U krijgt deze mail als contactpersoon van een organisatie:',
    organisation: 'Organisatie:',
    unreached: 'Gebruikers met deze gebruikersnamen konden we niet bereiken:',
    more: 'en nog {more} andere',
    steps: {
      heading: 'Wat vragen we u?',
      points: [
        'Vertel deze gebruikers dat hun oude wachtwoord niet meer werkt.',
        'Op {origin} kiezen ze een nieuw wachtwoord. Werkt hun e-mailadres niet meer, dan bellen ze onze helpdesk.',
        'Stuur ons geen wachtwoorden of codes, en vraag er ook niet om.',
      ],
    },
    genuine: {
      heading: 'Is deze mail echt?',
      points: [
        'Ga zelf naar {origin} en kies daar ‘Is deze mail van ons?’. Het kenmerk van deze mail is {reference}.',
        'Twijfelt u? Bel onze helpdesk, op het nummer dat u al kent.',
      ],
    },
  },
  en: {
    subject: 'We could not reach some users of your organisation',
    preheader: 'Their old password no longer works. Would you please tell them?',
    greeting: 'Hello,',
    happened:
      'Outsiders may have obtained passwords of our users. We have therefore put passwords out of use. You get this mail as the contact of an organisation:',
    organisation: 'Organisation:',
    unreached: 'We could not reach the users with these user names:',
    more: 'and {more} more',
    steps: {
      heading: 'What do we ask of you?',
      points: [
        'Please tell these users that their old password no longer works.',
        'At {origin} they choose a new one. If their e-mail address no longer works, they call our helpdesk.',
        'Send us no passwords or codes, and do not ask for them either.',
      ],
    },
    genuine: {
      heading: 'Is this mail genuine?',
      points: [
        'Go to {origin} yourself and choose ‘Is this mail from us?’ there. The reference of this mail is {reference}.',
        'Are you in doubt? Call our helpdesk, on the number that you already know.',
      ],
    },
  },
  de: {
    subject: 'Einige Personen Ihrer Organisation konnten wir nicht erreichen',
    preheader: 'Ihr altes Passwort gilt nicht mehr. Bitte sagen Sie ihnen das.',
    greeting: 'Guten Tag,',
    happened:
      'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter außer Kraft gesetzt. Sie erhalten diese E-Mail als Kontaktperson einer Organisation:',
    organisation: 'Organisation:',
    unreached: 'Personen mit diesen Benutzernamen konnten wir nicht erreichen:',
    more: 'und {more} weitere',
    steps: {
      heading: 'Worum bitten wir Sie?',
      points: [
        'Sagen Sie diesen Personen bitte, dass ihr altes Passwort nicht mehr gilt.',
        'Auf {origin} wählen sie ein neues. Funktioniert ihre E-Mail-Adresse nicht mehr, rufen sie unseren Helpdesk an.',
        'Senden Sie uns keine Passwörter oder Codes, und fragen Sie auch nicht danach.',
      ],
    },
    genuine: {
      heading: 'Ist diese E-Mail echt?',
      points: [
        'Gehen Sie selbst zu {origin} und wählen Sie dort „Ist diese E-Mail von uns?“. Das Kennzeichen dieser E-Mail ist {reference}.',
        'Haben Sie Zweifel? Rufen Sie unseren Helpdesk unter der Nummer an, die Sie bereits kennen.',
      ],
    },
  },
  fr: {
    subject: 'Nous n’avons pas pu joindre des utilisateurs de votre organisation',
    preheader: 'Leur ancien mot de passe ne fonctionne plus. Merci de le leur dire.',
    greeting: 'Bonjour,',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe. Vous recevez ce message en tant que contact d’une organisation\u00a0:',
    organisation: 'Organisation\u00a0:',
    unreached: 'Nous n’avons pas pu joindre les utilisateurs qui portent ces noms d’utilisateur\u00a0:',
    more: 'et {more} autres',
    steps: {
      heading: 'Que vous demandons-nous\u00a0?',
      points: [
        'Dites à ces utilisateurs que leur ancien mot de passe ne fonctionne plus.',
        'Sur {origin} ils en choisissent un nouveau. Si leur adresse e-mail ne fonctionne plus, ils appellent notre assistance.',
        'Ne nous envoyez ni mots de passe ni codes, et n’en demandez pas non plus.',
      ],
    },
    genuine: {
      heading: 'Ce message est-il authentique\u00a0?',
      points: [
        'Allez vous-même sur {origin} et choisissez-y «\u00a0Ce message vient-il de nous\u00a0?\u00a0». La référence de ce message est {reference}.',
        'Vous avez un doute\u00a0? Appelez notre assistance, au numéro que vous connaissez déjà.',
      ],
    },
  },
};
