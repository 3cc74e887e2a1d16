import type { MailTexts } from '../mails.ts';

/** What mails and text messages say in French. */
export const mails: MailTexts = {
  greeting: { named: 'Bonjour {name},', unnamed: 'Bonjour,' },
  username: 'Nom d’utilisateur\u00a0:',
  notice: {
    subject: 'Votre mot de passe ne fonctionne plus\u00a0: choisissez-en un nouveau',
    preheader: 'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs.',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe, dont celui de votre compte\u00a0:',
    meaning: {
      heading: 'Qu’est-ce que cela change pour vous\u00a0?',
      points: [
        'Votre ancien mot de passe ne fonctionne plus nulle part chez nous. Vous ne pouvez plus vous connecter avec lui, et personne d’autre non plus.',
        'Vous ne perdez rien à attendre. Vous pouvez choisir un nouveau mot de passe aujourd’hui, ou tout aussi bien la semaine prochaine.',
      ],
    },
    steps: {
      heading: 'Que devez-vous faire\u00a0?',
      points: [
        'Allez sur {origin} en saisissant de préférence vous-même cette adresse\u00a0: vous saurez ainsi où vous arrivez.',
        'Indiquez-y votre adresse e-mail. Vous recevrez un deuxième e-mail, avec un code valable dix minutes.',
        'Choisissez un nouveau mot de passe, que vous n’utilisez nulle part ailleurs.',
      ],
      elsewhere: 'Vous utilisiez aussi votre ancien mot de passe ailleurs\u00a0? Changez-le également là-bas.',
    },
    genuine: {
      heading: 'Cet e-mail est-il authentique\u00a0?',
      points: [
        'Cet e-mail ne contient ni code ni lien personnel. Nous ne demandons jamais votre mot de passe, ni par e-mail ni par téléphone.',
        'Allez vous-même sur {origin} et choisissez «\u00a0Cet e-mail vient-il de nous\u00a0?\u00a0». La référence de cet e-mail est {reference}.',
        'Vous avez un doute, ou vous êtes bloqué\u00a0? Appelez notre assistance au numéro que vous connaissez déjà. Elle peut être très sollicitée les premiers jours.',
      ],
    },
  },
  suspected: {
    preheader: 'Des signes montrent que quelqu’un d’autre possède votre mot de passe.',
    happened:
      'Des signes montrent que quelqu’un d’autre possède votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
    means: ['Nous ne savons pas s’il a aussi été utilisé. Une fois connecté, vérifiez que vos données sont toujours exactes.'],
  },
  confirmed: {
    preheader: 'Nous savons que quelqu’un a utilisé votre mot de passe.',
    happened: 'Nous savons que quelqu’un a utilisé votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
    means: [
      'Quelqu’un d’autre a pu voir et modifier ce que vous pouvez voir et modifier avec ce compte. Une fois connecté, vérifiez tout, et signalez à notre assistance ce qui ne vient pas de vous.',
      'Vous utilisez le même mot de passe ailleurs\u00a0? Changez-le dès aujourd’hui là-bas.',
    ],
  },
  reminder: {
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
  organisation: {
    subject: 'Nous n’avons pas pu joindre des utilisateurs de votre organisation',
    preheader: 'Leur ancien mot de passe ne fonctionne plus. Merci de le leur dire.',
    greeting: 'Bonjour,',
    happened:
      'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe. Vous recevez ce message en tant que contact d’une organisation\u00a0:',
    organisation: 'Organisation\u00a0:',
    unreached: 'Nous n’avons pas pu joindre les utilisateurs qui portent ces noms d’utilisateur\u00a0:',
    more: 'et {more} autres',
    steps: {
      heading: 'Que vous demandons-nous\u00a0?',
      points: [
        'Dites à ces utilisateurs que leur ancien mot de passe ne fonctionne plus.',
        'Sur {origin} ils en choisissent un nouveau. Si leur adresse e-mail ne fonctionne plus, ils appellent notre assistance.',
        'Ne nous envoyez ni mots de passe ni codes, et n’en demandez pas non plus.',
      ],
    },
    genuine: {
      heading: 'Ce message est-il authentique\u00a0?',
      points: [
        'Allez vous-même sur {origin} et choisissez-y «\u00a0Ce message vient-il de nous\u00a0?\u00a0». La référence de ce message est {reference}.',
        'Vous avez un doute\u00a0? Appelez notre assistance, au numéro que vous connaissez déjà.',
      ],
    },
  },
  code: {
    subject: 'Votre code pour un nouveau mot de passe',
    preheader: 'Valable dix minutes. Ne donnez ce code à personne, pas même à notre assistance.',
    asked: 'Vous souhaitez choisir un nouveau mot de passe. Voici votre code\u00a0:',
    use: 'Saisissez-le sur {origin} dans la page où vous l’avez demandé. Le code est valable dix minutes et ne sert qu’une fois.',
    newest: 'Vous avez demandé plusieurs codes\u00a0? Seul le plus récent fonctionne.',
    secret: 'Ne donnez ce code à personne, pas même à notre assistance. Nous ne vous le demanderons jamais.',
    another:
      'S’il vous faut un autre code plus tard, saisissez aussi la référence de cet e-mail\u00a0: {reference}. Votre code partira alors en premier.',
    notYou: 'Vous n’avez rien demandé\u00a0? Alors vous n’avez rien à faire. Sans ce code, personne ne peut changer votre mot de passe.',
  },
  recovered: {
    subject: 'Votre mot de passe a été changé',
    preheader: 'Toutes les sessions ont été fermées. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    happened: 'Le {time}, le mot de passe de ce compte a été changé\u00a0:',
    now: 'Toutes les sessions encore ouvertes ont été fermées. Désormais, seul votre nouveau mot de passe compte.',
  },
  guessed: {
    subject: 'Trop de codes erronés à la seconde étape',
    preheader: 'Elle est fermée pour un jour. Ce n’était pas vous\u00a0? Appelez notre assistance.',
    happened: 'Jusqu’au {time}, un code erroné a été saisi trop souvent à la seconde étape de ce compte\u00a0:',
    now: 'La personne qui l’a fait pouvait lire les codes dans vos e-mails. La seconde étape est maintenant fermée pour un jour, pour tout le monde, puis de nouveau ouverte. Personne n’est entré.',
  },
  notYou: {
    heading: 'Ce n’était pas vous\u00a0?',
    text: 'Quelqu’un d’autre a donc accès à vos e-mails. Appelez tout de suite notre assistance, au numéro que vous connaissez déjà, et changez aussi le mot de passe de votre boîte mail.',
  },
  sms: 'Pour votre sécurité, votre mot de passe ne fonctionne plus. Choisissez-en un nouveau sur {origin}',
};
