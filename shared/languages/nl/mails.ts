import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in Dutch. */
export const mails: MailTexts = {
  greeting: { named: 'Beste {name},', unnamed: 'Goedendag,' },
  username: 'Gebruikersnaam:',
  notice: {
    subject: 'Uw wachtwoord werkt niet meer: kies een nieuw wachtwoord',
    preheader: 'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen.',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden geblokkeerd, ook dat van u. Het gaat om dit account:',
    meaning: {
      heading: 'Wat betekent dit voor u?',
      points: [
        'Uw oude wachtwoord werkt nergens meer bij ons. U kunt er niet meer mee inloggen, en iemand anders ook niet.',
        'U verliest niets door te wachten. U kunt vandaag een nieuw wachtwoord kiezen, maar volgende week kan ook.',
      ],
    },
    steps: {
      heading: 'Wat moet u doen?',
      points: [
        'Ga naar {origin} en typ dit adres het liefst zelf in: dan weet u zeker waar u uitkomt.',
        'Vul daar uw e-mailadres in. U krijgt dan een tweede e-mail, met een code die tien minuten geldig is.',
        'Kies een nieuw wachtwoord dat u nergens anders gebruikt.',
      ],
      elsewhere: 'Gebruikte u uw oude wachtwoord ook ergens anders? Wijzig het daar dan ook.',
    },
    genuine: {
      heading: 'Is deze e-mail echt?',
      points: [
        'In deze e-mail staan geen code en geen persoonlijke link. We vragen nooit om uw wachtwoord, niet per e-mail en niet aan de telefoon.',
        'Ga zelf naar {origin} en kies daar ‘Is deze e-mail van ons?’. Het kenmerk van deze e-mail is {reference}.',
        'Twijfelt u, of lukt het niet? Bel onze helpdesk op het nummer dat u al van ons kent. De eerste dagen kan het daar druk zijn.',
      ],
    },
  },
  suspected: {
    preheader: 'Er zijn aanwijzingen dat iemand anders uw wachtwoord heeft.',
    happened: 'Er zijn aanwijzingen dat iemand anders uw wachtwoord heeft. Daarom hebben we het geblokkeerd. Het gaat om dit account:',
    means: ['We weten niet of het ook is gebruikt. Controleer na het inloggen of uw gegevens nog kloppen.'],
  },
  confirmed: {
    preheader: 'We weten dat iemand anders uw wachtwoord heeft gebruikt.',
    happened: 'We weten dat iemand anders uw wachtwoord heeft gebruikt. Daarom hebben we het geblokkeerd. Het gaat om dit account:',
    means: [
      'Iemand anders kon alles zien en wijzigen wat u met dit account kunt zien en wijzigen. Controleer na het inloggen alles en meld bij onze helpdesk wat u niet zelf hebt gedaan.',
      'Gebruikt u hetzelfde wachtwoord ook ergens anders? Wijzig het daar vandaag nog.',
    ],
  },
  reminder: {
    subject: 'Herinnering: kies een nieuw wachtwoord',
    preheader: 'Uw oude wachtwoord werkt niet meer, en u hebt nog geen nieuw wachtwoord gekozen.',
    happened: 'We hebben u eerder gemeld dat uw wachtwoord is geblokkeerd. U hebt nog geen nieuw gekozen. Het gaat om dit account:',
    meaning: {
      heading: 'Wat betekent dit voor u?',
      points: [
        'Niemand kan met dit account inloggen zolang u geen nieuw wachtwoord hebt gekozen. Uw gegevens blijven bewaard.',
        'Gebruikt u dit account niet meer, dan hoeft u niets te doen.',
      ],
    },
  },
  organisation: {
    subject: 'We konden gebruikers van uw organisatie niet bereiken',
    preheader: 'Hun oude wachtwoord werkt niet meer. Wilt u hun dat laten weten?',
    greeting: 'Goedendag,',
    happened:
      'Buitenstaanders hebben mogelijk wachtwoorden van onze gebruikers in handen. Daarom hebben we wachtwoorden geblokkeerd. U krijgt deze e-mail als contactpersoon van deze organisatie:',
    organisation: 'Organisatie:',
    unreached: 'Gebruikers met deze gebruikersnamen konden we niet bereiken:',
    more: { one: 'en nog 1 andere', other: 'en nog {count} andere' },
    steps: {
      heading: 'Wat vragen we u?',
      points: [
        'Laat deze gebruikers weten dat hun oude wachtwoord niet meer werkt.',
        'Op {origin} kunnen ze een nieuw wachtwoord kiezen. Werkt hun e-mailadres niet meer, dan kunnen ze onze helpdesk bellen.',
        'Stuur ons geen wachtwoorden of codes, en vraag er ook niet om.',
      ],
    },
    genuine: {
      heading: 'Is deze e-mail echt?',
      points: [
        'Ga zelf naar {origin} en kies daar ‘Is deze e-mail van ons?’. Het kenmerk van deze e-mail is {reference}.',
        'Twijfelt u? Bel onze helpdesk op het nummer dat u al van ons kent.',
      ],
    },
  },
  code: {
    subject: 'Uw code voor een nieuw wachtwoord',
    preheader: 'Tien minuten geldig. Geef de code aan niemand, ook niet aan onze helpdesk.',
    asked: 'Met deze code kunt u een nieuw wachtwoord kiezen:',
    use: 'Vul de code op {origin} in, op de pagina waar u die hebt aangevraagd. De code is tien minuten geldig en werkt één keer.',
    newest: 'Hebt u meer dan één code aangevraagd? Dan werkt alleen de nieuwste.',
    secret: 'Geef de code aan niemand, ook niet aan onze helpdesk. We vragen er nooit om.',
    another: 'Hebt u later nog een code nodig? Vul dan ook het kenmerk van deze e-mail in: {reference}. Uw code gaat dan voor.',
    notYou: 'Hebt u geen code aangevraagd? Dan hoeft u niets te doen. Zonder deze code kan niemand uw wachtwoord wijzigen.',
  },
  recovered: {
    subject: 'Uw wachtwoord is gewijzigd',
    preheader: 'U bent overal uitgelogd. Was u dit niet? Bel meteen onze helpdesk.',
    happened: 'Op {time} is het wachtwoord van dit account gewijzigd:',
    now: 'U bent overal uitgelogd. Vanaf nu werkt alleen uw nieuwe wachtwoord.',
  },
  guessed: {
    subject: 'Te vaak een verkeerde code bij de tweede stap',
    preheader: 'De tweede stap is een dag geblokkeerd. Was u dit niet? Bel meteen onze helpdesk.',
    happened: 'Bij de tweede stap van dit account is te vaak een verkeerde code ingevuld, voor het laatst op {time}:',
    now: 'Wie dit deed, kon de codes in uw e-mail lezen. De tweede stap is nu voor iedereen een dag geblokkeerd; daarna kan het weer. Er is niemand binnengekomen.',
  },
  notYou: {
    heading: 'Was u dit niet?',
    text: 'Dan kan iemand anders bij uw e-mail. Bel meteen onze helpdesk op het nummer dat u al van ons kent, en wijzig ook het wachtwoord van uw mailbox.',
  },
  sms: 'Voor uw veiligheid werkt uw wachtwoord niet meer. Kies een nieuw wachtwoord op {origin}',
};
