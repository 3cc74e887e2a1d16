import type { Language } from '#domain/account/language.ts';

/** Everything that a mail about something that happened to an account says in one language. `{time}` stands for the moment. */
export interface RecoveredWords {
  readonly subject: string;
  readonly preheader: string;
  readonly username: string;
  readonly happened: string;
  readonly now: string;
  readonly notYou: { readonly heading: string; readonly text: string };
}

/** The mail about a changed password in every language. */
export const recoveredWords: Readonly<Record<Language, RecoveredWords>> = {
  nl: {
    subject: 'Uw wachtwoord is veranderd',
    preheader: 'Alles wat nog was ingelogd, is uitgelogd. Was u dat niet? Bel meteen onze helpdesk.',
    username: 'Gebruikersnaam:',
    happened: 'Op {time} is het wachtwoord van dit account veranderd:',
    now: 'Alles wat nog was ingelogd, is uitgelogd. Voortaan telt alleen uw nieuwe wachtwoord.',
    notYou: {
      heading: 'Was u dat niet?',
      text: 'Dan kan iemand anders bij uw mail. Bel meteen onze helpdesk, op het nummer dat u al van ons kent, en verander ook het wachtwoord van uw mailbox.',
    },
  },
  en: {
    subject: 'Your password has been changed',
    preheader: 'Whatever was signed in has been signed out. Was that not you? Call our helpdesk at once.',
    username: 'User name:',
    happened: 'On {time}, the password of this account was changed:',
    now: 'Whatever was still signed in has been signed out. From now on only your new password counts.',
    notYou: {
      heading: 'Was that not you?',
      text: 'Then somebody else can get at your mail. Call our helpdesk at once, on the number that you already know, and change the password of your mailbox too.',
    },
  },
  de: {
    subject: 'Ihr Passwort wurde geändert',
    preheader: 'Alles wurde abgemeldet. Waren Sie das nicht? Rufen Sie sofort unseren Helpdesk an.',
    username: 'Benutzername:',
    happened: 'Am {time} wurde das Passwort dieses Kontos geändert:',
    now: 'Alles, was noch angemeldet war, wurde abgemeldet. Von nun an gilt nur Ihr neues Passwort.',
    notYou: {
      heading: 'Waren Sie das nicht?',
      text: 'Dann hat jemand anders Zugriff auf Ihre E-Mails. Rufen Sie sofort unseren Helpdesk unter der Nummer an, die Sie bereits kennen, und ändern Sie auch das Passwort Ihres Postfachs.',
    },
  },
  fr: {
    subject: 'Votre mot de passe a été changé',
    preheader: 'Toutes les sessions ont été fermées. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    username: 'Nom d’utilisateur\u00a0:',
    happened: 'Le {time}, le mot de passe de ce compte a été changé\u00a0:',
    now: 'Toutes les sessions encore ouvertes ont été fermées. Désormais, seul votre nouveau mot de passe compte.',
    notYou: {
      heading: 'Ce n’était pas vous\u00a0?',
      text: 'Quelqu’un d’autre a donc accès à vos e-mails. Appelez tout de suite notre assistance, au numéro que vous connaissez déjà, et changez aussi le mot de passe de votre boîte mail.',
    },
  },
};
