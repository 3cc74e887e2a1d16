import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in German. */
export const mails: MailTexts = {
  greeting: { named: 'Guten Tag {name},', unnamed: 'Guten Tag,' },
  username: 'Benutzername:',
  notice: {
    subject: 'Ihr Passwort gilt nicht mehr: Bitte wählen Sie ein neues',
    preheader: 'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt.',
    happened:
      'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter außer Kraft gesetzt, auch das Ihres Kontos:',
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
  suspected: {
    preheader: 'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat.',
    happened:
      'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat. Deshalb haben wir es außer Kraft gesetzt. Es geht um dieses Konto:',
    means: ['Ob es auch verwendet wurde, wissen wir nicht. Prüfen Sie nach der Anmeldung, ob Ihre Daten noch stimmen.'],
  },
  confirmed: {
    preheader: 'Wir wissen, dass jemand anders Ihr Passwort verwendet hat.',
    happened:
      'Wir wissen, dass jemand anders Ihr Passwort verwendet hat. Deshalb haben wir es außer Kraft gesetzt. Es geht um dieses Konto:',
    means: [
      'Jemand anders konnte sehen und ändern, was Sie mit diesem Konto sehen und ändern können. Prüfen Sie nach der Anmeldung alles, und melden Sie unserem Helpdesk, was nicht von Ihnen stammt.',
      'Verwenden Sie dasselbe Passwort auch anderswo? Ändern Sie es dort noch heute.',
    ],
  },
  reminder: {
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
  organisation: {
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
  code: {
    subject: 'Ihr Code für ein neues Passwort',
    preheader: 'Zehn Minuten gültig. Geben Sie den Code niemandem, auch nicht unserem Helpdesk.',
    asked: 'Sie möchten ein neues Passwort wählen. Hier ist Ihr Code:',
    use: 'Geben Sie ihn unter {origin} auf der Seite ein, auf der Sie ihn angefordert haben. Der Code gilt zehn Minuten und funktioniert nur einmal.',
    newest: 'Haben Sie mehrere Codes angefordert? Dann gilt nur der neueste.',
    secret: 'Geben Sie den Code niemandem, auch nicht unserem Helpdesk. Wir fragen nie danach.',
    another:
      'Brauchen Sie später noch einen Code? Geben Sie dann auch das Kennzeichen dieser E-Mail ein: {reference}. Ihr Code wird dann zuerst verschickt.',
    notYou: 'Sie haben nichts angefordert? Dann müssen Sie nichts tun. Ohne diesen Code kann niemand Ihr Passwort ändern.',
  },
  recovered: {
    subject: 'Ihr Passwort wurde geändert',
    preheader: 'Alles wurde abgemeldet. Waren Sie das nicht? Rufen Sie sofort unseren Helpdesk an.',
    happened: 'Am {time} wurde das Passwort dieses Kontos geändert:',
    now: 'Alles, was noch angemeldet war, wurde abgemeldet. Von nun an gilt nur Ihr neues Passwort.',
  },
  guessed: {
    subject: 'Zu viele falsche Codes beim zweiten Schritt',
    preheader: 'Für einen Tag gesperrt. Waren Sie das nicht? Rufen Sie sofort unseren Helpdesk an.',
    happened: 'Bis {time} wurde beim zweiten Schritt dieses Kontos zu oft ein falscher Code eingegeben:',
    now: 'Wer das tat, konnte die Codes in Ihren E-Mails lesen. Der zweite Schritt ist nun für einen Tag gesperrt, für alle, und danach wieder offen. Niemand hat sich Zugang verschafft.',
  },
  notYou: {
    heading: 'Waren Sie das nicht?',
    text: 'Dann hat jemand anders Zugriff auf Ihre E-Mails. Rufen Sie sofort unseren Helpdesk unter der Nummer an, die Sie bereits kennen, und ändern Sie auch das Passwort Ihres Postfachs.',
  },
  sms: 'Zu Ihrer Sicherheit gilt Ihr Passwort nicht mehr. Bitte wählen Sie ein neues auf {origin}',
};
