import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in French. */
export const pages: PageTexts = {
  'foot.asking': 'Nous ne demandons jamais votre mot de passe, ni par e-mail ni par téléphone.',
  'helpdesk.call': 'Appelez notre assistance au numéro que vous connaissez déjà.',
  'faults.title': 'Vérifiez votre saisie',
  'steps.label': 'Progression',
  'steps.address': 'Adresse',
  'steps.code': 'Code',
  'steps.password': 'Mot de passe',

  'start.title': 'Choisissez un nouveau mot de passe',
  'start.lead':
    'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe, peut-être aussi le vôtre.',
  'start.old':
    'Dans ce cas, votre ancien mot de passe ne fonctionne plus nulle part chez nous, ni pour vous ni pour une autre personne qui le connaîtrait.',
  'start.wait': 'Vous ne perdez rien à attendre. En cas d’affluence, vous pouvez aussi bien revenir la semaine prochaine.',
  'start.way': 'Comment faire',
  'start.way.address': 'Vous indiquez votre adresse e-mail.',
  'start.way.code': 'Vous recevez par e-mail un code valable dix minutes.',
  'start.way.password': 'Vous choisissez un nouveau mot de passe. Vous pouvez ensuite vous reconnecter.',
  'start.begin': 'Commencer',
  'start.help': 'Vous n’avez plus accès à vos e-mails\u00a0?',

  'identify.title': 'Quelle est votre adresse e-mail\u00a0?',
  'identify.label': 'Adresse e-mail',
  'identify.hint': 'L’adresse à laquelle vous avez reçu notre e-mail à ce sujet. Un nom d’utilisateur ne fonctionne pas ici.',
  'identify.send': 'Envoyez-moi un code',
  'identify.fault': 'Indiquez une seule adresse e-mail, par exemple nom@exemple.fr.',
  'identify.reference': 'Référence de notre e-mail (facultatif)',
  'identify.reference.hint':
    'Trois groupes de quatre caractères vers la fin de l’e-mail, par exemple 4K7M-12XW-D9FT. Avec la référence, votre code est envoyé en priorité, même si les demandes sont nombreuses.',
  'identify.reference.fault': 'Cette référence ne vient pas de nous. Recopiez celle de notre e-mail, ou laissez le champ vide.',
  'identify.flood':
    'Les demandes de code sont très nombreuses en ce moment. Saisissez la référence de notre e-mail et votre code sera envoyé en priorité.',
  'identify.referred':
    'Les demandes de code sont trop nombreuses en ce moment. Nous ne pouvons vous envoyer un code que si vous saisissez la référence de notre e-mail.',
  'identify.none': 'Nous ne pouvons plus envoyer de code aujourd’hui. Réessayez demain ou appelez notre assistance.',
  'identify.soon': {
    one: 'Vous pourrez demander un autre code dans une minute. Avec la référence de notre e-mail, c’est possible tout de suite.',
    other: 'Vous pourrez demander un autre code dans {count} minutes. Avec la référence de notre e-mail, c’est possible tout de suite.',
  },
  'identify.used': {
    one: 'Cette référence a déjà servi plusieurs fois. Vous pourrez l’utiliser de nouveau dans une minute.',
    other: 'Cette référence a déjà servi plusieurs fois. Vous pourrez l’utiliser de nouveau dans {count} minutes.',
  },

  'code.title': 'Saisissez le code reçu par e-mail',
  'code.sent': 'Si {address} correspond à un compte qui a besoin d’un nouveau mot de passe, un e-mail avec un code est en route.',
  'code.slow': 'Cela peut prendre quelques minutes. Vérifiez aussi vos courriers indésirables.',
  'code.newer': 'Vous avez demandé un nouveau code. Les précédents ne fonctionnent plus.',
  'code.label': 'Code',
  'code.hint': '8 chiffres. Les espaces n’ont pas d’importance.',
  'code.continue': 'Continuer',
  'code.fault.form': 'Le code comporte 8 chiffres. Recopiez-le depuis l’e-mail.',
  'code.fault.wrong': 'Ce code ne fonctionne pas. Utilisez celui du dernier e-mail reçu\u00a0; il est valable dix minutes.',
  'code.fault.void': 'Un code erroné a été saisi trop souvent. Ce code n’est donc plus valable. Demandez-en un nouveau ci-dessous.',
  'code.fault.many': 'Vous avez déjà demandé trois codes. Recommencez dans une heure.',
  'code.none': 'Vous n’avez rien reçu\u00a0?',
  'code.none.why':
    'Nous n’écrivons qu’à l’adresse que nous avons enregistrée, et n’envoyons que quelques codes par heure à une même adresse. Avez-vous fait une faute de frappe, ou utilisez-vous une autre adresse\u00a0?',
  'code.none.reference':
    'Avez-vous reçu récemment d’autres e-mails avec un code\u00a0? Saisissez à nouveau votre adresse, avec la référence du plus récent\u00a0: vous recevrez un code tout de suite.',
  'code.again': 'Envoyer un nouveau code',
  'code.next': {
    one: 'Vous pourrez demander un nouveau code dans une minute. Si vous recommencez avec la référence de notre e-mail, vous en recevez un tout de suite.',
    other:
      'Vous pourrez demander un nouveau code dans {count} minutes. Si vous recommencez avec la référence de notre e-mail, vous en recevez un tout de suite.',
  },
  'code.other': 'Indiquer une autre adresse',

  'password.title': 'Choisissez un nouveau mot de passe',
  'password.good': 'Critères',
  'password.good.length': 'De 12 à 128 caractères. Tous sont permis, mais pas d’espace au début ni à la fin.',
  'password.good.words': 'Long vaut mieux que compliqué\u00a0: quatre mots sans rapport entre eux conviennent très bien.',
  'password.good.others': 'Ni nom d’utilisateur, ni adresse e-mail, ni mot de passe courant comme Bienvenue2026!',
  'password.good.once': 'Un mot de passe que vous n’utilisez nulle part ailleurs.',
  'password.account': 'Compte',
  'password.which': 'Pour quel compte\u00a0?',
  'password.which.hint': 'Plusieurs comptes utilisent cette adresse. Vous pourrez passer aux autres ensuite.',
  'password.label': 'Nouveau mot de passe',
  'password.repeat': 'Répétez le nouveau mot de passe',
  'password.set': 'Enregistrer le mot de passe',
  'password.fault.account': 'Choisissez l’un des comptes.',
  'password.fault.short': 'Ce mot de passe compte moins de 12 caractères.',
  'password.fault.long': 'Ce mot de passe compte plus de 128 caractères.',
  'password.fault.blank': 'Un mot de passe ne peut ni commencer ni finir par une espace.',
  'password.fault.common': 'Ce mot de passe est trop courant. Choisissez-en un autre.',
  'password.fault.personal': 'Ce mot de passe contient votre nom d’utilisateur ou votre adresse e-mail. Choisissez-en un autre.',
  'password.fault.refused':
    'Ce mot de passe n’a pas été accepté. Choisissez-en un que vous n’avez jamais utilisé et que vous n’avez pas déjà saisi ici. Il lui faut peut-être aussi des majuscules, des chiffres et des symboles.',
  'password.fault.unequal': 'Les deux mots de passe ne sont pas identiques. Saisissez les deux à nouveau.',
  'password.moment': 'Un instant, s’il vous plaît',
  'password.moment.throttled':
    'Le service est très sollicité. Rien n’est perdu\u00a0: attendez quelques secondes, saisissez à nouveau votre nouveau mot de passe et cliquez sur «\u00a0{button}\u00a0».',
  'password.moment.busy':
    'Ce mot de passe est en cours d’enregistrement. Attendez trente secondes, saisissez-le à nouveau et cliquez sur «\u00a0{button}\u00a0».',
  'password.moment.limited':
    'Il y a eu trop de tentatives. Rien n’est perdu\u00a0: attendez un quart d’heure, saisissez à nouveau votre nouveau mot de passe et cliquez sur «\u00a0{button}\u00a0».',
  'password.moment.early':
    'Quelqu’un a peut-être commencé à se connecter avec le premier mot de passe de ce compte. Dans un quart d’heure, ce ne sera plus possible et personne ne pourra remplacer votre nouveau mot de passe. Revenez alors, ou laissez cette page ouverte, et saisissez à nouveau votre nouveau mot de passe.',

  'factor.title.app': 'Saisissez le code de votre application d’authenti\u00adfication',
  'factor.title.sms': 'Saisissez le code reçu par SMS',
  'factor.title.mail': 'Saisissez le second code reçu par e-mail',
  'factor.title.setup': 'Configurez une application d’authenti\u00adfication',
  'factor.set': 'Votre nouveau mot de passe est enregistré. Il reste une étape avant de pouvoir vous connecter.',
  'factor.app': 'Ouvrez l’application d’authentification que vous utilisez pour ce compte et saisissez le code affiché.',
  'factor.sms': 'Un SMS avec un code est en route vers le numéro de téléphone que vous avez indiqué pour ce compte.',
  'factor.mail': 'Un e-mail avec un autre code est en route vers l’adresse que vous avez indiquée pour ce compte.',
  'factor.setup': 'Ce compte demande aussi un code d’une application d’authentification, désormais à chaque connexion.',
  'factor.setup.app': 'Installez une application d’authentification sur votre téléphone, ou ouvrez celle que vous avez déjà.',
  'factor.setup.key': 'Dans l’application, ajoutez manuellement un compte avec cette clé\u00a0:',
  'factor.setup.link': 'L’application est sur ce téléphone\u00a0? Touchez ici pour ajouter le compte.',
  'factor.setup.code': 'L’application affiche maintenant un code. Saisissez-le ci-dessous.',
  'factor.label': 'Code',
  'factor.hint': '6 chiffres. L’application affiche un nouveau code toutes les trente secondes.',
  'factor.continue': 'Continuer',
  'factor.fault.form': 'Le code comporte 6 chiffres. Recopiez-le exactement.',
  'factor.fault.wrong': 'Ce code ne fonctionne pas. Attendez le suivant, et vérifiez qu’il s’agit bien de celui de ce compte.',
  'factor.moment.throttled':
    'Le service est très sollicité. Rien n’est perdu\u00a0: attendez quelques secondes, saisissez un nouveau code et cliquez sur «\u00a0{button}\u00a0».',
  'factor.moment.busy':
    'Une autre opération est en cours sur ce compte. Attendez trente secondes, saisissez un nouveau code et cliquez sur «\u00a0{button}\u00a0».',
  'factor.moment.limited':
    'Il y a eu trop de tentatives. Rien n’est perdu\u00a0: attendez un quart d’heure, saisissez un nouveau code et cliquez sur «\u00a0{button}\u00a0».',
  'factor.none': 'Vous ne l’avez plus, ou vous ne l’avez jamais configuré\u00a0?',
  'factor.closed': 'Personne ne peut se connecter à ce compte avant l’intervention de notre assistance.',
  'factor.title.over': 'Saisissez à nouveau votre nouveau mot de passe',
  'factor.text.over':
    'Trop de temps s’est écoulé, ou le code avait déjà servi. Rien n’est perdu\u00a0: saisissez encore une fois le mot de passe que vous venez de choisir.',
  'factor.again.over': 'Revenir au mot de passe',
  'factor.title.spent': 'Trop de codes erronés',
  'factor.text.spent': 'Un code erroné a été saisi cinq fois. Recommencez avec votre adresse e-mail.',
  'factor.text.locked': {
    one: 'Un code erroné a été saisi trop souvent pour ce compte. Revenez dans une heure et commencez par votre adresse e-mail.',
    other: 'Un code erroné a été saisi trop souvent pour ce compte. Revenez dans {count} heures et commencez par votre adresse e-mail.',
  },
  'factor.notYou':
    'Ce n’était pas vous\u00a0? Quelqu’un d’autre lit donc vos e-mails\u00a0: changez tout de suite le mot de passe de votre messagerie.',
  'factor.again.spent': 'Recommencer',

  'help.title': 'Contactez notre assistance',
  'help.text': 'Votre nouveau mot de passe est enregistré, mais ce compte est désactivé ou demande une étape que cette page ne permet pas.',
  'help.closed': 'Personne ne peut se connecter à ce compte avant l’intervention de notre assistance.',

  'done.title': 'Votre nouveau mot de passe fonctionne',
  'done.lead': 'Vous pouvez vous reconnecter en tant que {username}, avec votre nouveau mot de passe.',
  'done.lingers': {
    one: 'Certaines applications peuvent encore vous refuser l’accès pendant une minute, le temps que d’anciennes sessions expirent. Ensuite, vous pourrez vous connecter partout.',
    other:
      'Certaines applications peuvent encore vous refuser l’accès pendant {count} minutes au plus, le temps que d’anciennes sessions expirent. Ensuite, vous pourrez vous connecter partout.',
  },
  'done.lingersLong': {
    one: 'Certaines applications peuvent encore vous refuser l’accès pendant une heure, le temps que d’anciennes sessions expirent. Ensuite, vous pourrez vous connecter partout.',
    other:
      'Certaines applications peuvent encore vous refuser l’accès pendant {count} heures au plus, le temps que d’anciennes sessions expirent. Ensuite, vous pourrez vous connecter partout.',
  },
  'done.out': 'Toutes vos sessions ont été fermées.',
  'done.mail':
    'Vous recevrez un e-mail de confirmation. Si vous en recevez un jour sans vous y attendre, appelez tout de suite notre assistance.',
  'done.elsewhere': 'Vous utilisiez votre ancien mot de passe sur d’autres sites\u00a0? Changez-le aussi sur ces sites.',
  'done.others': {
    one: 'Un autre compte associé à cette adresse a besoin d’un nouveau mot de passe.',
    other: '{count} autres comptes associés à cette adresse ont besoin d’un nouveau mot de passe.',
  },
  'done.next': 'Continuer avec le compte suivant',

  'nothing.title': 'Il n’y a plus rien à faire ici',
  'nothing.text':
    'Plus aucun compte associé à cette adresse n’a besoin d’un nouveau mot de passe. Si vous ne pouvez toujours pas vous connecter, nous vous aiderons.',

  'check.title': 'Cet e-mail vient-il de nous\u00a0?',
  'check.label': 'Référence figurant dans l’e-mail',
  'check.hint': 'Trois groupes de quatre caractères, vers la fin de l’e-mail. Majuscules et tirets sont sans importance.',
  'check.look': 'Vérifier',
  'check.fault': 'Une référence comporte douze lettres et chiffres, par exemple 4K7M-12XW-D9FT. Recopiez celle de l’e-mail.',
  'check.yes.title': 'Oui, cette référence vient de nous',
  'check.yes.text': 'Nous avons envoyé l’e-mail le {day}, entre {from}\u00a0h et {to}\u00a0h.',
  'check.said.precaution': 'Il disait que des personnes non autorisées ont peut-être votre mot de passe.',
  'check.said.suspected': 'Il disait que des indices laissent penser que quelqu’un d’autre possède votre mot de passe.',
  'check.said.confirmed': 'Il disait que quelqu’un d’autre a utilisé votre mot de passe.',
  'check.said.reminder': 'C’était un rappel.',
  'check.said.organisation':
    'Il était adressé à la personne de contact d’une organisation, au sujet d’utilisateurs que nous n’avons pas pu joindre.',
  'check.said.code': 'Il contenait un code.',
  'check.yes.asked': 'L’e-mail vous demandait seulement de venir sur ce site et d’y choisir un nouveau mot de passe.',
  'check.yes.other':
    'Votre e-mail demande autre chose, ou mène ailleurs\u00a0? Quelqu’un a alors copié notre référence, et l’e-mail ne vient pas de nous.',
  'check.no.title': 'Non, nous ne connaissons pas cette référence',
  'check.no.text': 'Vérifiez que vous l’avez bien recopiée. Si oui, l’e-mail ne vient pas de nous\u00a0: ne faites pas ce qu’il demande.',
  'check.no.help': 'Vous avez un doute\u00a0?',

  'busy.title': 'Cela n’a pas marché pour l’instant',
  'busy.text': 'Il y a peut-être beaucoup de monde. Revenez en arrière, attendez quelques secondes et réessayez.',
  'error.begin': 'Recommencer',
  'error.help': 'Le problème persiste\u00a0?',
  'error.missing.title': 'Page introuvable',
  'error.missing.text': 'Cette page n’existe pas. Il y a peut-être une faute de frappe dans l’adresse.',
  'error.step.title': 'Veuillez recommencer',
  'error.step.text':
    'Cette étape n’est pas possible pour le moment\u00a0: il manque une étape précédente, ou vous avez commencé il y a plus d’une heure. Rien n’est perdu.',
  'error.foreign.title': 'Veuillez rouvrir la page',
  'error.foreign.text': 'Nous n’avons pas pu vérifier que la demande venait de notre propre page. Rien n’a donc été fait.',
  'error.request.title': 'Cela n’a pas fonctionné',
  'error.request.text': 'Nous n’avons pas compris ce qui a été envoyé. Rien n’a donc été fait.',
  'error.ours.title': 'Un problème est survenu de notre côté',
  'error.ours.text': 'Attendez un instant et réessayez. Ce que vous avez déjà fait est enregistré.',
};
