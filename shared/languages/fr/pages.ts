import type { PageTexts } from '../pages.ts';

/** What the holders' pages say in French. */
export const pages: PageTexts = {
  'foot.asking': 'Nous ne demandons jamais votre mot de passe, ni par e-mail ni par téléphone.',
  'helpdesk.call': 'Appelez notre assistance au numéro que vous connaissez déjà.',
  'faults.title': 'Quelque chose n’est pas encore correct',
  'steps.label': 'Où vous en êtes',
  'steps.address': 'Adresse',
  'steps.code': 'Code',
  'steps.password': 'Mot de passe',

  'start.title': 'Choisissez un nouveau mot de passe',
  'start.lead':
    'Des personnes non autorisées ont peut-être obtenu des mots de passe de nos utilisateurs. Nous avons donc désactivé des mots de passe, peut-être aussi le vôtre.',
  'start.old':
    'Dans ce cas, votre ancien mot de passe ne fonctionne plus nulle part chez nous\u00a0: ni pour vous, ni pour ceux qui le connaîtraient.',
  'start.wait': 'Vous ne perdez rien à attendre. S’il y a du monde maintenant, la semaine prochaine conviendra tout aussi bien.',
  'start.way': 'Comment cela se passe',
  'start.way.address': 'Vous indiquez votre adresse e-mail.',
  'start.way.code': 'Nous vous envoyons par e-mail un code valable dix minutes.',
  'start.way.password': 'Vous choisissez un nouveau mot de passe. Vous pourrez ensuite vous connecter à nouveau.',
  'start.begin': 'Commencer',
  'start.help': 'Vous n’avez plus accès à vos e-mails\u00a0?',

  'identify.title': 'Quelle est votre adresse e-mail\u00a0?',
  'identify.label': 'Adresse e-mail',
  'identify.hint': 'L’adresse à laquelle vous avez reçu notre e-mail à ce sujet. Un nom d’utilisateur ne fonctionne pas ici.',
  'identify.send': 'Envoyez-moi un code',
  'identify.fault': 'Indiquez une seule adresse e-mail, par exemple nom@exemple.fr.',
  'identify.reference': 'Référence de notre e-mail (facultatif)',
  'identify.reference.hint':
    'Trois groupes de quatre caractères vers la fin de l’e-mail, comme 4K7M-12XW-D9FT. Avec elle, votre code est envoyé en priorité, même si les demandes sont très nombreuses.',
  'identify.reference.fault': 'Cette référence n’est pas de nous. Recopiez-la de notre e-mail, ou laissez le champ vide.',
  'identify.flood':
    'Les demandes de codes sont très nombreuses en ce moment. Saisissez la référence de notre e-mail, et votre code sera envoyé en priorité.',
  'identify.referred':
    'Les demandes de codes sont trop nombreuses en ce moment. Nous pouvons vous en envoyer un si vous saisissez la référence de notre e-mail.',
  'identify.none': 'Nous ne pouvons plus envoyer de codes aujourd’hui. Réessayez demain ou appelez notre service d’assistance.',
  'identify.soon': {
    one: 'Vous pourrez demander un autre code dans une minute. Avec la référence de notre e-mail, c’est possible tout de suite.',
    other: 'Vous pourrez demander un autre code dans {count} minutes. Avec la référence de notre e-mail, c’est possible tout de suite.',
  },
  'identify.used': {
    one: 'Cette référence a déjà servi plusieurs fois. Elle sera de nouveau valable dans une minute.',
    other: 'Cette référence a déjà servi plusieurs fois. Elle sera de nouveau valable dans {count} minutes.',
  },

  'code.title': 'Saisissez le code reçu par e-mail',
  'code.sent':
    'Si un compte qui a besoin d’un nouveau mot de passe correspond à {address}, un e-mail contenant un code est en route vers cette adresse.',
  'code.slow': 'Cela peut prendre quelques minutes. Regardez aussi dans le courrier indésirable.',
  'code.newer': 'Vous avez demandé un nouveau code. Les précédents ne fonctionnent plus.',
  'code.label': 'Code',
  'code.hint': '8 chiffres\u00a0; les espaces n’ont pas d’importance.',
  'code.continue': 'Continuer',
  'code.fault.form': 'Le code comporte 8 chiffres. Copiez-le depuis l’e-mail.',
  'code.fault.wrong': 'Ce code ne fonctionne pas. Prenez celui de l’e-mail le plus récent\u00a0; il est valable dix minutes.',
  'code.fault.void': 'Un code erroné a été saisi trop souvent, celui-ci n’est donc plus valable. Demandez-en un nouveau ci-dessous.',
  'code.fault.many': 'Vous avez déjà demandé trois codes. Recommencez dans une heure.',
  'code.none': 'Pas d’e-mail\u00a0?',
  'code.none.why':
    'Nous n’écrivons qu’à l’adresse que nous avons enregistrée, et n’envoyons que quelques codes par heure à une même adresse. Avez-vous fait une faute de frappe, ou utilisez-vous une autre adresse\u00a0?',
  'code.none.reference':
    'D’autres e-mails avec un code sont-ils arrivés récemment\u00a0? Saisissez de nouveau votre adresse, avec la référence du plus récent\u00a0: un code arrive alors aussitôt.',
  'code.again': 'Envoyer un nouveau code',
  'code.next': {
    one: 'Vous pourrez demander un nouveau code dans une minute. Si vous recommencez avec la référence de notre e-mail, vous en recevez un tout de suite.',
    other:
      'Vous pourrez demander un nouveau code dans {count} minutes. Si vous recommencez avec la référence de notre e-mail, vous en recevez un tout de suite.',
  },
  'code.other': 'Indiquer une autre adresse',

  'password.title': 'Choisissez un nouveau mot de passe',
  'password.good': 'Ce qu’il faut',
  'password.good.length': 'De 12 à 128 caractères. Tout est permis\u00a0; une espace seulement entre d’autres caractères.',
  'password.good.words': 'Long vaut mieux que compliqué\u00a0: quatre mots sans rapport entre eux conviennent très bien.',
  'password.good.others': 'Ni nom d’utilisateur, ni adresse e-mail, ni rien à quoi tout le monde pense, comme Bienvenue2026!',
  'password.good.once': 'Un mot de passe que vous n’utilisez nulle part ailleurs.',
  'password.account': 'Compte',
  'password.which': 'Pour quel compte\u00a0?',
  'password.which.hint': 'Plusieurs comptes correspondent à cette adresse. Vous pourrez traiter les autres ensuite.',
  'password.label': 'Nouveau mot de passe',
  'password.repeat': 'Le même mot de passe, encore une fois',
  'password.set': 'Enregistrer le mot de passe',
  'password.fault.account': 'Choisissez l’un des comptes.',
  'password.fault.short': 'Ce mot de passe compte moins de 12 caractères.',
  'password.fault.long': 'Ce mot de passe compte plus de 128 caractères.',
  'password.fault.blank': 'Un mot de passe ne peut ni commencer ni finir par une espace.',
  'password.fault.common': 'Tout le monde pense à ce mot de passe. Choisissez-en un autre.',
  'password.fault.personal': 'Votre nom d’utilisateur ou votre adresse figure dans ce mot de passe. Choisissez-en un autre.',
  'password.fault.refused':
    'Ce mot de passe n’a pas été accepté. Choisissez-en un autre que ceux que vous aviez avant ou avez déjà saisis ici. Il lui faut peut-être aussi des majuscules, des chiffres et des signes.',
  'password.fault.unequal': 'Ce n’est pas le même que le nouveau mot de passe. Saisissez les deux encore une fois.',
  'password.moment': 'Un instant, s’il vous plaît',
  'password.moment.throttled':
    'De très nombreuses personnes choisissent un mot de passe en ce moment. Rien n’est perdu\u00a0: saisissez encore une fois votre nouveau mot de passe et appuyez sur le bouton dans quelques secondes.',
  'password.moment.busy':
    'Ce mot de passe est en cours d’enregistrement. Attendez une demi-minute, puis saisissez-le encore une fois et appuyez sur le bouton.',
  'password.moment.limited':
    'Trop de tentatives ont eu lieu. Rien n’est perdu\u00a0: attendez un quart d’heure, puis saisissez encore une fois votre nouveau mot de passe et appuyez sur le bouton.',
  'password.moment.early':
    'Quelqu’un a peut-être commencé à se connecter avec le premier mot de passe de ce compte. Dans un quart d’heure, ce sera terminé et personne ne pourra plus remplacer votre nouveau mot de passe\u00a0: revenez alors, ou laissez cette page ouverte et appuyez de nouveau sur le bouton.',

  'factor.title.app': 'Saisissez le code de votre application d’authentification',
  'factor.title.sms': 'Saisissez le code reçu par SMS',
  'factor.title.mail': 'Saisissez le second code reçu par e-mail',
  'factor.title.setup': 'Configurez une application d’authentification',
  'factor.set': 'Votre nouveau mot de passe est enregistré. Il reste une étape avant que vous puissiez vous connecter.',
  'factor.app': 'Ouvrez l’application d’authentification que vous utilisez pour ce compte et copiez le code qu’elle affiche maintenant.',
  'factor.sms': 'Un SMS contenant un code est en route vers le numéro de téléphone que vous aviez indiqué pour ce compte.',
  'factor.mail': 'Un e-mail contenant un autre code est en route vers l’adresse que vous aviez indiquée pour ce compte.',
  'factor.setup': 'Ce compte demande aussi un code d’une application d’authentification, désormais à chaque connexion.',
  'factor.setup.app': 'Installez une application d’authentification sur votre téléphone, ou ouvrez celle que vous avez déjà.',
  'factor.setup.key': 'Ajoutez-y un compte à la main, avec cette clé\u00a0:',
  'factor.setup.link': 'L’application est sur ce téléphone\u00a0? Ajoutez le compte d’un seul geste.',
  'factor.setup.code': 'L’application affiche maintenant un code. Saisissez-le ici.',
  'factor.label': 'Code',
  'factor.hint': '6 chiffres. L’application affiche un autre code toutes les trente secondes.',
  'factor.continue': 'Continuer',
  'factor.fault.form': 'Le code comporte 6 chiffres. Copiez-le exactement.',
  'factor.fault.wrong': 'Ce code ne fonctionne pas. Attendez le suivant, et vérifiez que c’est bien celui de ce compte.',
  'factor.moment.throttled':
    'De très nombreuses personnes sont ici en ce moment. Rien n’est perdu\u00a0: saisissez un nouveau code et appuyez sur le bouton dans quelques secondes.',
  'factor.moment.busy':
    'Une opération est en cours sur ce compte. Attendez une demi-minute, puis saisissez un nouveau code et appuyez sur le bouton.',
  'factor.moment.limited':
    'Trop de tentatives ont eu lieu. Rien n’est perdu\u00a0: attendez un quart d’heure, puis saisissez un nouveau code et appuyez sur le bouton.',
  'factor.none': 'Vous ne l’avez plus, ou ne l’avez jamais configuré\u00a0?',
  'factor.closed': 'Personne ne peut se connecter au compte tant que nous ne vous avons pas aidé.',
  'factor.title.over': 'Veuillez saisir encore une fois votre nouveau mot de passe',
  'factor.text.over':
    'Trop de temps s’est écoulé, ou le code avait déjà servi. Rien n’est perdu\u00a0: saisissez encore une fois le mot de passe que vous venez de choisir.',
  'factor.again.over': 'Vers le mot de passe',
  'factor.title.spent': 'Trop de codes erronés',
  'factor.text.spent': 'Un code erroné a été saisi cinq fois. Recommencez avec votre adresse e-mail.',
  'factor.text.locked': {
    one: 'Un code erroné a été saisi trop souvent pour ce compte. Revenez dans une heure avec votre adresse e-mail.',
    other: 'Un code erroné a été saisi trop souvent pour ce compte. Revenez dans {count} heures avec votre adresse e-mail.',
  },
  'factor.notYou':
    'Ce n’était pas vous\u00a0? Quelqu’un d’autre lit donc vos e-mails\u00a0: changez tout de suite le mot de passe de votre boîte mail.',
  'factor.again.spent': 'Retour au début',

  'help.title': 'Notre assistance doit vous aider ici',
  'help.text':
    'Votre nouveau mot de passe est enregistré, mais ce compte est désactivé, ou demande quelque chose que cette page ne peut pas vous demander.',
  'help.closed': 'Personne ne peut se connecter au compte tant que nous ne vous avons pas aidé.',

  'done.title': 'Votre nouveau mot de passe fonctionne',
  'done.lead': 'Vous pouvez à nouveau vous connecter en tant que {username}, avec votre nouveau mot de passe.',
  'done.lingers': {
    one: 'Une application peut encore vous refuser pendant une minute, car ce qui y était ouvert avant peut servir jusque-là. Ensuite, vous pourrez vous connecter partout.',
    other:
      'Une application peut encore vous refuser pendant {count} minutes au plus, car ce qui y était ouvert avant peut servir jusque-là. Ensuite, vous pourrez vous connecter partout.',
  },
  'done.lingersLong': {
    one: 'Une application peut encore vous refuser pendant une heure, car ce qui y était ouvert avant peut servir jusque-là. Ensuite, vous pourrez vous connecter partout.',
    other:
      'Une application peut encore vous refuser pendant {count} heures au plus, car ce qui y était ouvert avant peut servir jusque-là. Ensuite, vous pourrez vous connecter partout.',
  },
  'done.out': 'Toutes les sessions encore ouvertes ont été fermées.',
  'done.mail':
    'Vous recevrez un e-mail de confirmation. Si vous en recevez un sans avoir rien fait, appelez tout de suite notre assistance.',
  'done.elsewhere': 'Vous utilisiez aussi votre ancien mot de passe ailleurs\u00a0? Changez-le également là-bas.',
  'done.others': {
    one: 'Un autre compte à cette adresse a besoin d’un nouveau mot de passe.',
    other: '{count} autres comptes à cette adresse ont besoin d’un nouveau mot de passe.',
  },
  'done.next': 'Continuer avec le compte suivant',

  'nothing.title': 'Il n’y a plus rien à faire ici',
  'nothing.text':
    'Plus aucun compte à cette adresse n’a besoin d’un nouveau mot de passe. Si vous ne pouvez tout de même pas vous connecter, nous vous aiderons.',

  'check.title': 'Cet e-mail vient-il de nous\u00a0?',
  'check.label': 'Référence de l’e-mail',
  'check.hint': 'Trois groupes de quatre signes, vers la fin de l’e-mail. Majuscules et tirets sont sans importance.',
  'check.look': 'Vérifier',
  'check.fault': 'Une référence a douze lettres et chiffres, comme 4K7M-12XW-D9FT. Recopiez-la de l’e-mail.',
  'check.yes.title': 'Oui, cette référence est la nôtre',
  'check.yes.text': 'Nous avons envoyé l’e-mail dans l’heure à partir du {time}.',
  'check.said.precaution': 'Il disait que des personnes non autorisées ont peut-être votre mot de passe.',
  'check.said.suspected': 'Il disait que des signes montrent que quelqu’un d’autre possède votre mot de passe.',
  'check.said.confirmed': 'Il disait que quelqu’un a utilisé votre mot de passe.',
  'check.said.reminder': 'C’était un rappel.',
  'check.said.organisation': 'Il informait la personne de contact d’une organisation des utilisateurs que nous n’avons pas pu joindre.',
  'check.said.code': 'Il contenait un code.',
  'check.yes.asked': 'L’e-mail vous demandait seulement d’aller sur ces pages et d’y choisir un nouveau mot de passe.',
  'check.yes.other':
    'Votre e-mail demande autre chose, ou mène ailleurs\u00a0? Quelqu’un a alors copié notre référence, et il ne vient pas de nous.',
  'check.no.title': 'Non, nous ne connaissons pas cette référence',
  'check.no.text': 'Vérifiez que vous l’avez bien recopiée. Si oui, l’e-mail ne vient pas de nous\u00a0: ne faites pas ce qu’il dit.',
  'check.no.help': 'Vous avez un doute\u00a0?',

  'error.begin': 'Retour au début',
  'error.help': 'Cela se reproduit\u00a0?',
  'error.missing.title': 'Il n’y a rien ici',
  'error.missing.text': 'Cette page n’existe pas. Il y a peut-être une faute de frappe dans l’adresse.',
  'error.step.title': 'Veuillez recommencer',
  'error.step.text':
    'Cette étape n’est pas possible maintenant\u00a0: une étape précédente manque, ou vous avez commencé il y a plus d’une heure. Rien n’est perdu.',
  'error.foreign.title': 'Veuillez rouvrir la page',
  'error.foreign.text': 'Nous n’avons pas pu voir que cela venait de notre propre page, donc rien n’a été fait.',
  'error.request.title': 'Cela n’a pas fonctionné',
  'error.request.text': 'Nous n’avons pas compris ce qui a été envoyé, donc rien n’a été fait.',
  'error.ours.title': 'Un problème est survenu chez nous',
  'error.ours.text': 'Attendez un instant et appuyez encore une fois sur le bouton. Ce que vous aviez déjà fait est conservé.',
};
