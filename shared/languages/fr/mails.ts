import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in French. */
export const mails: MailTexts = {
  greeting: { named: 'Bonjour {name},', unnamed: 'Bonjour,' },
  username: 'Nom d’utilisateur\u00a0:',
  notice: {
    subject: 'Votre mot de passe ne fonctionne plus\u00a0: choisissez-en un nouveau',
    preheader: 'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs.',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe, dont le vôtre. Il s’agit de ce compte\u00a0:',
    meaning: {
      heading: 'Qu’est-ce que cela change pour vous\u00a0?',
      points: [
        'Votre ancien mot de passe ne fonctionne plus nulle part chez nous. Vous ne pouvez plus vous en servir pour vous connecter, et personne d’autre non plus.',
        'Vous ne perdez rien à attendre. Vous pouvez choisir un nouveau mot de passe aujourd’hui, ou tout aussi bien la semaine prochaine.',
      ],
    },
    steps: {
      heading: 'Que devez-vous faire\u00a0?',
      points: [
        'Allez sur {origin} en saisissant de préférence cette adresse vous-même\u00a0: vous saurez ainsi où vous arrivez.',
        'Indiquez-y votre adresse e-mail. Vous recevrez un deuxième e-mail, avec un code valable dix minutes.',
        'Choisissez un nouveau mot de passe, que vous n’utilisez nulle part ailleurs.',
      ],
      elsewhere: 'Vous utilisiez votre ancien mot de passe sur d’autres sites\u00a0? Changez-le aussi sur ces sites.',
    },
    genuine: {
      heading: 'Cet e-mail est-il authentique\u00a0?',
      points: [
        'Cet e-mail ne contient ni code ni lien personnel. Nous ne demandons jamais votre mot de passe, ni par e-mail ni par téléphone.',
        'Allez vous-même sur {origin} et choisissez «\u00a0Cet e-mail vient-il de nous\u00a0?\u00a0». La référence de cet e-mail est {reference}.',
        'Un doute, ou une difficulté\u00a0? Appelez notre assistance au numéro que vous connaissez déjà. Elle peut être très sollicitée les premiers jours.',
      ],
    },
  },
  suspected: {
    preheader: 'Des indices laissent penser que quelqu’un d’autre possède votre mot de passe.',
    happened:
      'Des indices laissent penser que quelqu’un d’autre possède votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
    means: ['Nous ne savons pas s’il a été utilisé. Après votre connexion, vérifiez que vos données sont toujours exactes.'],
  },
  confirmed: {
    preheader: 'Nous savons que quelqu’un d’autre a utilisé votre mot de passe.',
    happened: 'Nous savons que quelqu’un d’autre a utilisé votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
    means: [
      'Quelqu’un d’autre a pu voir et modifier tout ce que vous pouvez voir et modifier avec ce compte. Après votre connexion, vérifiez tout et signalez à notre assistance ce que vous n’avez pas fait vous-même.',
      'Vous utilisez le même mot de passe sur d’autres sites\u00a0? Changez-le aussi sur ces sites, dès aujourd’hui.',
    ],
  },
  reminder: {
    subject: 'Rappel\u00a0: choisissez un nouveau mot de passe',
    preheader: 'Votre ancien mot de passe ne fonctionne plus, et vous n’en avez pas encore choisi d’autre.',
    happened:
      'Nous vous avons informé que votre mot de passe a été désactivé. Vous n’en avez pas encore choisi de nouveau. Il s’agit de ce compte\u00a0:',
    meaning: {
      heading: 'Qu’est-ce que cela change pour vous\u00a0?',
      points: [
        'Personne ne peut se connecter à ce compte tant que vous n’avez pas choisi de nouveau mot de passe. Vos données sont conservées.',
        'Si vous n’utilisez plus ce compte, vous n’avez rien à faire.',
      ],
    },
  },
  organisation: {
    subject: 'Nous n’avons pas pu joindre des utilisateurs de votre organisation',
    preheader: 'Leur ancien mot de passe ne fonctionne plus. Pourriez-vous les prévenir\u00a0?',
    greeting: 'Bonjour,',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe. Vous recevez cet e-mail en tant que contact de cette organisation\u00a0:',
    organisation: 'Organisation\u00a0:',
    unreached: 'Nous n’avons pas pu joindre les utilisateurs suivants\u00a0:',
    more: { one: 'et 1 autre', other: 'et {count} autres' },
    steps: {
      heading: 'Que vous demandons-nous\u00a0?',
      points: [
        'Dites à ces utilisateurs que leur ancien mot de passe ne fonctionne plus.',
        'Sur {origin} ils peuvent en choisir un nouveau. Si leur adresse e-mail ne fonctionne plus, ils peuvent appeler notre assistance.',
        'Ne nous envoyez ni mots de passe ni codes, et n’en demandez pas non plus.',
      ],
    },
    genuine: {
      heading: 'Cet e-mail est-il authentique\u00a0?',
      points: [
        'Allez vous-même sur {origin} et choisissez «\u00a0Cet e-mail vient-il de nous\u00a0?\u00a0». La référence de cet e-mail est {reference}.',
        'Un doute\u00a0? Appelez notre assistance au numéro que vous connaissez déjà.',
      ],
    },
  },
  code: {
    subject: 'Votre code pour un nouveau mot de passe',
    preheader: 'Valable dix minutes. Ne donnez ce code à personne, pas même à notre assistance.',
    asked: 'Voici le code pour choisir un nouveau mot de passe\u00a0:',
    use: 'Saisissez-le sur {origin} à la page où vous l’avez demandé. Le code est valable dix minutes et ne peut servir qu’une fois.',
    newest: 'Vous avez demandé plusieurs codes\u00a0? Seul le plus récent fonctionne.',
    secret: 'Ne donnez ce code à personne, pas même à notre assistance. Nous ne vous le demanderons jamais.',
    another:
      'S’il vous faut un autre code plus tard, saisissez aussi la référence de cet e-mail\u00a0: {reference}. Votre code sera alors envoyé en priorité.',
    notYou:
      'Vous n’avez pas demandé de code\u00a0? Alors vous n’avez rien à faire. Sans ce code, personne ne peut changer votre mot de passe.',
  },
  recovered: {
    subject: 'Votre mot de passe a été changé',
    preheader: 'Toutes vos sessions ont été fermées. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    happened: 'Le {time}, le mot de passe de ce compte a été changé\u00a0:',
    now: 'Toutes vos sessions ont été fermées. Désormais, seul votre nouveau mot de passe fonctionne.',
  },
  guessed: {
    subject: 'Trop de codes erronés à la seconde étape',
    preheader: 'Elle est bloquée pour un jour. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    happened: 'Un code erroné a été saisi trop souvent à la seconde étape de ce compte, la dernière fois le {time}\u00a0:',
    now: 'La personne qui a fait cela pouvait lire les codes dans vos e-mails. La seconde étape est bloquée pour tout le monde pendant un jour, puis de nouveau possible. Personne n’a pu se connecter.',
  },
  notYou: {
    heading: 'Ce n’était pas vous\u00a0?',
    text: 'Quelqu’un d’autre a donc accès à vos e-mails. Appelez tout de suite notre assistance au numéro que vous connaissez déjà, et changez aussi le mot de passe de votre messagerie.',
  },
  sms: 'Pour votre sécurité, votre mot de passe ne fonctionne plus. Choisissez-en un nouveau sur {origin}',
};
