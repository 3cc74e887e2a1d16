import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in German. */
export const pages: PageTexts = {
  'foot.asking': 'Wir fragen Sie nie nach Ihrem Passwort, weder per E-Mail noch am Telefon.',
  'helpdesk.call': 'Rufen Sie unseren Helpdesk unter der Nummer an, die Sie bereits kennen.',
  'faults.title': 'Etwas stimmt noch nicht',
  'steps.label': 'Wo Sie sind',
  'steps.address': 'Adresse',
  'steps.code': 'Code',
  'steps.password': 'Passwort',

  'start.title': 'Wählen Sie ein neues Passwort',
  'start.lead':
    'Unbefugte sind möglicherweise an Passwörter unserer Nutzerinnen und Nutzer gelangt. Deshalb haben wir Passwörter außer Kraft gesetzt, vielleicht auch Ihres.',
  'start.old': 'Ihr altes Passwort gilt dann bei uns nirgends mehr, weder für Sie noch für andere, die es vielleicht haben.',
  'start.wait': 'Sie verlieren nichts, wenn Sie warten. Ist gerade viel los, geht es nächste Woche ebenso gut.',
  'start.way': 'So geht es',
  'start.way.address': 'Sie geben Ihre E-Mail-Adresse an.',
  'start.way.code': 'Wir schicken Ihnen per E-Mail einen Code, der zehn Minuten lang gilt.',
  'start.way.password': 'Sie wählen ein neues Passwort. Danach können Sie sich wieder anmelden.',
  'start.begin': 'Anfangen',
  'start.help': 'Kommen Sie nicht mehr an Ihre E-Mails?',

  'identify.title': 'Wie lautet Ihre E-Mail-Adresse?',
  'identify.label': 'E-Mail-Adresse',
  'identify.hint': 'Die Adresse, an die unsere E-Mail dazu ging. Mit einem Benutzernamen geht es hier nicht.',
  'identify.send': 'Code zusenden',
  'identify.fault': 'Geben Sie eine einzige E-Mail-Adresse an, zum Beispiel name@beispiel.de.',
  'identify.reference': 'Kennzeichen unserer E-Mail (freiwillig)',
  'identify.reference.hint':
    'Drei Gruppen von vier Zeichen gegen Ende der E-Mail, etwa 4K7M-12XW-D9FT. Damit wird Ihr Code zuerst versandt, auch wenn sehr viele angefordert werden.',
  'identify.reference.fault': 'Das ist kein Kennzeichen von uns. Übernehmen Sie es aus unserer E-Mail, oder lassen Sie das Feld leer.',
  'identify.flood':
    'Zurzeit werden sehr viele Codes angefordert. Geben Sie das Kennzeichen aus unserer E-Mail ein, dann wird Ihr Code zuerst versandt.',
  'identify.referred':
    'Zurzeit werden zu viele Codes angefordert. Wir können Ihnen einen senden, wenn Sie das Kennzeichen aus unserer E-Mail eingeben.',
  'identify.none': 'Heute können wir keine Codes mehr versenden. Versuchen Sie es morgen noch einmal, oder rufen Sie unseren Helpdesk an.',
  'identify.soon': {
    one: 'In einer Minute können Sie den nächsten Code anfordern. Mit dem Kennzeichen aus unserer E-Mail geht es sofort.',
    other: 'In {count} Minuten können Sie den nächsten Code anfordern. Mit dem Kennzeichen aus unserer E-Mail geht es sofort.',
  },
  'identify.used': {
    one: 'Dieses Kennzeichen wurde schon mehrmals verwendet. In einer Minute funktioniert es wieder.',
    other: 'Dieses Kennzeichen wurde schon mehrmals verwendet. In {count} Minuten funktioniert es wieder.',
  },

  'code.title': 'Geben Sie den Code aus der E-Mail ein',
  'code.sent':
    'Wenn zu {address} ein Konto gehört, das ein neues Passwort braucht, ist jetzt eine E-Mail mit einem Code an diese Adresse unterwegs.',
  'code.slow': 'Das kann einige Minuten dauern. Sehen Sie auch im Spam-Ordner nach.',
  'code.newer': 'Sie haben einen neuen Code angefordert. Ältere gelten nicht mehr.',
  'code.label': 'Code',
  'code.hint': '8 Ziffern; Leerzeichen spielen keine Rolle.',
  'code.continue': 'Weiter',
  'code.fault.form': 'Der Code hat 8 Ziffern. Übernehmen Sie ihn aus der E-Mail.',
  'code.fault.wrong': 'Dieser Code gilt nicht. Nehmen Sie den aus der neuesten E-Mail; er gilt zehn Minuten lang.',
  'code.fault.void': 'Es wurde zu oft ein falscher Code eingegeben, deshalb gilt dieser nicht mehr. Fordern Sie unten einen neuen an.',
  'code.fault.many': 'Sie haben schon drei Codes angefordert. Fangen Sie in einer Stunde neu an.',
  'code.none': 'Keine E-Mail?',
  'code.none.why':
    'Wir schreiben nur an die Adresse, die uns vorliegt, und schicken nur wenige Codes pro Stunde an eine Adresse. Haben Sie sich vertippt, oder verwenden Sie eine andere?',
  'code.none.reference':
    'Sind vor Kurzem andere E-Mails mit einem Code gekommen? Geben Sie Ihre Adresse noch einmal ein, mit dem Kennzeichen aus der neuesten: Dann kommt sofort ein Code.',
  'code.again': 'Neuen Code zusenden',
  'code.next': {
    one: 'In einer Minute können Sie einen neuen Code anfordern. Wenn Sie mit dem Kennzeichen aus unserer E-Mail neu beginnen, erhalten Sie sofort einen.',
    other:
      'In {count} Minuten können Sie einen neuen Code anfordern. Wenn Sie mit dem Kennzeichen aus unserer E-Mail neu beginnen, erhalten Sie sofort einen.',
  },
  'code.other': 'Andere Adresse angeben',

  'password.title': 'Wählen Sie ein neues Passwort',
  'password.good': 'Darauf kommt es an',
  'password.good.length': '12 bis 128 Zeichen. Alles ist erlaubt, Leerzeichen aber nur zwischen anderen Zeichen.',
  'password.good.words': 'Lang ist besser als kompliziert: Vier Wörter, die nichts miteinander zu tun haben, sind gut.',
  'password.good.others': 'Kein Benutzername, keine E-Mail-Adresse und nichts, woran alle denken, wie Willkommen2026!',
  'password.good.once': 'Eines, das Sie nirgends sonst verwenden.',
  'password.account': 'Konto',
  'password.which': 'Für welches Konto ist es?',
  'password.which.hint': 'Zu dieser Adresse gehören mehrere Konten. Die anderen können Sie danach erledigen.',
  'password.label': 'Neues Passwort',
  'password.repeat': 'Dasselbe Passwort noch einmal',
  'password.set': 'Passwort festlegen',
  'password.fault.account': 'Wählen Sie eines der Konten.',
  'password.fault.short': 'Dieses Passwort hat weniger als 12 Zeichen.',
  'password.fault.long': 'Dieses Passwort hat mehr als 128 Zeichen.',
  'password.fault.blank': 'Ein Passwort kann nicht mit einem Leerzeichen anfangen oder enden.',
  'password.fault.common': 'An dieses Passwort denken alle. Wählen Sie ein anderes.',
  'password.fault.personal': 'Ihr Benutzername oder Ihre Adresse kommt in diesem Passwort vor. Wählen Sie ein anderes.',
  'password.fault.refused':
    'Dieses Passwort wurde nicht angenommen. Wählen Sie ein anderes, als Sie früher hatten oder hier schon eingegeben haben. Vielleicht braucht es auch Großbuchstaben, Ziffern und Sonderzeichen.',
  'password.fault.unequal': 'Das ist nicht dasselbe wie das neue Passwort. Geben Sie beide noch einmal ein.',
  'password.moment': 'Einen Moment bitte',
  'password.moment.throttled':
    'Gerade wählen sehr viele Menschen ein Passwort. Es ist nichts verloren: Geben Sie Ihr neues Passwort noch einmal ein und drücken Sie in ein paar Sekunden wieder auf den Knopf.',
  'password.moment.busy':
    'Dieses Passwort wird gerade festgelegt. Warten Sie eine halbe Minute, geben Sie es dann noch einmal ein und drücken Sie auf den Knopf.',
  'password.moment.limited':
    'Das wurde zu oft versucht. Es ist nichts verloren: Warten Sie eine Viertelstunde, geben Sie Ihr neues Passwort dann noch einmal ein und drücken Sie auf den Knopf.',
  'password.moment.early':
    'Vielleicht hat jemand begonnen, sich mit dem ersten Passwort dieses Kontos anzumelden. In einer Viertelstunde ist das vorbei, und niemand kann Ihr neues Passwort mehr ersetzen: Kommen Sie dann wieder, oder lassen Sie diese Seite offen und drücken Sie dann noch einmal auf den Knopf.',

  'factor.title.app': 'Geben Sie den Code Ihrer Authenticator-App ein',
  'factor.title.sms': 'Geben Sie den Code aus der SMS ein',
  'factor.title.mail': 'Geben Sie den zweiten Code aus Ihrer E-Mail ein',
  'factor.title.setup': 'Richten Sie eine Authenticator-App ein',
  'factor.set': 'Ihr neues Passwort ist festgelegt. Ein Schritt fehlt noch, bevor Sie sich anmelden können.',
  'factor.app': 'Öffnen Sie die Authenticator-App, die Sie für dieses Konto verwenden, und übernehmen Sie den Code, den sie jetzt zeigt.',
  'factor.sms': 'Eine SMS mit einem Code ist an die Telefonnummer unterwegs, die Sie einmal für dieses Konto angegeben haben.',
  'factor.mail': 'Eine E-Mail mit einem weiteren Code ist an die Adresse unterwegs, die Sie einmal für dieses Konto angegeben haben.',
  'factor.setup': 'Dieses Konto braucht auch einen Code einer Authenticator-App, von nun an bei jeder Anmeldung.',
  'factor.setup.app': 'Installieren Sie eine Authenticator-App auf Ihrem Telefon, oder öffnen Sie die, die Sie schon haben.',
  'factor.setup.key': 'Fügen Sie darin von Hand ein Konto mit diesem Schlüssel hinzu:',
  'factor.setup.link': 'Ist die App auf diesem Telefon? Fügen Sie das Konto mit einem Tippen hinzu.',
  'factor.setup.code': 'Die App zeigt nun einen Code. Geben Sie ihn hier ein.',
  'factor.label': 'Code',
  'factor.hint': '6 Ziffern. Die App zeigt jede halbe Minute einen anderen Code.',
  'factor.continue': 'Weiter',
  'factor.fault.form': 'Der Code hat 6 Ziffern. Übernehmen Sie ihn genau.',
  'factor.fault.wrong': 'Dieser Code gilt nicht. Warten Sie auf den nächsten, und achten Sie darauf, dass es der für dieses Konto ist.',
  'factor.moment.throttled':
    'Gerade sind sehr viele Menschen hier. Es ist nichts verloren: Geben Sie einen neuen Code ein und drücken Sie in ein paar Sekunden wieder auf den Knopf.',
  'factor.moment.busy':
    'An diesem Konto wird gerade gearbeitet. Warten Sie eine halbe Minute, geben Sie dann einen neuen Code ein und drücken Sie auf den Knopf.',
  'factor.moment.limited':
    'Das wurde zu oft versucht. Es ist nichts verloren: Warten Sie eine Viertelstunde, geben Sie dann einen neuen Code ein und drücken Sie auf den Knopf.',
  'factor.none': 'Haben Sie das nicht mehr, oder haben Sie es nie eingerichtet?',
  'factor.closed': 'Niemand kann sich bei dem Konto anmelden, bis wir Ihnen geholfen haben.',
  'factor.title.over': 'Geben Sie Ihr neues Passwort bitte noch einmal ein',
  'factor.text.over':
    'Es ist zu viel Zeit vergangen, oder der Code war schon verwendet. Es ist nichts verloren: Geben Sie das Passwort, das Sie gerade gewählt haben, noch einmal ein.',
  'factor.again.over': 'Zum Passwort',
  'factor.title.spent': 'Zu viele falsche Codes',
  'factor.text.spent': 'Es wurde fünfmal ein falscher Code eingegeben. Fangen Sie mit Ihrer E-Mail-Adresse neu an.',
  'factor.text.locked': {
    one: 'Für dieses Konto wurde zu oft ein falscher Code eingegeben. Kommen Sie in einer Stunde mit Ihrer E-Mail-Adresse wieder.',
    other: 'Für dieses Konto wurde zu oft ein falscher Code eingegeben. Kommen Sie in {count} Stunden mit Ihrer E-Mail-Adresse wieder.',
  },
  'factor.notYou': 'Waren Sie das nicht? Dann liest jemand anders Ihre E-Mails: Ändern Sie sofort das Passwort Ihres Postfachs.',
  'factor.again.spent': 'Zum Anfang',

  'help.title': 'Hier muss unser Helpdesk Ihnen helfen',
  'help.text':
    'Ihr neues Passwort ist festgelegt, aber dieses Konto ist abgeschaltet oder verlangt etwas, wonach diese Seite Sie nicht fragen kann.',
  'help.closed': 'Niemand kann sich bei dem Konto anmelden, bis wir Ihnen geholfen haben.',

  'done.title': 'Ihr neues Passwort gilt',
  'done.lead': 'Sie können sich als {username} mit Ihrem neuen Passwort wieder anmelden.',
  'done.lingers': {
    one: 'Eine App kann Sie noch eine Minute lang abweisen, weil dort bis dahin etwas verwendbar ist, das früher geöffnet wurde. Danach können Sie sich überall anmelden.',
    other:
      'Eine App kann Sie noch bis zu {count} Minuten lang abweisen, weil dort bis dahin etwas verwendbar ist, das früher geöffnet wurde. Danach können Sie sich überall anmelden.',
  },
  'done.lingersLong': {
    one: 'Eine App kann Sie noch eine Stunde lang abweisen, weil dort bis dahin etwas verwendbar ist, das früher geöffnet wurde. Danach können Sie sich überall anmelden.',
    other:
      'Eine App kann Sie noch bis zu {count} Stunden lang abweisen, weil dort bis dahin etwas verwendbar ist, das früher geöffnet wurde. Danach können Sie sich überall anmelden.',
  },
  'done.out': 'Alles, was noch angemeldet war, wurde abgemeldet.',
  'done.mail':
    'Sie erhalten eine E-Mail, die das bestätigt. Sollten Sie je eine solche bekommen, ohne etwas getan zu haben, rufen Sie sofort unseren Helpdesk an.',
  'done.elsewhere': 'Haben Sie Ihr altes Passwort auch anderswo verwendet? Ändern Sie es bitte auch dort.',
  'done.others': {
    one: 'Noch ein Konto zu dieser Adresse braucht ein neues Passwort.',
    other: 'Noch {count} Konten zu dieser Adresse brauchen ein neues Passwort.',
  },
  'done.next': 'Weiter mit dem nächsten Konto',

  'nothing.title': 'Hier ist nichts mehr zu tun',
  'nothing.text':
    'Kein Konto zu dieser Adresse braucht noch ein neues Passwort. Wenn Sie sich trotzdem nicht anmelden können, helfen wir Ihnen.',

  'check.title': 'Ist diese E-Mail von uns?',
  'check.label': 'Kennzeichen der E-Mail',
  'check.hint': 'Drei Gruppen von vier Zeichen, gegen Ende der E-Mail. Großschreibung und Striche spielen keine Rolle.',
  'check.look': 'Prüfen',
  'check.fault': 'Ein Kennzeichen hat zwölf Buchstaben und Ziffern, etwa 4K7M-12XW-D9FT. Übernehmen Sie es aus der E-Mail.',
  'check.yes.title': 'Ja, dieses Kennzeichen ist von uns',
  'check.yes.text': 'Wir haben die E-Mail in der Stunde ab {time} gesendet.',
  'check.said.precaution': 'Darin stand, dass Unbefugte möglicherweise Ihr Passwort haben.',
  'check.said.suspected': 'Darin stand, dass es Anzeichen dafür gibt, dass jemand anders Ihr Passwort hat.',
  'check.said.confirmed': 'Darin stand, dass jemand anders Ihr Passwort verwendet hat.',
  'check.said.reminder': 'Es war eine Erinnerung.',
  'check.said.organisation':
    'Sie war an die Kontaktperson einer Organisation gerichtet und nannte Personen, die wir nicht erreichen konnten.',
  'check.said.code': 'Darin stand ein Code.',
  'check.yes.asked': 'Die E-Mail bat Sie nur, auf diese Seiten zu gehen und hier ein neues Passwort zu wählen.',
  'check.yes.other':
    'Verlangt Ihre E-Mail etwas anderes, oder führt sie anderswohin? Dann hat jemand unser Kennzeichen kopiert, und sie ist nicht von uns.',
  'check.no.title': 'Nein, dieses Kennzeichen kennen wir nicht',
  'check.no.text': 'Prüfen Sie, ob Sie es richtig übernommen haben. Wenn ja, ist die E-Mail nicht von uns: Tun Sie nicht, was darin steht.',
  'check.no.help': 'Haben Sie Zweifel?',

  'error.begin': 'Zum Anfang',
  'error.help': 'Passiert das immer wieder?',
  'error.missing.title': 'Hier ist nichts',
  'error.missing.text': 'Diese Seite gibt es nicht. Vielleicht ist ein Tippfehler in der Adresse.',
  'error.step.title': 'Bitte fangen Sie neu an',
  'error.step.text':
    'Dieser Schritt ist jetzt nicht möglich: Ein Schritt davor fehlt, oder Sie haben vor mehr als einer Stunde angefangen. Es ist nichts verloren.',
  'error.foreign.title': 'Bitte öffnen Sie die Seite neu',
  'error.foreign.text': 'Wir konnten nicht erkennen, dass dies von unserer eigenen Seite kam. Deshalb ist nichts geschehen.',
  'error.request.title': 'Das hat nicht geklappt',
  'error.request.text': 'Wir haben nicht verstanden, was geschickt wurde. Deshalb ist nichts geschehen.',
  'error.ours.title': 'Bei uns ist etwas schiefgegangen',
  'error.ours.text': 'Warten Sie einen Moment und drücken Sie noch einmal auf den Knopf. Was Sie schon getan haben, bleibt erhalten.',
};
