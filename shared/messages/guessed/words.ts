import type { Language } from '#domain/account/language.ts';
import type { RecoveredWords } from '../recovered/words.ts';

/** The mail about a second factor that was guessed at, in every language. `{time}` stands for the moment of the last wrong code. */
export const guessedWords: Readonly<Record<Language, RecoveredWords>> = {
  nl: {
    subject: 'Te vaak een verkeerde code bij de tweede stap',
    preheader: 'De tweede stap is een dag gesloten. Was u dat niet? Bel meteen onze helpdesk.',
    username: 'Gebruikersnaam:',
    happened: 'Tot {time} is bij de tweede stap van dit account te vaak een verkeerde code ingevuld:',
    now: 'Wie dat deed, kon de codes uit uw mail lezen. De tweede stap is nu een dag gesloten, voor iedereen, en daarna weer open. Er is niemand binnengekomen.',
    notYou: {
      heading: 'Was u dat niet?',
      text: 'Dan kan iemand anders bij uw mail. Bel meteen onze helpdesk, op het nummer dat u al van ons kent, en verander ook het wachtwoord van uw mailbox.',
    },
  },
  en: {
    subject: 'Too many wrong codes at the second step',
    preheader: 'The second step is closed for a day. Was that not you? Call our helpdesk at once.',
    username: 'User name:',
    happened: 'Until {time}, a wrong code was typed too often at the second step of this account:',
    now: 'Whoever did that could read the codes in your mail. The second step is now closed for a day, for everybody, and open again after that. Nobody got in.',
    notYou: {
      heading: 'Was that not you?',
      text: 'Then somebody else can get at your mail. Call our helpdesk at once, on the number that you already know, and change the password of your mailbox too.',
    },
  },
  de: {
    subject: 'Zu viele falsche Codes beim zweiten Schritt',
    preheader: 'Für einen Tag gesperrt. Waren Sie das nicht? Rufen Sie sofort unseren Helpdesk an.',
    username: 'Benutzername:',
    happened: 'Bis {time} wurde beim zweiten Schritt dieses Kontos zu oft ein falscher Code eingegeben:',
    now: 'Wer das tat, konnte die Codes in Ihren E-Mails lesen. Der zweite Schritt ist nun für einen Tag gesperrt, für alle, und danach wieder offen. Niemand hat sich Zugang verschafft.',
    notYou: {
      heading: 'Waren Sie das nicht?',
      text: 'Dann hat jemand anders Zugriff auf Ihre E-Mails. Rufen Sie sofort unseren Helpdesk unter der Nummer an, die Sie bereits kennen, und ändern Sie auch das Passwort Ihres Postfachs.',
    },
  },
  fr: {
    subject: 'Trop de codes erronés à la seconde étape',
    preheader: 'Elle est fermée pour un jour. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    username: 'Nom d’utilisateur\u00a0:',
    happened: 'Jusqu’au {time}, un code erroné a été saisi trop souvent à la seconde étape de ce compte\u00a0:',
    now: 'La personne qui l’a fait pouvait lire les codes dans vos e-mails. La seconde étape est maintenant fermée pour un jour, pour tout le monde, puis de nouveau ouverte. Personne n’est entré.',
    notYou: {
      heading: 'Ce n’était pas vous\u00a0?',
      text: 'Quelqu’un d’autre a donc accès à vos e-mails. Appelez tout de suite notre assistance, au numéro que vous connaissez déjà, et changez aussi le mot de passe de votre boîte mail.',
    },
  },
};
