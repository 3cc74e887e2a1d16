import type { Grade } from '#domain/account/grade.ts';
import type { Language } from '#domain/account/language.ts';
import { type NoticeWords, noticeWords } from './words.ts';

/** What a notice of a grade says otherwise than the notice by way of precaution. */
interface GradeWords {
  readonly preheader: string;
  readonly happened: string;
  /** Stands before the other points of what it means. */
  readonly means: readonly string[];
}

/** What a notice of this grade says in this language. */
export function wordsOf(language: Language, grade: Grade): NoticeWords {
  const words = noticeWords[language];
  if (grade === 'precaution') return words;
  const { preheader, happened, means } = gradeWords[grade][language];
  return { ...words, preheader, happened, meaning: { ...words.meaning, points: [...means, ...words.meaning.points] } };
}

const gradeWords: Readonly<Record<Exclude<Grade, 'precaution'>, Readonly<Record<Language, GradeWords>>>> = {
  suspected: {
    nl: {
      preheader: 'Er zijn tekenen dat een ander uw wachtwoord heeft.',
      happened: 'Er zijn tekenen dat een ander uw wachtwoord heeft. Daarom hebben we het buiten werking gesteld. Het gaat om dit account:',
      means: ['Of het ook is gebruikt, weten we niet. Kijk na het inloggen of uw gegevens nog kloppen.'],
    },
    en: {
      preheader: 'There are signs that somebody else has your password.',
      happened: 'There are signs that somebody else has your password. We have therefore put it out of use. It is about this account:',
      means: ['Whether it was also used, we do not know. After signing in, look whether your details are still right.'],
    },
    de: {
      preheader: 'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat.',
      happened:
        'Es gibt Anzeichen dafür, dass jemand anders Ihr Passwort hat. Deshalb haben wir es außer Kraft gesetzt. Es geht um dieses Konto:',
      means: ['Ob es auch verwendet wurde, wissen wir nicht. Prüfen Sie nach der Anmeldung, ob Ihre Daten noch stimmen.'],
    },
    fr: {
      preheader: 'Des signes montrent que quelqu’un d’autre possède votre mot de passe.',
      happened:
        'Des signes montrent que quelqu’un d’autre possède votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
      means: ['Nous ne savons pas s’il a aussi été utilisé. Une fois connecté, vérifiez que vos données sont toujours exactes.'],
    },
  },
  confirmed: {
    nl: {
      preheader: 'We weten dat een ander uw wachtwoord heeft gebruikt.',
      happened:
        'We weten dat een ander uw wachtwoord heeft gebruikt. Daarom hebben we het buiten werking gesteld. Het gaat om dit account:',
      means: [
        'Een ander kon zien en veranderen wat u met dit account kunt zien en veranderen. Kijk na het inloggen alles na, en meld wat niet van u is bij onze helpdesk.',
        'Gebruikt u hetzelfde wachtwoord ook ergens anders? Verander het daar vandaag nog.',
      ],
    },
    en: {
      preheader: 'We know that somebody used your password.',
      happened: 'We know that somebody used your password. We have therefore put it out of use. It is about this account:',
      means: [
        'Somebody else could see and change what you can see and change with this account. After signing in, go through all of it, and tell our helpdesk what is not yours.',
        'Do you use the same password anywhere else? Change it there today.',
      ],
    },
    de: {
      preheader: 'Wir wissen, dass jemand anders Ihr Passwort verwendet hat.',
      happened:
        'Wir wissen, dass jemand anders Ihr Passwort verwendet hat. Deshalb haben wir es außer Kraft gesetzt. Es geht um dieses Konto:',
      means: [
        'Jemand anders konnte sehen und ändern, was Sie mit diesem Konto sehen und ändern können. Prüfen Sie nach der Anmeldung alles, und melden Sie unserem Helpdesk, was nicht von Ihnen stammt.',
        'Verwenden Sie dasselbe Passwort auch anderswo? Ändern Sie es dort noch heute.',
      ],
    },
    fr: {
      preheader: 'Nous savons que quelqu’un a utilisé votre mot de passe.',
      happened: 'Nous savons que quelqu’un a utilisé votre mot de passe. Nous l’avons donc désactivé. Il s’agit de ce compte\u00a0:',
      means: [
        'Quelqu’un d’autre a pu voir et modifier ce que vous pouvez voir et modifier avec ce compte. Une fois connecté, vérifiez tout, et signalez à notre assistance ce qui ne vient pas de vous.',
        'Vous utilisez le même mot de passe ailleurs\u00a0? Changez-le dès aujourd’hui là-bas.',
      ],
    },
  },
};
