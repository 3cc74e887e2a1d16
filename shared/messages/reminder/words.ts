import type { Language } from '#domain/account/language.ts';
import type { NoticeWords } from '../notice/words.ts';

/** What a reminder says otherwise than the notice, in every language. */
export const reminderWords: Readonly<Record<Language, Pick<NoticeWords, 'subject' | 'preheader' | 'happened' | 'meaning'>>> = {
  nl: {
    subject: 'Herinnering: kies een nieuw wachtwoord',
    preheader: 'Uw oude wachtwoord werkt niet meer, en u hebt nog geen nieuw wachtwoord gekozen.',
    happened:
      'Eerder schreven we u dat uw wachtwoord buiten werking is gesteld. U hebt nog geen nieuw wachtwoord gekozen voor dit account:',
    meaning: {
      heading: 'Wat betekent dit voor u?',
      points: [
        'Niemand kan met dit account inloggen zolang u geen nieuw wachtwoord hebt gekozen. Uw gegevens blijven staan.',
        'Gebruikt u dit account niet meer, dan hoeft u niets te doen.',
      ],
    },
  },
  en: {
    subject: 'Reminder: please choose a new password',
    preheader: 'Your old password no longer works, and you have not chosen a new one yet.',
    happened: 'We wrote to you before that your password was put out of use. You have not chosen a new one yet for this account:',
    meaning: {
      heading: 'What does this mean for you?',
      points: [
        'Nobody can sign in to this account until you have chosen a new password. Your data stays where it is.',
        'If you no longer use this account, you need not do anything.',
      ],
    },
  },
  de: {
    subject: 'Erinnerung: Bitte wählen Sie ein neues Passwort',
    preheader: 'Ihr altes Passwort gilt nicht mehr, und Sie haben noch kein neues gewählt.',
    happened:
      'Wir haben Ihnen bereits geschrieben, dass Ihr Passwort außer Kraft gesetzt ist. Für dieses Konto haben Sie noch kein neues gewählt:',
    meaning: {
      heading: 'Was bedeutet das für Sie?',
      points: [
        'Niemand kann sich bei diesem Konto anmelden, bis Sie ein neues Passwort gewählt haben. Ihre Daten bleiben erhalten.',
        'Wenn Sie dieses Konto nicht mehr verwenden, brauchen Sie nichts zu tun.',
      ],
    },
  },
  fr: {
    subject: 'Rappel\u00a0: choisissez un nouveau mot de passe',
    preheader: 'Votre ancien mot de passe ne fonctionne plus, et vous n’en avez pas encore choisi d’autre.',
    happened:
      'Nous vous avons déjà écrit que votre mot de passe est désactivé. Vous n’en avez pas encore choisi de nouveau pour ce compte\u00a0:',
    meaning: {
      heading: 'Qu’est-ce que cela change pour vous\u00a0?',
      points: [
        'Personne ne peut se connecter à ce compte tant que vous n’avez pas choisi de nouveau mot de passe. Vos données sont conservées.',
        'Si vous n’utilisez plus ce compte, vous n’avez rien à faire.',
      ],
    },
  },
};
