import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in Dutch. */
export const mails: MailTexts = {
  greeting: { named: 'Beste {name},', unnamed: 'Goedendag,' },
  username: 'Gebruikersnaam:',
  notice: {
    subject: 'Uw wachtwoord werkt niet meer: kies een nieuw wachtwoord',
    preheader: 'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen.',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden buiten werking gesteld, ook dat van uw account:',
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
  suspected: {
    preheader: 'Er zijn tekenen dat een ander uw wachtwoord heeft.',
    happened: 'Er zijn tekenen dat een ander uw wachtwoord heeft. Daarom hebben we het buiten werking gesteld. Het gaat om dit account:',
    means: ['Of het ook is gebruikt, weten we niet. Kijk na het inloggen of uw gegevens nog kloppen.'],
  },
  confirmed: {
    preheader: 'We weten dat een ander uw wachtwoord heeft gebruikt.',
    happened: 'We weten dat een ander uw wachtwoord heeft gebruikt. Daarom hebben we het buiten werking gesteld. Het gaat om dit account:',
    means: [
      'Een ander kon zien en veranderen wat u met dit account kunt zien en veranderen. Kijk na het inloggen alles na, en meld wat niet van u is bij onze helpdesk.',
      'Gebruikt u hetzelfde wachtwoord ook ergens anders? Verander het daar vandaag nog.',
    ],
  },
  reminder: {
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
  organisation: {
    subject: 'Wij konden gebruikers van uw organisatie niet bereiken',
    preheader: 'Hun oude wachtwoord werkt niet meer. Wilt u hun dat vertellen?',
    greeting: 'Goedendag,',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden buiten werking gesteld. U krijgt deze mail als contactpersoon van een organisatie:',
    organisation: 'Organisatie:',
    unreached: 'Gebruikers met deze gebruikersnamen konden we niet bereiken:',
    more: 'en nog {more} andere',
    steps: {
      heading: 'Wat vragen we u?',
      points: [
        'Vertel deze gebruikers dat hun oude wachtwoord niet meer werkt.',
        'Op {origin} kiezen ze een nieuw wachtwoord. Werkt hun e-mailadres niet meer, dan bellen ze onze helpdesk.',
        'Stuur ons geen wachtwoorden of codes, en vraag er ook niet om.',
      ],
    },
    genuine: {
      heading: 'Is deze mail echt?',
      points: [
        'Ga zelf naar {origin} en kies daar ‘Is deze mail van ons?’. Het kenmerk van deze mail is {reference}.',
        'Twijfelt u? Bel onze helpdesk, op het nummer dat u al kent.',
      ],
    },
  },
  code: {
    subject: 'Uw code voor een nieuw wachtwoord',
    preheader: 'Tien minuten geldig. Geef de code aan niemand, ook niet aan onze helpdesk.',
    asked: 'U wilt een nieuw wachtwoord kiezen. Dit is uw code:',
    use: 'Vul de code op {origin} in, op de pagina waar u hem hebt aangevraagd. De code is tien minuten geldig en werkt één keer.',
    newest: 'Hebt u meer dan één code aangevraagd? Dan werkt alleen de nieuwste.',
    secret: 'Geef de code aan niemand, ook niet aan onze helpdesk. Wij vragen er nooit om.',
    another: 'Hebt u later nog een code nodig? Vul dan ook het kenmerk van deze mail in: {reference}. Uw code gaat dan voor.',
    notYou: 'Hebt u niets aangevraagd? Dan hoeft u niets te doen. Zonder deze code kan niemand uw wachtwoord veranderen.',
  },
  recovered: {
    subject: 'Uw wachtwoord is veranderd',
    preheader: 'Alles wat nog was ingelogd, is uitgelogd. Was u dat niet? Bel meteen onze helpdesk.',
    happened: 'Op {time} is het wachtwoord van dit account veranderd:',
    now: 'Alles wat nog was ingelogd, is uitgelogd. Voortaan telt alleen uw nieuwe wachtwoord.',
  },
  guessed: {
    subject: 'Te vaak een verkeerde code bij de tweede stap',
    preheader: 'De tweede stap is een dag gesloten. Was u dat niet? Bel meteen onze helpdesk.',
    happened: 'Tot {time} is bij de tweede stap van dit account te vaak een verkeerde code ingevuld:',
    now: 'Wie dat deed, kon de codes uit uw mail lezen. De tweede stap is nu een dag gesloten, voor iedereen, en daarna weer open. Er is niemand binnengekomen.',
  },
  notYou: {
    heading: 'Was u dat niet?',
    text: 'Dan kan iemand anders bij uw mail. Bel meteen onze helpdesk, op het nummer dat u al van ons kent, en verander ook het wachtwoord van uw mailbox.',
  },
  sms: 'Voor uw veiligheid werkt uw wachtwoord niet meer. Kies een nieuw wachtwoord op {origin}',
};
