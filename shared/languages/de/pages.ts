import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in German. */
export const pages: PageTexts = {
  'foot.asking': 'Wir fragen Sie nie nach Ihrem Passwort, weder per E-Mail noch am Telefon.',
  'helpdesk.call': 'Rufen Sie unseren Kundenservice unter der Nummer an, die Sie bereits kennen.',
  'faults.title': 'Bitte prüfen Sie Ihre Eingaben',
  'steps.label': 'Fortschritt',
  'steps.address': 'Adresse',
  'steps.code': 'Code',
  'steps.password': 'Passwort',

  'start.title': 'Wählen Sie ein neues Passwort',
  'start.lead':
    'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter gesperrt, vielleicht auch Ihres.',
  'start.old': 'Ihr altes Passwort funktioniert dann bei uns nirgends mehr, weder für Sie noch für andere, die es vielleicht kennen.',
  'start.wait': 'Sie verlieren nichts, wenn Sie warten. Ist gerade viel los, können Sie das auch nächste Woche erledigen.',
  'start.way': 'So funktioniert es',
  'start.way.address': 'Sie geben Ihre E-Mail-Adresse ein.',
  'start.way.code': 'Sie erhalten per E-Mail einen Code, der zehn Minuten gültig ist.',
  'start.way.password': 'Sie wählen ein neues Passwort. Danach können Sie sich wieder anmelden.',
  'start.begin': 'Weiter',
  'start.help': 'Haben Sie keinen Zugriff mehr auf Ihre E-Mails?',

  'identify.title': 'Wie lautet Ihre E-Mail-Adresse?',
  'identify.label': 'E-Mail-Adresse',
  'identify.hint': 'Die Adresse, an die wir Ihnen geschrieben haben. Ein Benutzername funktioniert hier nicht.',
  'identify.send': 'Code anfordern',
  'identify.fault': 'Geben Sie genau eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de.',
  'identify.reference': 'Prüfnummer aus unserer E-Mail (freiwillig)',
  'identify.reference.hint':
    'Drei Gruppen von je vier Zeichen gegen Ende der E-Mail, zum Beispiel 4K7M-12XW-D9FT. Mit der Prüfnummer wird Ihr Code bevorzugt gesendet, auch wenn gerade viele einen anfordern.',
  'identify.reference.fault': 'Diese Prüfnummer ist nicht von uns. Übernehmen Sie sie aus unserer E-Mail oder lassen Sie das Feld leer.',
  'identify.flood':
    'Zurzeit werden sehr viele Codes angefordert. Geben Sie die Prüfnummer aus unserer E-Mail ein, dann wird Ihr Code bevorzugt gesendet.',
  'identify.referred':
    'Zurzeit werden zu viele Codes angefordert. Wir können Ihnen nur einen senden, wenn Sie die Prüfnummer aus unserer E-Mail eingeben.',
  'identify.none': 'Heute können wir keine Codes mehr senden. Versuchen Sie es morgen noch einmal oder rufen Sie unseren Kundenservice an.',
  'identify.soon': {
    one: 'In einer Minute können Sie wieder einen Code anfordern. Mit der Prüfnummer aus unserer E-Mail geht es sofort.',
    other: 'In {count} Minuten können Sie wieder einen Code anfordern. Mit der Prüfnummer aus unserer E-Mail geht es sofort.',
  },
  'identify.used': {
    one: 'Diese Prüfnummer wurde schon mehrmals verwendet. In einer Minute können Sie sie wieder verwenden.',
    other: 'Diese Prüfnummer wurde schon mehrmals verwendet. In {count} Minuten können Sie sie wieder verwenden.',
  },

  'code.title': 'Geben Sie den Code aus der E-Mail ein',
  'code.sent': 'Wenn zu {address} ein Konto gehört, das ein neues Passwort braucht, ist jetzt eine E-Mail mit einem Code unterwegs.',
  'code.slow': 'Das kann einige Minuten dauern. Sehen Sie auch im Spam-Ordner nach.',
  'code.newer': 'Sie haben einen neuen Code angefordert. Ältere Codes sind nicht mehr gültig.',
  'code.label': 'Code',
  'code.hint': '8 Ziffern. Leerzeichen spielen keine Rolle.',
  'code.continue': 'Weiter',
  'code.fault.form': 'Der Code hat 8 Ziffern. Übernehmen Sie ihn aus der E-Mail.',
  'code.fault.wrong': 'Dieser Code ist ungültig. Verwenden Sie den Code aus der neuesten E-Mail; er ist zehn Minuten gültig.',
  'code.fault.void':
    'Es wurde zu oft ein falscher Code eingegeben. Deshalb ist dieser Code nicht mehr gültig. Fordern Sie unten einen neuen an.',
  'code.fault.many': 'Sie haben schon drei Codes angefordert. Beginnen Sie in einer Stunde von vorn.',
  'code.none': 'Keine E-Mail erhalten?',
  'code.none.why':
    'Wir schreiben nur an die Adresse, die uns vorliegt, und senden nur wenige Codes pro Stunde an eine Adresse. Haben Sie sich vertippt oder verwenden Sie eine andere Adresse?',
  'code.none.reference':
    'Haben Sie vor Kurzem andere E-Mails mit einem Code erhalten? Geben Sie Ihre Adresse noch einmal ein, mit der Prüfnummer aus der neuesten: Dann erhalten Sie sofort einen Code.',
  'code.again': 'Neuen Code senden',
  'code.next': {
    one: 'In einer Minute können Sie einen neuen Code anfordern. Wenn Sie mit der Prüfnummer aus unserer E-Mail von vorn beginnen, erhalten Sie sofort einen.',
    other:
      'In {count} Minuten können Sie einen neuen Code anfordern. Wenn Sie mit der Prüfnummer aus unserer E-Mail von vorn beginnen, erhalten Sie sofort einen.',
  },
  'code.other': 'Andere Adresse eingeben',

  'password.title': 'Wählen Sie ein neues Passwort',
  'password.good': 'Anforderungen an Ihr Passwort',
  'password.good.length': '12 bis 128 Zeichen. Alle Zeichen sind erlaubt, aber keine Leerzeichen am Anfang oder Ende.',
  'password.good.words': 'Lang ist besser als kompliziert: Vier Wörter, die nichts miteinander zu tun haben, sind gut.',
  'password.good.others': 'Kein Benutzername, keine E-Mail-Adresse und nichts Naheliegendes wie Willkommen2026!',
  'password.good.once': 'Ein Passwort, das Sie sonst nirgends verwenden.',
  'password.account': 'Konto',
  'password.which': 'Für welches Konto?',
  'password.which.hint': 'Zu dieser Adresse gehören mehrere Konten. Die anderen können Sie danach erledigen.',
  'password.label': 'Neues Passwort',
  'password.repeat': 'Neues Passwort wiederholen',
  'password.set': 'Passwort festlegen',
  'password.fault.account': 'Wählen Sie eines der Konten.',
  'password.fault.short': 'Dieses Passwort hat weniger als 12 Zeichen.',
  'password.fault.long': 'Dieses Passwort hat mehr als 128 Zeichen.',
  'password.fault.blank': 'Ein Passwort darf nicht mit einem Leerzeichen beginnen oder enden.',
  'password.fault.common': 'Dieses Passwort ist zu bekannt. Wählen Sie ein anderes.',
  'password.fault.personal': 'Dieses Passwort enthält Ihren Benutzernamen oder Ihre E-Mail-Adresse. Wählen Sie ein anderes.',
  'password.fault.refused':
    'Dieses Passwort wurde nicht akzeptiert. Wählen Sie eines, das Sie noch nicht hatten und hier noch nicht eingegeben haben. Vielleicht braucht es auch Großbuchstaben, Ziffern und Sonderzeichen.',
  'password.fault.unequal': 'Die beiden Passwörter stimmen nicht überein. Geben Sie beide noch einmal ein.',
  'password.moment': 'Einen Moment bitte',
  'password.moment.throttled':
    'Gerade wählen sehr viele Menschen ein Passwort. Es geht nichts verloren: Warten Sie ein paar Sekunden, geben Sie Ihr neues Passwort noch einmal ein und klicken Sie auf „{button}“.',
  'password.moment.busy':
    'Dieses Passwort wird gerade festgelegt. Warten Sie eine halbe Minute, geben Sie es noch einmal ein und klicken Sie auf „{button}“.',
  'password.moment.limited':
    'Das waren zu viele Versuche. Es geht nichts verloren: Warten Sie eine Viertelstunde, geben Sie Ihr neues Passwort noch einmal ein und klicken Sie auf „{button}“.',
  'password.moment.early':
    'Vielleicht hat jemand begonnen, sich mit dem ersten Passwort dieses Kontos anzumelden. In einer Viertelstunde ist das nicht mehr möglich, und niemand kann Ihr neues Passwort mehr ersetzen. Kommen Sie dann wieder oder lassen Sie diese Seite offen und geben Sie Ihr neues Passwort noch einmal ein.',

  'factor.title.app': 'Geben Sie den Code aus Ihrer Authenticator-App ein',
  'factor.title.sms': 'Geben Sie den Code aus der SMS ein',
  'factor.title.mail': 'Geben Sie den zweiten Code aus Ihrer E-Mail ein',
  'factor.title.setup': 'Richten Sie eine Authenticator-App ein',
  'factor.set': 'Ihr neues Passwort ist festgelegt. Es fehlt noch ein Schritt, bevor Sie sich anmelden können.',
  'factor.app': 'Öffnen Sie die Authenticator-App, die Sie für dieses Konto verwenden, und geben Sie den angezeigten Code ein.',
  'factor.sms': 'Eine SMS mit einem Code ist an die Telefonnummer unterwegs, die Sie für dieses Konto angegeben haben.',
  'factor.mail': 'Eine E-Mail mit einem weiteren Code ist an die Adresse unterwegs, die Sie für dieses Konto angegeben haben.',
  'factor.setup': 'Dieses Konto verlangt auch einen Code aus einer Authenticator-App, ab jetzt bei jeder Anmeldung.',
  'factor.setup.app': 'Installieren Sie eine Authenticator-App auf Ihrem Telefon oder öffnen Sie die App, die Sie schon haben.',
  'factor.setup.key': 'Fügen Sie in der App manuell ein Konto mit diesem Schlüssel hinzu:',
  'factor.setup.link': 'Ist die App auf diesem Telefon? Dann tippen Sie hier, um das Konto hinzuzufügen.',
  'factor.setup.code': 'Die App zeigt nun einen Code an. Geben Sie ihn unten ein.',
  'factor.label': 'Code',
  'factor.hint': '6 Ziffern. Die App zeigt alle 30 Sekunden einen neuen Code an.',
  'factor.continue': 'Weiter',
  'factor.fault.form': 'Der Code hat 6 Ziffern. Übernehmen Sie ihn genau.',
  'factor.fault.wrong': 'Dieser Code ist ungültig. Warten Sie auf den nächsten und achten Sie darauf, dass er zu diesem Konto gehört.',
  'factor.moment.throttled':
    'Gerade ist sehr viel los. Es geht nichts verloren: Warten Sie ein paar Sekunden, geben Sie einen neuen Code ein und klicken Sie auf „{button}“.',
  'factor.moment.busy':
    'Für dieses Konto läuft noch ein anderer Schritt. Warten Sie eine halbe Minute, geben Sie einen neuen Code ein und klicken Sie auf „{button}“.',
  'factor.moment.limited':
    'Das waren zu viele Versuche. Es geht nichts verloren: Warten Sie eine Viertelstunde, geben Sie einen neuen Code ein und klicken Sie auf „{button}“.',
  'factor.none': 'Haben Sie das nicht mehr oder haben Sie es nie eingerichtet?',
  'factor.closed': 'Niemand kann sich bei diesem Konto anmelden, bis wir Ihnen geholfen haben.',
  'factor.title.over': 'Geben Sie Ihr neues Passwort bitte noch einmal ein',
  'factor.text.over':
    'Es hat zu lange gedauert oder der Code war schon verwendet. Es geht nichts verloren: Geben Sie das Passwort, das Sie gerade gewählt haben, noch einmal ein.',
  'factor.again.over': 'Zurück zum Passwort',
  'factor.title.spent': 'Zu viele falsche Codes',
  'factor.text.spent': 'Es wurde fünfmal ein falscher Code eingegeben. Beginnen Sie noch einmal mit Ihrer E-Mail-Adresse.',
  'factor.text.locked': {
    one: 'Für dieses Konto wurde zu oft ein falscher Code eingegeben. Kommen Sie in einer Stunde wieder und beginnen Sie mit Ihrer E-Mail-Adresse.',
    other:
      'Für dieses Konto wurde zu oft ein falscher Code eingegeben. Kommen Sie in {count} Stunden wieder und beginnen Sie mit Ihrer E-Mail-Adresse.',
  },
  'factor.notYou': 'Waren Sie das nicht? Dann liest jemand anders Ihre E-Mails: Ändern Sie sofort das Passwort Ihres Postfachs.',
  'factor.again.spent': 'Von vorn beginnen',

  'help.title': 'Bitte wenden Sie sich an unseren Kundenservice',
  'help.text':
    'Ihr neues Passwort ist festgelegt, aber dieses Konto ist deaktiviert oder verlangt etwas, was auf dieser Seite nicht möglich ist.',
  'help.closed': 'Niemand kann sich bei diesem Konto anmelden, bis wir Ihnen geholfen haben.',

  'done.title': 'Ihr neues Passwort funktioniert',
  'done.lead': 'Sie können sich als {username} mit Ihrem neuen Passwort wieder anmelden.',
  'done.lingers': {
    one: 'Manche Apps lassen Sie vielleicht noch eine Minute nicht hinein, bis alte Sitzungen dort abgelaufen sind. Danach können Sie sich überall anmelden.',
    other:
      'Manche Apps lassen Sie vielleicht noch bis zu {count} Minuten nicht hinein, bis alte Sitzungen dort abgelaufen sind. Danach können Sie sich überall anmelden.',
  },
  'done.lingersLong': {
    one: 'Manche Apps lassen Sie vielleicht noch eine Stunde nicht hinein, bis alte Sitzungen dort abgelaufen sind. Danach können Sie sich überall anmelden.',
    other:
      'Manche Apps lassen Sie vielleicht noch bis zu {count} Stunden nicht hinein, bis alte Sitzungen dort abgelaufen sind. Danach können Sie sich überall anmelden.',
  },
  'done.out': 'Sie wurden überall abgemeldet.',
  'done.mail':
    'Sie erhalten eine E-Mail, die das bestätigt. Sollten Sie einmal unerwartet eine bekommen, rufen Sie sofort unseren Kundenservice an.',
  'done.elsewhere': 'Haben Sie Ihr altes Passwort auch anderswo verwendet? Ändern Sie es bitte auch dort.',
  'done.others': {
    one: 'Noch ein Konto mit dieser Adresse braucht ein neues Passwort.',
    other: 'Noch {count} Konten mit dieser Adresse brauchen ein neues Passwort.',
  },
  'done.next': 'Weiter mit dem nächsten Konto',

  'nothing.title': 'Hier ist nichts mehr zu tun',
  'nothing.text':
    'Kein Konto mit dieser Adresse braucht noch ein neues Passwort. Wenn Sie sich trotzdem nicht anmelden können, helfen wir Ihnen.',

  'check.title': 'Ist diese E-Mail von uns?',
  'check.label': 'Prüfnummer in der E-Mail',
  'check.hint': 'Drei Gruppen von je vier Zeichen gegen Ende der E-Mail. Großschreibung und Bindestriche spielen keine Rolle.',
  'check.look': 'Prüfen',
  'check.fault': 'Eine Prüfnummer hat zwölf Buchstaben und Ziffern, zum Beispiel 4K7M-12XW-D9FT. Übernehmen Sie sie aus der E-Mail.',
  'check.yes.title': 'Ja, diese Prüfnummer ist von uns',
  'check.yes.text': 'Wir haben die E-Mail am {day}, zwischen {from} und {to} Uhr gesendet.',
  'check.said.precaution': 'Darin stand, dass Unbefugte möglicherweise Ihr Passwort haben.',
  'check.said.suspected': 'Darin stand, dass es Anzeichen dafür gibt, dass jemand anders Ihr Passwort hat.',
  'check.said.confirmed': 'Darin stand, dass jemand anders Ihr Passwort verwendet hat.',
  'check.said.reminder': 'Es war eine Erinnerung.',
  'check.said.organisation':
    'Sie ging an die Kontaktperson einer Organisation und nannte Nutzerinnen und Nutzer, die wir nicht erreichen konnten.',
  'check.said.code': 'Darin stand ein Code.',
  'check.yes.asked': 'Die E-Mail bat Sie nur, auf diese Website zu gehen und hier ein neues Passwort zu wählen.',
  'check.yes.other':
    'Verlangt Ihre E-Mail etwas anderes oder führt sie auf eine andere Website? Dann hat jemand unsere Prüfnummer kopiert und die E-Mail ist nicht von uns.',
  'check.no.title': 'Nein, diese Prüfnummer kennen wir nicht',
  'check.no.text':
    'Prüfen Sie, ob Sie sie richtig übernommen haben. Wenn ja, ist die E-Mail nicht von uns: Tun Sie nicht, was darin steht.',
  'check.no.help': 'Haben Sie Zweifel?',

  'busy.title': 'Das hat gerade nicht geklappt',
  'busy.text': 'Vielleicht ist gerade sehr viel los. Gehen Sie zurück, warten Sie einige Sekunden und versuchen Sie es noch einmal.',
  'error.begin': 'Von vorn beginnen',
  'error.help': 'Passiert das immer wieder?',
  'error.missing.title': 'Seite nicht gefunden',
  'error.missing.text': 'Diese Seite gibt es nicht. Vielleicht enthält die Adresse einen Tippfehler.',
  'error.step.title': 'Bitte beginnen Sie von vorn',
  'error.step.text':
    'Dieser Schritt ist jetzt nicht möglich: Ein früherer Schritt fehlt oder Sie haben vor mehr als einer Stunde begonnen. Es geht nichts verloren.',
  'error.foreign.title': 'Bitte öffnen Sie die Seite neu',
  'error.foreign.text': 'Wir konnten nicht erkennen, ob dies von unserer eigenen Seite kam. Deshalb wurde nichts ausgeführt.',
  'error.request.title': 'Das hat nicht geklappt',
  'error.request.text': 'Wir haben nicht verstanden, was gesendet wurde. Deshalb wurde nichts ausgeführt.',
  'error.ours.title': 'Bei uns ist etwas schiefgegangen',
  'error.ours.text': 'Warten Sie einen Moment und versuchen Sie es noch einmal. Was Sie schon getan haben, ist gespeichert.',
};
