import type { GateTexts } from '../gate.ts';

/** What the gate says in French. */
export const gate: GateTexts = {
  before: 'Vérifiez votre nom d’utilisateur\u00a0; s’il est correct, vous devez changer votre mot de passe avant de pouvoir vous connecter',
  contained: 'Vous devez changer votre mot de passe avant de pouvoir vous connecter\u00a0; {page} vous explique comment',
  recovering: 'La récupération de votre compte n’est pas terminée\u00a0; terminez-la sur {page}, puis connectez-vous',
  lingering: 'Votre compte est récupéré\u00a0; vous pourrez vous connecter ici à partir de {time} (UTC)',
  unclear: 'Vous ne pouvez pas vous connecter pour le moment\u00a0; réessayez dans une minute',
};
