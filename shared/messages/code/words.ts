import type { Language } from '#domain/account/language.ts';

/** Everything that a mail with a code says in one language. `{origin}` stands for the address of the pages. */
export interface CodeWords {
  /** Without the code: subjects come back in SES's events, and so would lie in queues and logs. */
  readonly subject: string;
  readonly preheader: string;
  readonly asked: string;
  readonly use: string;
  readonly newest: string;
  readonly secret: string;
  readonly notYou: string;
}

/** The code mail in every language. */
export const codeWords: Readonly<Record<Language, CodeWords>> = {
  nl: {
    subject: 'Uw code voor een nieuw wachtwoord',
    preheader: 'Tien minuten geldig. Geef de code aan niemand, ook niet aan onze helpdesk.',
    asked: 'U wilt een nieuw wachtwoord kiezen. Dit is uw code:',
    use: 'Vul de code op {origin} in, op de pagina waar u hem hebt aangevraagd. De code is tien minuten geldig en werkt één keer.',
    newest: 'Hebt u meer dan één code aangevraagd? Dan werkt alleen de nieuwste.',
    secret: 'Geef de code aan niemand, ook niet aan onze helpdesk. Wij vragen er nooit om.',
    notYou: 'Hebt u niets aangevraagd? Dan hoeft u niets te doen. Zonder deze code kan niemand uw wachtwoord veranderen.',
  },
  en: {
    subject: 'Your code for a new password',
    preheader: 'Valid for ten minutes. Give the code to nobody, not even to our helpdesk.',
    asked: 'You want to choose a new password. This is your code:',
    use: 'Enter it at {origin} on the page where you asked for it. The code is valid for ten minutes and works once.',
    newest: 'Did you ask for more than one code? Only the newest one works.',
    secret: 'Give the code to nobody, not even to our helpdesk. We never ask for it.',
    notYou: 'Did you not ask for anything? Then there is nothing that you have to do. Without this code nobody can change your password.',
  },
  de: {
    subject: 'Ihr Code für ein neues Passwort',
    preheader: 'Zehn Minuten gültig. Geben Sie den Code niemandem, auch nicht unserem Helpdesk.',
    asked: 'Sie möchten ein neues Passwort wählen. Hier ist Ihr Code:',
    use: 'Geben Sie ihn unter {origin} auf der Seite ein, auf der Sie ihn angefordert haben. Der Code gilt zehn Minuten und funktioniert nur einmal.',
    newest: 'Haben Sie mehrere Codes angefordert? Dann gilt nur der neueste.',
    secret: 'Geben Sie den Code niemandem, auch nicht unserem Helpdesk. Wir fragen nie danach.',
    notYou: 'Sie haben nichts angefordert? Dann müssen Sie nichts tun. Ohne diesen Code kann niemand Ihr Passwort ändern.',
  },
  fr: {
    subject: 'Votre code pour un nouveau mot de passe',
    preheader: 'Valable dix minutes. Ne donnez ce code à personne, pas même à notre assistance.',
    asked: 'Vous souhaitez choisir un nouveau mot de passe. Voici votre code\u00a0:',
    use: 'Saisissez-le sur {origin} dans la page où vous l’avez demandé. Le code est valable dix minutes et ne sert qu’une fois.',
    newest: 'Vous avez demandé plusieurs codes\u00a0? Seul le plus récent fonctionne.',
    secret: 'Ne donnez ce code à personne, pas même à notre assistance. Nous ne vous le demanderons jamais.',
    notYou: 'Vous n’avez rien demandé\u00a0? Alors vous n’avez rien à faire. Sans ce code, personne ne peut changer votre mot de passe.',
  },
};
