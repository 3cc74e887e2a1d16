import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in Dutch. */
export const pages: PageTexts = {
  'foot.asking': 'We vragen nooit om uw wachtwoord: niet per mail en niet aan de telefoon.',
  'helpdesk.call': 'Bel onze helpdesk, op het nummer dat u al van ons kent.',
  'faults.title': 'Er klopt nog iets niet',
  'steps.label': 'Waar u bent',
  'steps.address': 'Adres',
  'steps.code': 'Code',
  'steps.password': 'Wachtwoord',

  'start.title': 'Kies een nieuw wachtwoord',
  'start.lead':
    'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden buiten werking gesteld, misschien ook dat van u.',
  'start.old': 'Uw oude wachtwoord werkt dan bij ons nergens meer: niet voor u, en ook niet voor wie het in handen heeft.',
  'start.wait': 'U verliest niets door te wachten. Is het nu druk, dan kan het volgende week net zo goed.',
  'start.way': 'Zo gaat het',
  'start.way.address': 'U vult uw e-mailadres in.',
  'start.way.code': 'We mailen u een code, die tien minuten geldig is.',
  'start.way.password': 'U kiest een nieuw wachtwoord. Daarna kunt u weer inloggen.',
  'start.begin': 'Beginnen',
  'start.help': 'Kunt u niet meer bij uw mail?',

  'identify.title': 'Wat is uw e-mailadres?',
  'identify.label': 'E-mailadres',
  'identify.hint': 'Het adres waarop u onze mail hierover hebt gekregen. Met een gebruikersnaam gaat het hier niet.',
  'identify.send': 'Stuur mij een code',
  'identify.fault': 'Vul één e-mailadres in, zoals naam@voorbeeld.nl.',
  'identify.reference': 'Kenmerk van onze mail (niet verplicht)',
  'identify.reference.hint':
    'Drie groepjes van vier tekens onderaan in de mail, zoals 4K7M-12XW-D9FT. Daarmee gaat uw code voor, ook als er heel veel worden aangevraagd.',
  'identify.reference.fault': 'Dit is geen kenmerk van ons. Neem het over uit onze mail, of laat het veld leeg.',
  'identify.flood': 'Er worden nu heel veel codes aangevraagd. Vul het kenmerk uit onze mail in, dan gaat uw code voor.',
  'identify.referred': 'Er worden nu te veel codes aangevraagd. We kunnen u er een sturen als u het kenmerk uit onze mail invult.',
  'identify.none': 'We kunnen vandaag geen codes meer versturen. Probeer het morgen opnieuw, of bel onze helpdesk.',
  'identify.soon': {
    one: 'U kunt over één minuut een volgende code aanvragen. Met het kenmerk uit onze mail kan het nu al.',
    other: 'U kunt over {count} minuten een volgende code aanvragen. Met het kenmerk uit onze mail kan het nu al.',
  },
  'identify.used': {
    one: 'Dit kenmerk is al een paar keer gebruikt. Over één minuut werkt het weer.',
    other: 'Dit kenmerk is al een paar keer gebruikt. Over {count} minuten werkt het weer.',
  },

  'code.title': 'Typ de code uit de mail over',
  'code.sent':
    'Hoort bij {address} een account dat een nieuw wachtwoord nodig heeft, dan is er nu een mail met een code onderweg naar dat adres.',
  'code.slow': 'Dat kan een paar minuten duren. Kijk ook bij de ongewenste mail.',
  'code.newer': 'U hebt een nieuwe code aangevraagd. Oudere werken niet meer.',
  'code.label': 'Code',
  'code.hint': '8 cijfers; spaties maken niet uit.',
  'code.continue': 'Verder',
  'code.fault.form': 'De code heeft 8 cijfers. Neem hem over uit de mail.',
  'code.fault.wrong': 'Deze code werkt niet. Neem de code uit de nieuwste mail; die is tien minuten geldig.',
  'code.fault.void': 'Er is te vaak een verkeerde code ingevuld. Daarom is deze niet meer geldig. Vraag hieronder een nieuwe aan.',
  'code.fault.many': 'U hebt al drie codes aangevraagd. Begin over een uur opnieuw.',
  'code.none': 'Geen mail?',
  'code.none.why':
    'We schrijven alleen naar het adres dat wij van u hebben, en sturen maar een paar codes per uur naar één adres. Hebt u een typefout gemaakt, of gebruikt u een ander adres?',
  'code.none.reference':
    'Zijn er kort geleden andere mails met een code gekomen? Vul uw adres opnieuw in, met het kenmerk uit de nieuwste: dan komt er meteen een code.',
  'code.again': 'Stuur een nieuwe code',
  'code.next': {
    one: 'Over één minuut kunt u een nieuwe code aanvragen. Begint u opnieuw met het kenmerk uit onze mail, dan krijgt u er meteen een.',
    other:
      'Over {count} minuten kunt u een nieuwe code aanvragen. Begint u opnieuw met het kenmerk uit onze mail, dan krijgt u er meteen een.',
  },
  'code.other': 'Een ander adres invullen',

  'password.title': 'Kies een nieuw wachtwoord',
  'password.good': 'Waar het aan moet voldoen',
  'password.good.length': '12 tot 128 tekens. Alles mag erin; een spatie alleen tussen andere tekens.',
  'password.good.words': 'Lang is beter dan ingewikkeld: vier woorden die niets met elkaar te maken hebben, zijn prima.',
  'password.good.others': 'Geen gebruikersnaam, geen e-mailadres, en niets waar iedereen aan denkt, zoals Welkom2026!',
  'password.good.once': 'Een dat u nergens anders gebruikt.',
  'password.account': 'Account',
  'password.which': 'Voor welk account is het?',
  'password.which.hint': 'Bij dit adres horen meer accounts. De andere kunt u hierna doen.',
  'password.label': 'Nieuw wachtwoord',
  'password.repeat': 'Nog eens hetzelfde wachtwoord',
  'password.set': 'Wachtwoord instellen',
  'password.fault.account': 'Kies een van de accounts.',
  'password.fault.short': 'Dit wachtwoord heeft minder dan 12 tekens.',
  'password.fault.long': 'Dit wachtwoord heeft meer dan 128 tekens.',
  'password.fault.blank': 'Een wachtwoord kan niet met een spatie beginnen of eindigen.',
  'password.fault.common': 'Aan dit wachtwoord denkt iedereen. Kies een ander.',
  'password.fault.personal': 'Uw gebruikersnaam of adres staat in dit wachtwoord. Kies een ander.',
  'password.fault.refused':
    'Dit wachtwoord is niet aanvaard. Kies een ander dan u eerder had of hier al hebt getypt. Misschien moeten er ook hoofdletters, cijfers en leestekens in.',
  'password.fault.unequal': 'Dit is niet hetzelfde als het nieuwe wachtwoord. Typ ze allebei nog een keer.',
  'password.moment': 'Een ogenblik',
  'password.moment.throttled':
    'Er kiezen nu heel veel mensen een wachtwoord. Er is niets verloren: typ uw nieuwe wachtwoord nog eens en druk over een paar tellen weer op de knop.',
  'password.moment.busy': 'Dit wachtwoord wordt op dit moment ingesteld. Wacht een halve minuut, typ het dan nog eens en druk op de knop.',
  'password.moment.limited':
    'Dit is te vaak geprobeerd. Er is niets verloren: wacht een kwartier, typ uw nieuwe wachtwoord dan nog eens en druk op de knop.',
  'password.moment.early':
    'Misschien is iemand begonnen in te loggen met het eerste wachtwoord van dit account. Over een kwartier is dat voorbij en kan niemand uw nieuwe wachtwoord nog vervangen: kom dan terug, of laat deze pagina open en druk dan nog eens op de knop.',

  'factor.title.app': 'Typ de code uit uw authenticatie-app',
  'factor.title.sms': 'Typ de code uit het sms-bericht',
  'factor.title.mail': 'Typ de tweede code uit uw mail',
  'factor.title.setup': 'Stel een authenticatie-app in',
  'factor.set': 'Uw nieuwe wachtwoord is ingesteld. Er is nog één stap voordat u kunt inloggen.',
  'factor.app': 'Open de authenticatie-app die u voor dit account gebruikt en neem de code over die er nu staat.',
  'factor.sms': 'Er is een sms met een code onderweg naar het telefoonnummer dat u ooit voor dit account hebt opgegeven.',
  'factor.mail': 'Er is een mail met nog een code onderweg naar het adres dat u ooit voor dit account hebt opgegeven.',
  'factor.setup': 'Dit account heeft ook een code van een authenticatie-app nodig, voortaan elke keer dat u inlogt.',
  'factor.setup.app': 'Installeer een authenticatie-app op uw telefoon, of open de app die u al hebt.',
  'factor.setup.key': 'Voeg daarin met de hand een account toe, met deze sleutel:',
  'factor.setup.link': 'Staat de app op deze telefoon? Voeg het account toe met één tik.',
  'factor.setup.code': 'De app laat nu een code zien. Typ die hieronder.',
  'factor.label': 'Code',
  'factor.hint': '6 cijfers. De app laat elke halve minuut een andere code zien.',
  'factor.continue': 'Verder',
  'factor.fault.form': 'De code heeft 6 cijfers. Neem hem precies over.',
  'factor.fault.wrong': 'Deze code werkt niet. Wacht op de volgende, en let erop dat het die van dit account is.',
  'factor.moment.throttled':
    'Er zijn nu heel veel mensen tegelijk. Er is niets verloren: typ een nieuwe code en druk over een paar tellen weer op de knop.',
  'factor.moment.busy':
    'Er wordt op dit moment aan dit account gewerkt. Wacht een halve minuut, typ dan een nieuwe code en druk op de knop.',
  'factor.moment.limited':
    'Dit is te vaak geprobeerd. Er is niets verloren: wacht een kwartier, typ dan een nieuwe code en druk op de knop.',
  'factor.none': 'Hebt u dit niet meer, of hebt u het nooit ingesteld?',
  'factor.closed': 'Niemand kan bij het account totdat we u hebben geholpen.',
  'factor.title.over': 'Typ uw nieuwe wachtwoord nog een keer',
  'factor.text.over':
    'Er ging te veel tijd voorbij, of de code was al gebruikt. Er is niets verloren: typ het wachtwoord dat u net hebt gekozen nog een keer.',
  'factor.again.over': 'Naar het wachtwoord',
  'factor.title.spent': 'Te vaak een verkeerde code',
  'factor.text.spent': 'Er is vijf keer een verkeerde code ingevuld. Begin opnieuw met uw e-mailadres.',
  'factor.text.locked': {
    one: 'Voor dit account is te vaak een verkeerde code ingevuld. Kom over een uur terug met uw e-mailadres.',
    other: 'Voor dit account is te vaak een verkeerde code ingevuld. Kom over {count} uur terug met uw e-mailadres.',
  },
  'factor.notYou': 'Was u dat niet? Dan leest iemand anders uw mail: verander meteen het wachtwoord van uw mailbox.',
  'factor.again.spent': 'Naar het begin',

  'help.title': 'Hier moet onze helpdesk u helpen',
  'help.text': 'Uw nieuwe wachtwoord is ingesteld, maar dit account is uitgeschakeld, of vraagt iets wat deze pagina u niet kan vragen.',
  'help.closed': 'Niemand kan bij het account totdat we u hebben geholpen.',

  'done.title': 'Uw nieuwe wachtwoord werkt',
  'done.lead': 'U kunt weer inloggen als {username}, met uw nieuwe wachtwoord.',
  'done.lingers': {
    one: 'Een app kan u nog één minuut weigeren, omdat iets wat daar eerder was geopend tot dan bruikbaar is. Daarna kunt u overal inloggen.',
    other:
      'Een app kan u nog hooguit {count} minuten weigeren, omdat iets wat daar eerder was geopend tot dan bruikbaar is. Daarna kunt u overal inloggen.',
  },
  'done.lingersLong': {
    one: 'Een app kan u nog één uur weigeren, omdat iets wat daar eerder was geopend tot dan bruikbaar is. Daarna kunt u overal inloggen.',
    other:
      'Een app kan u nog hooguit {count} uur weigeren, omdat iets wat daar eerder was geopend tot dan bruikbaar is. Daarna kunt u overal inloggen.',
  },
  'done.out': 'Alles wat nog was ingelogd, is uitgelogd.',
  'done.mail': 'U krijgt een mail die dit bevestigt. Krijgt u er ooit een zonder dat u iets hebt gedaan, bel dan meteen onze helpdesk.',
  'done.elsewhere': 'Gebruikte u uw oude wachtwoord ook ergens anders? Verander het daar dan ook.',
  'done.others': {
    one: 'Nog één account bij dit adres heeft een nieuw wachtwoord nodig.',
    other: 'Nog {count} accounts bij dit adres hebben een nieuw wachtwoord nodig.',
  },
  'done.next': 'Verder met het volgende account',

  'nothing.title': 'Hier is niets meer te doen',
  'nothing.text': 'Geen account bij dit adres heeft nog een nieuw wachtwoord nodig. Kunt u toch niet inloggen, dan helpen we u.',

  'check.title': 'Is deze mail van ons?',
  'check.label': 'Kenmerk van de mail',
  'check.hint': 'Drie groepjes van vier tekens, onderaan in de mail. Hoofdletters en streepjes maken niet uit.',
  'check.look': 'Kijk na',
  'check.fault': 'Een kenmerk heeft twaalf letters en cijfers, zoals 4K7M-12XW-D9FT. Neem het over uit de mail.',
  'check.yes.title': 'Ja, dit kenmerk is van ons',
  'check.yes.text': 'We stuurden de mail in het uur vanaf {time}.',
  'check.said.precaution': 'Er stond in dat buitenstaanders mogelijk uw wachtwoord hebben.',
  'check.said.suspected': 'Er stond in dat er tekenen zijn dat een ander uw wachtwoord heeft.',
  'check.said.confirmed': 'Er stond in dat een ander uw wachtwoord heeft gebruikt.',
  'check.said.reminder': 'Het was een herinnering.',
  'check.said.organisation': 'Hij ging naar de contactpersoon van een organisatie, over gebruikers die we niet konden bereiken.',
  'check.said.code': 'Er stond een code in.',
  'check.yes.asked': 'De mail vroeg u alleen om naar deze pagina’s te gaan en hier een nieuw wachtwoord te kiezen.',
  'check.yes.other':
    'Vraagt uw mail iets anders, of wijst hij ergens anders heen? Dan heeft iemand ons kenmerk overgenomen en is hij niet van ons.',
  'check.no.title': 'Nee, dit kenmerk kennen we niet',
  'check.no.text': 'Controleer of u het goed hebt overgenomen. Klopt het, dan is de mail niet van ons: doe niet wat erin staat.',
  'check.no.help': 'Twijfelt u?',

  'error.begin': 'Naar het begin',
  'error.help': 'Blijft dit gebeuren?',
  'error.missing.title': 'Hier is niets',
  'error.missing.text': 'Deze pagina bestaat niet. Misschien staat er een typefout in het adres.',
  'error.step.title': 'Begin opnieuw',
  'error.step.text':
    'Deze stap kan nu niet: er is een stap overgeslagen, of u bent langer dan een uur geleden begonnen. Er is niets verloren.',
  'error.foreign.title': 'Open de pagina opnieuw',
  'error.foreign.text': 'We konden niet zien dat dit van onze eigen pagina kwam. Daarom is er niets gebeurd.',
  'error.request.title': 'Dat ging niet',
  'error.request.text': 'We begrepen niet wat er is verstuurd. Daarom is er niets gebeurd.',
  'error.ours.title': 'Er ging bij ons iets mis',
  'error.ours.text': 'Wacht even en druk nog eens op de knop. Wat u al had gedaan, is bewaard.',
};
