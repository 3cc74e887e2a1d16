/**
 * Words that stand in most passwords that are guessed first, in languages of the pages; in lower case, without accents. Passwords
 * of fewer than twelve characters are refused anyway, so only the words that people lengthen are listed.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  password passwort wachtwoord motdepasse passe passwd paswoord kennwort pass wort woord mot de new nieuw neu neues nieuwe nouveau
  my mijn mein meine mon ma the het das le la a ik ich je i is ist est
  welcome welkom willkommen bienvenue hello hallo bonjour salut hoi goedemorgen guten tag morgen
  secret geheim secrete sesame opensesame letmein laatmebinnen changeme change verander please login inloggen anmelden connexion
  admin administrator beheerder root user gebruiker benutzer utilisateur test tester testing demo guest gast invite default standaard
  qwerty qwertz azerty qwertyuiop asdfghjkl abc abcd abcdef abcdefg xyz
  iloveyou ikhouvanjou ichliebedich jetaime love liefde liebe amour lover schatje schatz cherie princess prinses prinzessin princesse
  summer zomer sommer ete winter hiver spring lente fruhling printemps autumn herfst herbst automne
  january januari januar janvier february februari februar fevrier march maart marz mars april avril may mei mai june juni juin
  july juli juillet august augustus aout september septembre october oktober octobre november novembre december dezember decembre
  monday maandag montag lundi friday vrijdag freitag vendredi saturday zaterdag samstag samedi sunday zondag sonntag dimanche
  football voetbal fussball foot soccer baseball hockey tennis ajax feyenoord bayern
  dragon monkey master shadow sunshine superman batman pokemon starwars computer internet windows samsung apple google facebook microsoft
  amsterdam rotterdam utrecht nederland holland belgie belgique brussel bruxelles london england berlin deutschland munchen paris france
  company bedrijf firma societe boekhouding accounting buchhaltung comptabilite factuur invoice rechnung facture sluis recovery herstel
  hond kat hund katze chien chat dog cat mama papa oma opa
  `
    .trim()
    .split(/\s+/),
);
