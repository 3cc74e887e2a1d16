import { type Language, languageOf, languages } from '#domain/account/language.ts';
import type { Refusal } from '#domain/gate/gate.ts';

/** Why a token is refused: as the verdict says, or `unclear` where the gate could not find out. */
export type Reason = Refusal['reason'] | 'unclear';

/** What the text of a refusal is made of. */
export interface RefusalFacts {
  readonly reason: Reason;
  /** Address of the holders' pages; undefined where no epoch is known. */
  readonly page?: string;
  /** For `lingering`: when it ends, in ms since 1970. */
  readonly untilMs?: number;
}

interface Words {
  /** Before the password is checked: for who may be contained, may be recovering, may have mistyped their name. */
  readonly before: string;
  readonly contained: string;
  readonly how: (page: string) => string;
  readonly recovering: (page: string) => string;
  readonly lingering: (time: string) => string;
  readonly unclear: string;
}

const words: Readonly<Record<Language, Words>> = {
  nl: {
    before: 'Controleer uw gebruikersnaam; klopt die, dan moet uw wachtwoord worden gewijzigd voordat u kunt inloggen',
    contained: 'Uw wachtwoord moet worden gewijzigd voordat u kunt inloggen',
    how: (page) => `op ${page} leest u hoe`,
    recovering: (page) => `Uw herstel is nog niet klaar; maak het af op ${page} en log daarna in`,
    lingering: (time) => `Uw account is hersteld; inloggen kan hier vanaf ${time} uur (UTC)`,
    unclear: 'Inloggen lukt op dit moment niet; probeer het over een minuut opnieuw',
  },
  en: {
    before: 'Please check your user name; if it is right, your password must be changed before you can sign in',
    contained: 'Your password must be changed before you can sign in',
    how: (page) => `${page} tells you how`,
    recovering: (page) => `Your recovery is not complete; please finish it at ${page} and then sign in`,
    lingering: (time) => `Your account is recovered; you can sign in here from ${time} UTC on`,
    unclear: 'Signing in is not possible at this moment; please try again in a minute',
  },
  de: {
    before: 'Bitte prüfen Sie Ihren Benutzernamen; stimmt er, muss Ihr Passwort geändert werden, bevor Sie sich anmelden können',
    contained: 'Ihr Passwort muss geändert werden, bevor Sie sich anmelden können',
    how: (page) => `auf ${page} steht, wie das geht`,
    recovering: (page) =>
      `Ihre Wiederherstellung ist noch nicht abgeschlossen; bitte beenden Sie sie auf ${page} und melden Sie sich dann an`,
    lingering: (time) => `Ihr Konto ist wiederhergestellt; hier können Sie sich ab ${time} Uhr (UTC) anmelden`,
    unclear: 'Die Anmeldung ist im Moment nicht möglich; bitte versuchen Sie es in einer Minute noch einmal',
  },
  fr: {
    before:
      'Vérifiez votre nom d’utilisateur\u00a0; s’il est correct, votre mot de passe doit être changé avant que vous puissiez vous connecter',
    contained: 'Votre mot de passe doit être changé avant que vous puissiez vous connecter',
    how: (page) => `${page} vous explique comment`,
    recovering: (page) => `Votre récupération n’est pas terminée\u00a0; terminez-la sur ${page}, puis connectez-vous`,
    lingering: (time) => `Votre compte est récupéré\u00a0; vous pouvez vous connecter ici à partir de ${time} (UTC)`,
    unclear: 'La connexion est impossible pour le moment\u00a0; veuillez réessayer dans une minute',
  },
};

/**
 * The text of a refusal. Managed login shows it behind "PreTokenGeneration failed with error" and puts a full stop after it, so no address stands
 * at its end. It names no cause and nothing personal.
 * @param locale the account's, such as `nl-NL`; undefined before the password is checked: then all read the same in every language, whoever they are and however far
 * they have recovered
 */
export function refusalText({ reason, page = '', untilMs = 0 }: RefusalFacts, locale: string | undefined): string {
  const own = words[languageOf(locale)];
  const inAll = (text: 'before' | 'unclear') => languages.map((each) => words[each][text]).join(' / ');
  if (locale === undefined) return reason === 'unclear' ? inAll('unclear') : `${inAll('before')} (${page})`;
  switch (reason) {
    case 'contained':
      return `${own.contained}; ${own.how(page)}`;
    case 'recovering':
      return own.recovering(page);
    case 'lingering':
      return own.lingering(minuteAfter(untilMs));
    case 'unclear':
      return own.unclear;
  }
}

/** The first whole minute at or after a moment, as `14:05` in UTC. */
function minuteAfter(ms: number): string {
  return new Date(Math.ceil(ms / 60_000) * 60_000).toISOString().slice(11, 16);
}

/** Thrown to refuse a token: for a trigger, throwing is the answer. */
export class ContainedError extends Error {
  override readonly name = 'ContainedError';

  /** @param text what the holder reads */
  constructor(text: string) {
    super(text);
  }
}
