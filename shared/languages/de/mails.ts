import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in German. */
export const mails: MailTexts = {
  greeting: { named: 'Guten Tag {name},', unnamed: 'Guten Tag,' },
  username: 'Benutzername:',
  notice: {
    subject: 'Ihr Passwort funktioniert nicht mehr: Bitte wählen Sie ein neues',
    preheader: 'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt.',
    happened:
      'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter gesperrt, auch Ihres. Es geht um dieses Konto:',
    meaning: {
      heading: 'Was bedeutet das für Sie?',
      points: [
        'Ihr altes Passwort funktioniert bei uns nirgends mehr. Weder Sie noch andere können sich damit anmelden.',
        'Sie verlieren nichts, wenn Sie warten. Sie können heute ein neues Passwort wählen oder auch nächste Woche.',
      ],
    },
    steps: {
      heading: 'Was sollten Sie tun?',
      points: [
        'Gehen Sie zu {origin} und tippen Sie diese Adresse am besten selbst ein: So wissen Sie sicher, wo Sie landen.',
        'Geben Sie dort Ihre E-Mail-Adresse ein. Sie erhalten dann eine zweite E-Mail mit einem Code, der zehn Minuten gültig ist.',
        'Wählen Sie ein neues Passwort, das Sie sonst nirgends verwenden.',
      ],
      elsewhere: 'Haben Sie Ihr altes Passwort auch anderswo verwendet? Dann ändern Sie es bitte auch dort.',
    },
    genuine: {
      heading: 'Ist diese E-Mail echt?',
      points: [
        'Diese E-Mail enthält keinen Code und keinen persönlichen Link. Wir fragen Sie nie nach Ihrem Passwort, weder per E-Mail noch am Telefon.',
        'Gehen Sie selbst zu {origin} und wählen Sie dort „Ist diese E-Mail von uns?“. Die Prüfnummer dieser E-Mail ist {reference}.',
        'Haben Sie Zweifel oder kommen Sie nicht weiter? Rufen Sie unseren Kundenservice unter der Nummer an, die Sie bereits kennen. In den ersten Tagen kann dort viel los sein.',
      ],
    },
  },
  suspected: {
    preheader: 'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat.',
    happened: 'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat. Deshalb haben wir es gesperrt. Es geht um dieses Konto:',
    means: ['Wir wissen nicht, ob es verwendet wurde. Prüfen Sie nach der Anmeldung, ob Ihre Daten noch stimmen.'],
  },
  confirmed: {
    preheader: 'Wir wissen, dass jemand anders Ihr Passwort verwendet hat.',
    happened: 'Wir wissen, dass jemand anders Ihr Passwort verwendet hat. Deshalb haben wir es gesperrt. Es geht um dieses Konto:',
    means: [
      'Jemand anders konnte alles sehen und ändern, was Sie mit diesem Konto sehen und ändern können. Prüfen Sie nach der Anmeldung alles und melden Sie unserem Kundenservice, was nicht von Ihnen stammt.',
      'Verwenden Sie dasselbe Passwort auch anderswo? Ändern Sie es dort noch heute.',
    ],
  },
  reminder: {
    subject: 'Erinnerung: Bitte wählen Sie ein neues Passwort',
    preheader: 'Ihr altes Passwort funktioniert nicht mehr, und Sie haben noch kein neues gewählt.',
    happened:
      'Wir haben Ihnen bereits mitgeteilt, dass Ihr Passwort gesperrt ist. Sie haben noch kein neues gewählt. Es geht um dieses Konto:',
    meaning: {
      heading: 'Was bedeutet das für Sie?',
      points: [
        'Niemand kann sich bei diesem Konto anmelden, bis Sie ein neues Passwort gewählt haben. Ihre Daten bleiben erhalten.',
        'Wenn Sie dieses Konto nicht mehr verwenden, brauchen Sie nichts zu tun.',
      ],
    },
  },
  organisation: {
    subject: 'Einige Personen in Ihrer Organisation konnten wir nicht erreichen',
    preheader: 'Deren altes Passwort funktioniert nicht mehr. Bitte sagen Sie ihnen Bescheid.',
    greeting: 'Guten Tag,',
    happened:
      'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter gesperrt. Sie erhalten diese E-Mail als Kontaktperson dieser Organisation:',
    organisation: 'Organisation:',
    unreached: 'Personen mit diesen Benutzernamen konnten wir nicht erreichen:',
    more: { one: 'und 1 weitere', other: 'und {count} weitere' },
    steps: {
      heading: 'Worum bitten wir Sie?',
      points: [
        'Sagen Sie diesen Personen bitte, dass ihr altes Passwort nicht mehr funktioniert.',
        'Auf {origin} können sie ein neues wählen. Funktioniert ihre E-Mail-Adresse nicht mehr, können sie unseren Kundenservice anrufen.',
        'Senden Sie uns keine Passwörter oder Codes und fragen Sie auch nicht danach.',
      ],
    },
    genuine: {
      heading: 'Ist diese E-Mail echt?',
      points: [
        'Gehen Sie selbst zu {origin} und wählen Sie dort „Ist diese E-Mail von uns?“. Die Prüfnummer dieser E-Mail ist {reference}.',
        'Haben Sie Zweifel? Rufen Sie unseren Kundenservice unter der Nummer an, die Sie bereits kennen.',
      ],
    },
  },
  code: {
    subject: 'Ihr Code für ein neues Passwort',
    preheader: 'Zehn Minuten gültig. Geben Sie den Code niemandem, auch nicht unserem Kundenservice.',
    asked: 'Mit diesem Code können Sie ein neues Passwort wählen:',
    use: 'Geben Sie ihn unter {origin} auf der Seite ein, auf der Sie ihn angefordert haben. Der Code ist zehn Minuten gültig und funktioniert nur einmal.',
    newest: 'Haben Sie mehrere Codes angefordert? Dann funktioniert nur der neueste.',
    secret: 'Geben Sie den Code niemandem, auch nicht unserem Kundenservice. Wir fragen nie danach.',
    another:
      'Brauchen Sie später noch einen Code? Geben Sie dann auch die Prüfnummer dieser E-Mail ein: {reference}. Ihr Code wird dann bevorzugt gesendet.',
    notYou: 'Haben Sie keinen Code angefordert? Dann müssen Sie nichts tun. Ohne diesen Code kann niemand Ihr Passwort ändern.',
  },
  recovered: {
    subject: 'Ihr Passwort wurde geändert',
    preheader: 'Sie wurden überall abgemeldet. Waren Sie das nicht? Rufen Sie unseren Kundenservice an.',
    happened: 'Am {time} wurde das Passwort dieses Kontos geändert:',
    now: 'Sie wurden überall abgemeldet. Ab jetzt funktioniert nur noch Ihr neues Passwort.',
  },
  guessed: {
    subject: 'Zu viele falsche Codes beim zweiten Schritt',
    preheader: 'Für einen Tag gesperrt. Waren Sie das nicht? Rufen Sie sofort unseren Kundenservice an.',
    happened: 'Beim zweiten Schritt dieses Kontos wurde zu oft ein falscher Code eingegeben, zuletzt am {time}:',
    now: 'Wer das getan hat, konnte die Codes in Ihren E-Mails lesen. Der zweite Schritt ist jetzt einen Tag lang für alle gesperrt, danach ist er wieder möglich. Niemand hat sich Zugang verschafft.',
  },
  notYou: {
    heading: 'Waren Sie das nicht?',
    text: 'Dann hat jemand anders Zugriff auf Ihre E-Mails. Rufen Sie sofort unseren Kundenservice unter der Nummer an, die Sie bereits kennen, und ändern Sie auch das Passwort Ihres Postfachs.',
  },
  sms: 'Zu Ihrer Sicherheit funktioniert Ihr Passwort nicht mehr. Wählen Sie ein neues auf {origin}',
};
