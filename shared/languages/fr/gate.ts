import type { GateTexts } from '../gate.ts';

/** What the gate says in French. */
export const gate: GateTexts = {
  before:
    'Vérifiez votre nom d’utilisateur\u00a0; s’il est correct, votre mot de passe doit être changé avant que vous puissiez vous connecter',
  contained: 'Votre mot de passe doit être changé avant que vous puissiez vous connecter\u00a0; {page} vous explique comment',
  recovering: 'Votre récupération n’est pas terminée\u00a0; terminez-la sur {page}, puis connectez-vous',
  lingering: 'Votre compte est récupéré\u00a0; vous pouvez vous connecter ici à partir de {time} (UTC)',
  unclear: 'La connexion est impossible pour le moment\u00a0; veuillez réessayer dans une minute',
};
