import type { Language } from '#domain/account/language.ts';

/** Everything that a notice says in one language. `{origin}` stands for the address of the pages, `{reference}` for the mail's reference. */
export interface NoticeWords {
  readonly subject: string;
  readonly preheader: string;
  readonly happened: string;
  readonly username: string;
  readonly meaning: { readonly heading: string; readonly points: readonly string[] };
  readonly steps: { readonly heading: string; readonly points: readonly string[]; readonly elsewhere: string };
  readonly genuine: { readonly heading: string; readonly points: readonly string[] };
}

/** The notice to those whose password was among those that may have been taken, in every language; other grades change some of it. */
export const noticeWords: Readonly<Record<Language, NoticeWords>> = {
  nl: {
    subject: 'Uw wachtwoord werkt niet meer: kies een nieuw wachtwoord',
    preheader: 'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen.',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden buiten werking gesteld, ook dat van uw account:',
    username: 'Gebruikersnaam:',
    meaning: {
      heading: 'Wat betekent dit voor u?',
      points: [
        'Uw oude wachtwoord werkt bij ons nergens meer. U kunt er niet meer mee inloggen, en een ander ook niet.',
        'U verliest niets door te wachten. Een nieuw wachtwoord kiezen kan vandaag, en volgende week net zo goed.',
      ],
    },
    steps: {
      heading: 'Wat moet u doen?',
      points: [
        'Ga naar {origin} en typ dit adres het liefst zelf in: dan weet u zeker waar u uitkomt.',
        'Vul daar uw e-mailadres in. U krijgt dan een tweede mail, met een code die tien minuten geldig is.',
        'Kies een nieuw wachtwoord dat u nergens anders gebruikt.',
      ],
      elsewhere: 'Gebruikte u uw oude wachtwoord ook ergens anders? Verander het daar dan ook.',
    },
    genuine: {
      heading: 'Is deze mail echt?',
      points: [
        'In deze mail staan geen code en geen persoonlijke link. We vragen nooit om uw wachtwoord: niet per mail en niet aan de telefoon.',
        'Ga zelf naar {origin} en kies daar ‘Is deze mail van ons?’. Het kenmerk van deze mail is {reference}.',
        'Twijfelt u, of komt u er niet uit? Bel onze helpdesk, op het nummer dat u al van ons kent. De eerste dagen kan het daar druk zijn.',
      ],
    },
  },
  en: {
    subject: 'Your password no longer works: please choose a new one',
    preheader: 'Outsiders may have got hold of passwords of our users.',
    happened:
      'Outsiders may have got hold of passwords of our users. We have therefore put passwords out of use, including the one of your account:',
    username: 'User name:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Your old password no longer works anywhere with us. You cannot sign in with it any more, and nor can anybody else.',
        'You lose nothing by waiting. You can choose a new password today, or next week just as well.',
      ],
    },
    steps: {
      heading: 'What should you do?',
      points: [
        'Go to {origin} and preferably type this address yourself: then you know where you are going.',
        'Enter your e-mail address there. You will get a second mail, with a code that is valid for ten minutes.',
        'Choose a new password that you use nowhere else.',
      ],
      elsewhere: 'Did you use your old password anywhere else? Please change it there too.',
    },
    genuine: {
      heading: 'Is this mail genuine?',
      points: [
        'There is no code and no personal link in this mail. We never ask for your password, neither by mail nor on the telephone.',
        'Go to {origin} yourself and choose ‘Is this mail from us?’ there. The reference of this mail is {reference}.',
        'Are you in doubt, or stuck? Call our helpdesk, on the number that you already know. It may be busy for the first few days.',
      ],
    },
  },
  de: {
    subject: 'Ihr Passwort gilt nicht mehr: Bitte wählen Sie ein neues',
    preheader: 'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt.',
    happened:
      'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter außer Kraft gesetzt, auch das Ihres Kontos:',
    username: 'Benutzername:',
    meaning: {
      heading: 'Was bedeutet das für Sie?',
      points: [
        'Ihr altes Passwort gilt bei uns nirgends mehr. Weder Sie noch andere können sich damit anmelden.',
        'Sie verlieren nichts, wenn Sie warten. Ein neues Passwort können Sie heute wählen, nächste Woche aber ebenso gut.',
      ],
    },
    steps: {
      heading: 'Was sollten Sie tun?',
      points: [
        'Gehen Sie zu {origin} und tippen Sie diese Adresse am besten selbst ein: So wissen Sie sicher, wo Sie landen.',
        'Geben Sie dort Ihre E-Mail-Adresse an. Sie erhalten dann eine zweite E-Mail mit einem Code, der zehn Minuten lang gilt.',
        'Wählen Sie ein neues Passwort, das Sie nirgends sonst verwenden.',
      ],
      elsewhere: 'Haben Sie Ihr altes Passwort auch anderswo verwendet? Dann ändern Sie es bitte auch dort.',
    },
    genuine: {
      heading: 'Ist diese E-Mail echt?',
      points: [
        'Diese E-Mail enthält keinen Code und keinen persönlichen Link. Wir fragen Sie nie nach Ihrem Passwort, weder per E-Mail noch am Telefon.',
        'Gehen Sie selbst zu {origin} und wählen Sie dort „Ist diese E-Mail von uns?“. Das Kennzeichen dieser E-Mail ist {reference}.',
        'Haben Sie Zweifel, oder kommen Sie nicht weiter? Rufen Sie unseren Helpdesk unter der Nummer an, die Sie bereits kennen. In den ersten Tagen kann dort viel los sein.',
      ],
    },
  },
  fr: {
    subject: 'Votre mot de passe ne fonctionne plus\u00a0: choisissez-en un nouveau',
    preheader: 'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs.',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe, dont celui de votre compte\u00a0:',
    username: 'Nom d’utilisateur\u00a0:',
    meaning: {
      heading: 'Qu’est-ce que cela change pour vous\u00a0?',
      points: [
        'Votre ancien mot de passe ne fonctionne plus nulle part chez nous. Vous ne pouvez plus vous connecter avec lui, et personne d’autre non plus.',
        'Vous ne perdez rien à attendre. Vous pouvez choisir un nouveau mot de passe aujourd’hui, ou tout aussi bien la semaine prochaine.',
      ],
    },
    steps: {
      heading: 'Que devez-vous faire\u00a0?',
      points: [
        'Allez sur {origin} en saisissant de préférence vous-même cette adresse\u00a0: vous saurez ainsi où vous arrivez.',
        'Indiquez-y votre adresse e-mail. Vous recevrez un deuxième e-mail, avec un code valable dix minutes.',
        'Choisissez un nouveau mot de passe, que vous n’utilisez nulle part ailleurs.',
      ],
      elsewhere: 'Vous utilisiez aussi votre ancien mot de passe ailleurs\u00a0? Changez-le également là-bas.',
    },
    genuine: {
      heading: 'Cet e-mail est-il authentique\u00a0?',
      points: [
        'Cet e-mail ne contient ni code ni lien personnel. Nous ne demandons jamais votre mot de passe, ni par e-mail ni par téléphone.',
        'Allez vous-même sur {origin} et choisissez «\u00a0Cet e-mail vient-il de nous\u00a0?\u00a0». La référence de cet e-mail est {reference}.',
        'Vous avez un doute, ou vous êtes bloqué\u00a0? Appelez notre assistance au numéro que vous connaissez déjà. Elle peut être très sollicitée les premiers jours.',
      ],
    },
  },
};
