import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in Dutch. */
export const pages: PageTexts = {
  'foot.asking': 'We vragen nooit om uw wachtwoord, niet per e-mail en niet aan de telefoon.',
  'helpdesk.call': 'Bel onze helpdesk op het nummer dat u al van ons kent.',
  'faults.title': 'Controleer uw invoer',
  'steps.label': 'Voortgang',
  'steps.address': 'Adres',
  'steps.code': 'Code',
  'steps.password': 'Wachtwoord',

  'start.title': 'Kies een nieuw wachtwoord',
  'start.lead':
    'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden geblokkeerd, misschien ook dat van u.',
  'start.old': 'Uw oude wachtwoord werkt dan nergens meer bij ons, niet voor u en ook niet voor iemand anders die het heeft.',
  'start.wait': 'U verliest niets door te wachten. Is het nu druk, dan kan het volgende week ook.',
  'start.way': 'Zo werkt het',
  'start.way.address': 'U vult uw e-mailadres in.',
  'start.way.code': 'U krijgt een e-mail met een code, die tien minuten geldig is.',
  'start.way.password': 'U kiest een nieuw wachtwoord. Daarna kunt u weer inloggen.',
  'start.begin': 'Beginnen',
  'start.help': 'Kunt u niet meer bij uw e-mail?',

  'identify.title': 'Wat is uw e-mailadres?',
  'identify.label': 'E-mailadres',
  'identify.hint': 'Het adres waarop u onze e-mail hierover hebt gekregen. Met een gebruikersnaam kunt u hier niet verder.',
  'identify.send': 'Stuur mij een code',
  'identify.fault': 'Vul één e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.',
  'identify.reference': 'Kenmerk uit onze e-mail (niet verplicht)',
  'identify.reference.hint':
    'Drie groepjes van vier tekens onderaan in de e-mail, zoals 4K7M-12XW-D9FT. Met het kenmerk gaat uw code voor, ook als veel mensen er een aanvragen.',
  'identify.reference.fault': 'Dit kenmerk is niet van ons. Neem het over uit onze e-mail of laat het veld leeg.',
  'identify.flood': 'Er worden nu heel veel codes aangevraagd. Vul het kenmerk uit onze e-mail in, dan gaat uw code voor.',
  'identify.referred':
    'Er worden nu te veel codes aangevraagd. We kunnen u alleen een code sturen als u het kenmerk uit onze e-mail invult.',
  'identify.none': 'We kunnen vandaag geen codes meer versturen. Probeer het morgen opnieuw of bel onze helpdesk.',
  'identify.soon': {
    one: 'Over één minuut kunt u weer een code aanvragen. Met het kenmerk uit onze e-mail kan het nu al.',
    other: 'Over {count} minuten kunt u weer een code aanvragen. Met het kenmerk uit onze e-mail kan het nu al.',
  },
  'identify.used': {
    one: 'Dit kenmerk is al een paar keer gebruikt. Over één minuut kunt u het weer gebruiken.',
    other: 'Dit kenmerk is al een paar keer gebruikt. Over {count} minuten kunt u het weer gebruiken.',
  },

  'code.title': 'Vul de code uit de e-mail in',
  'code.sent': 'Hoort {address} bij een account dat een nieuw wachtwoord nodig heeft, dan is er nu een e-mail met een code onderweg.',
  'code.slow': 'Dat kan een paar minuten duren. Kijk ook in uw spammap.',
  'code.newer': 'U hebt een nieuwe code aangevraagd. Oudere codes werken niet meer.',
  'code.label': 'Code',
  'code.hint': '8 cijfers. Spaties maken niet uit.',
  'code.continue': 'Verder',
  'code.fault.form': 'De code heeft 8 cijfers. Neem de code over uit de e-mail.',
  'code.fault.wrong': 'Deze code werkt niet. Gebruik de code uit de nieuwste e-mail; die is tien minuten geldig.',
  'code.fault.void': 'Er is te vaak een verkeerde code ingevuld. Daarom is deze code niet meer geldig. Vraag hieronder een nieuwe aan.',
  'code.fault.many': 'U hebt al drie codes aangevraagd. Begin over een uur opnieuw.',
  'code.none': 'Geen e-mail gekregen?',
  'code.none.why':
    'We schrijven alleen naar het adres dat bij ons bekend is en sturen maar een paar codes per uur naar één adres. Hebt u een typefout gemaakt of gebruikt u een ander adres?',
  'code.none.reference':
    'Hebt u kort geleden andere e-mails met een code gekregen? Vul uw adres opnieuw in, met het kenmerk uit de nieuwste: dan krijgt u meteen een code.',
  'code.again': 'Stuur een nieuwe code',
  'code.next': {
    one: 'Over één minuut kunt u een nieuwe code aanvragen. Begint u opnieuw met het kenmerk uit onze e-mail, dan krijgt u er meteen een.',
    other:
      'Over {count} minuten kunt u een nieuwe code aanvragen. Begint u opnieuw met het kenmerk uit onze e-mail, dan krijgt u er meteen een.',
  },
  'code.other': 'Een ander adres invullen',

  'password.title': 'Kies een nieuw wachtwoord',
  'password.good': 'Eisen aan uw wachtwoord',
  'password.good.length': '12 tot 128 tekens. Alle tekens mogen, maar geen spatie aan het begin of het eind.',
  'password.good.words': 'Lang is beter dan ingewikkeld: vier woorden die niets met elkaar te maken hebben, zijn prima.',
  'password.good.others': 'Geen gebruikersnaam, geen e-mailadres en niets voor de hand liggends, zoals Welkom2026!',
  'password.good.once': 'Een wachtwoord dat u nergens anders gebruikt.',
  'password.account': 'Account',
  'password.which': 'Voor welk account is het?',
  'password.which.hint': 'Bij dit adres horen meer accounts. De andere kunt u hierna doen.',
  'password.label': 'Nieuw wachtwoord',
  'password.repeat': 'Herhaal het nieuwe wachtwoord',
  'password.set': 'Wachtwoord instellen',
  'password.fault.account': 'Kies een van de accounts.',
  'password.fault.short': 'Dit wachtwoord heeft minder dan 12 tekens.',
  'password.fault.long': 'Dit wachtwoord heeft meer dan 128 tekens.',
  'password.fault.blank': 'Een wachtwoord mag niet met een spatie beginnen of eindigen.',
  'password.fault.common': 'Dit wachtwoord is te bekend. Kies een ander wachtwoord.',
  'password.fault.personal': 'Uw gebruikersnaam of e-mailadres staat in dit wachtwoord. Kies een ander wachtwoord.',
  'password.fault.refused':
    'Dit wachtwoord is niet geaccepteerd. Kies een wachtwoord dat u niet eerder had en hier nog niet hebt ingevuld. Misschien zijn er ook hoofdletters, cijfers en leestekens nodig.',
  'password.fault.unequal': 'De twee wachtwoorden zijn niet hetzelfde. Vul ze allebei opnieuw in.',
  'password.moment': 'Een ogenblik',
  'password.moment.throttled':
    'Er kiezen nu heel veel mensen een wachtwoord. U bent niets kwijt: wacht een paar seconden, vul uw nieuwe wachtwoord opnieuw in en klik op ‘{button}’.',
  'password.moment.busy': 'Dit wachtwoord wordt op dit moment ingesteld. Wacht een halve minuut, vul het opnieuw in en klik op ‘{button}’.',
  'password.moment.limited':
    'Dit is te vaak geprobeerd. U bent niets kwijt: wacht een kwartier, vul uw nieuwe wachtwoord opnieuw in en klik op ‘{button}’.',
  'password.moment.early':
    'Misschien is iemand begonnen met inloggen met het eerste wachtwoord van dit account. Over een kwartier kan dat niet meer, en kan niemand uw nieuwe wachtwoord nog vervangen. Kom dan terug, of laat deze pagina open, en vul uw nieuwe wachtwoord opnieuw in.',

  'factor.title.app': 'Vul de code uit uw authenticatie-app in',
  'factor.title.sms': 'Vul de code uit de sms in',
  'factor.title.mail': 'Vul de tweede code uit uw e-mail in',
  'factor.title.setup': 'Stel een authenticatie-app in',
  'factor.set': 'Uw nieuwe wachtwoord is ingesteld. Nog één stap en u kunt weer inloggen.',
  'factor.app': 'Open de authenticatie-app die u voor dit account gebruikt en vul de code in die er nu staat.',
  'factor.sms': 'Er is een sms met een code onderweg naar het telefoonnummer dat u voor dit account hebt opgegeven.',
  'factor.mail': 'Er is nog een e-mail met een code onderweg, naar het adres dat u voor dit account hebt opgegeven.',
  'factor.setup': 'Dit account vraagt ook om een code uit een authenticatie-app, voortaan elke keer dat u inlogt.',
  'factor.setup.app': 'Installeer een authenticatie-app op uw telefoon, of open de app die u al hebt.',
  'factor.setup.key': 'Voeg in de app handmatig een account toe met deze sleutel:',
  'factor.setup.link': 'Staat de app op deze telefoon? Voeg het account toe met één tik.',
  'factor.setup.code': 'De app toont nu een code. Vul die hieronder in.',
  'factor.label': 'Code',
  'factor.hint': '6 cijfers. De app toont elke 30 seconden een nieuwe code.',
  'factor.continue': 'Verder',
  'factor.fault.form': 'De code heeft 6 cijfers. Neem de code precies over.',
  'factor.fault.wrong': 'Deze code werkt niet. Wacht op de volgende en let erop dat die voor dit account is.',
  'factor.moment.throttled':
    'Het is nu erg druk. U bent niets kwijt: wacht een paar seconden, vul een nieuwe code in en klik op ‘{button}’.',
  'factor.moment.busy':
    'Er wordt nog een andere stap voor dit account uitgevoerd. Wacht een halve minuut, vul een nieuwe code in en klik op ‘{button}’.',
  'factor.moment.limited':
    'Dit is te vaak geprobeerd. U bent niets kwijt: wacht een kwartier, vul een nieuwe code in en klik op ‘{button}’.',
  'factor.none': 'Hebt u dit niet meer, of hebt u het nooit ingesteld?',
  'factor.closed': 'Niemand kan met dit account inloggen totdat we u hebben geholpen.',
  'factor.title.over': 'Vul uw nieuwe wachtwoord opnieuw in',
  'factor.text.over':
    'Het duurde te lang, of de code was al gebruikt. U bent niets kwijt: vul het wachtwoord dat u net hebt gekozen nog een keer in.',
  'factor.again.over': 'Terug naar het wachtwoord',
  'factor.title.spent': 'Te vaak een verkeerde code',
  'factor.text.spent': 'Er is vijf keer een verkeerde code ingevuld. Begin opnieuw met uw e-mailadres.',
  'factor.text.locked': {
    one: 'Voor dit account is te vaak een verkeerde code ingevuld. Kom over een uur terug en begin met uw e-mailadres.',
    other: 'Voor dit account is te vaak een verkeerde code ingevuld. Kom over {count} uur terug en begin met uw e-mailadres.',
  },
  'factor.notYou': 'Was u dit niet? Dan leest iemand anders uw e-mail: wijzig meteen het wachtwoord van uw mailbox.',
  'factor.again.spent': 'Opnieuw beginnen',

  'help.title': 'U hebt hulp van onze helpdesk nodig',
  'help.text': 'Uw nieuwe wachtwoord is ingesteld, maar dit account is uitgeschakeld of vraagt iets wat deze pagina u niet kan vragen.',
  'help.closed': 'Niemand kan met dit account inloggen totdat we u hebben geholpen.',

  'done.title': 'Uw nieuwe wachtwoord werkt',
  'done.lead': 'U kunt weer inloggen als {username}, met uw nieuwe wachtwoord.',
  'done.lingers': {
    one: 'Sommige apps laten u misschien nog één minuut niet toe, totdat oude sessies daar zijn verlopen. Daarna kunt u overal inloggen.',
    other:
      'Sommige apps laten u misschien nog hooguit {count} minuten niet toe, totdat oude sessies daar zijn verlopen. Daarna kunt u overal inloggen.',
  },
  'done.lingersLong': {
    one: 'Sommige apps laten u misschien nog één uur niet toe, totdat oude sessies daar zijn verlopen. Daarna kunt u overal inloggen.',
    other:
      'Sommige apps laten u misschien nog hooguit {count} uur niet toe, totdat oude sessies daar zijn verlopen. Daarna kunt u overal inloggen.',
  },
  'done.out': 'U bent overal uitgelogd.',
  'done.mail': 'U krijgt een e-mail die dit bevestigt. Krijgt u zo’n e-mail ooit onverwacht, bel dan meteen onze helpdesk.',
  'done.elsewhere': 'Gebruikte u uw oude wachtwoord ook ergens anders? Wijzig het daar dan ook.',
  'done.others': {
    one: 'Nog één account bij dit adres heeft een nieuw wachtwoord nodig.',
    other: 'Nog {count} accounts bij dit adres hebben een nieuw wachtwoord nodig.',
  },
  'done.next': 'Verder met het volgende account',

  'nothing.title': 'U hoeft hier niets meer te doen',
  'nothing.text': 'Geen account bij dit adres heeft nog een nieuw wachtwoord nodig. Kunt u toch niet inloggen, dan helpen we u.',

  'check.title': 'Is deze e-mail van ons?',
  'check.label': 'Kenmerk in de e-mail',
  'check.hint': 'Drie groepjes van vier tekens, onderaan in de e-mail. Hoofdletters en streepjes maken niet uit.',
  'check.look': 'Controleren',
  'check.fault': 'Een kenmerk heeft twaalf letters en cijfers, zoals 4K7M-12XW-D9FT. Neem het over uit de e-mail.',
  'check.yes.title': 'Ja, dit kenmerk is van ons',
  'check.yes.text': 'We hebben de e-mail verstuurd op {day}, tussen {from}.00 en {to}.00 uur.',
  'check.said.precaution': 'Daarin stond dat buitenstaanders mogelijk uw wachtwoord hebben.',
  'check.said.suspected': 'Daarin stond dat er aanwijzingen zijn dat iemand anders uw wachtwoord heeft.',
  'check.said.confirmed': 'Daarin stond dat iemand anders uw wachtwoord heeft gebruikt.',
  'check.said.reminder': 'Het was een herinnering.',
  'check.said.organisation': 'De e-mail ging naar de contactpersoon van een organisatie, over gebruikers die we niet konden bereiken.',
  'check.said.code': 'Daarin stond een code.',
  'check.yes.asked': 'De e-mail vroeg u alleen om naar deze site te gaan en hier een nieuw wachtwoord te kiezen.',
  'check.yes.other':
    'Vraagt uw e-mail iets anders, of verwijst die naar een andere site? Dan heeft iemand ons kenmerk overgenomen en is de e-mail niet van ons.',
  'check.no.title': 'Nee, dit kenmerk kennen we niet',
  'check.no.text': 'Controleer of u het goed hebt overgenomen. Klopt het, dan is de e-mail niet van ons: doe niet wat erin staat.',
  'check.no.help': 'Twijfelt u?',

  'busy.title': 'Dat lukte nu niet',
  'busy.text': 'Misschien is het erg druk. Ga terug, wacht een paar tellen en probeer het nog eens.',
  'error.begin': 'Opnieuw beginnen',
  'error.help': 'Blijft dit gebeuren?',
  'error.missing.title': 'Pagina niet gevonden',
  'error.missing.text': 'Deze pagina bestaat niet. Misschien staat er een typefout in het adres.',
  'error.step.title': 'Begin opnieuw',
  'error.step.text':
    'Deze stap kan nu niet: u hebt een stap overgeslagen, of u bent langer dan een uur geleden begonnen. U bent niets kwijt.',
  'error.foreign.title': 'Open de pagina opnieuw',
  'error.foreign.text': 'We konden niet zien of dit van onze eigen pagina kwam. Daarom is er niets gedaan.',
  'error.request.title': 'Dat is niet gelukt',
  'error.request.text': 'We begrepen niet wat er is verstuurd. Daarom is er niets gedaan.',
  'error.ours.title': 'Er ging bij ons iets mis',
  'error.ours.text': 'Wacht even en probeer het opnieuw. Wat u al hebt gedaan, is bewaard.',
};
