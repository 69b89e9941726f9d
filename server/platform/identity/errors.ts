import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const identityError = errorsOf({
  'login.invalid': [
    401,
    {
      fr: 'Identifiant ou mot de passe incorrect. Vérifiez les deux, ou demandez un nouveau mot de passe.',
      en: 'Wrong login or password. Check both, or ask for a new password.',
    },
  ],
  'login.locked': [
    423,
    {
      fr: 'Trop d’essais : réessayez dans {minutes} min, ou demandez un nouveau mot de passe.',
      en: 'Too many tries: try again in {minutes} min, or ask for a new password.',
    },
  ],
  'password.change_required': [
    403,
    {
      fr: 'Choisissez un nouveau mot de passe avant de continuer : envoyez-le avec le « ticket » à /api/users/password/change/.',
      en: 'Choose a new password before going on: send it with the "ticket" to /api/users/password/change/.',
    },
  ],
  'password.stale_pin': [
    401,
    {
      fr: 'Un code PIN vaut pour la journée : connectez-vous avec votre mot de passe.',
      en: 'A PIN serves for the day: sign in with your password.',
    },
  ],
  'pin.wrong': [
    401,
    {
      fr: 'Ce code PIN n’est pas le bon. Après cinq essais, il faut le mot de passe.',
      en: 'This is not the right PIN. After five tries, the password is asked for.',
    },
  ],
  'pin.no_device': [
    409,
    {
      fr: 'Un code PIN vaut sur un appareil que Sugu connaît : connectez-vous sur celui-ci, en gardant l’en-tête X-Device.',
      en: 'A PIN serves on a device that Sugu knows: sign in on this one, and keep its X-Device header.',
    },
  ],
  'confirm.invalid': [
    400,
    {
      fr: 'Ce n’est pas votre mot de passe : voyez le détail.',
      en: 'This is not your password: see the details.',
    },
  ],
  'session.unknown': [
    404,
    {
      fr: 'Vous n’avez pas de session de ce numéro, ou elle a déjà pris fin.',
      en: 'You have no session of this number, or it has ended already.',
    },
  ],
  'person.unknown_id': [
    404,
    { fr: 'Il n’y a personne de ce numéro.', en: 'There is nobody of this number.' },
  ],
  'person.yourself': [
    409,
    {
      fr: 'Demandez-le à un autre administrateur : personne ne se ferme la porte à soi-même.',
      en: 'Ask another administrator: nobody shuts the door on themselves.',
    },
  ],
  'password.invalid': [
    400,
    {
      fr: 'Le mot de passe n’a pas été changé : voyez le détail.',
      en: 'The password was not changed: see the details.',
    },
  ],
  'session.ended': [
    401,
    {
      fr: 'Votre session a pris fin. Connectez-vous de nouveau.',
      en: 'Your session has ended. Sign in again.',
    },
  ],
  'token.invalid': [
    400,
    {
      fr: 'Ce jeton n’a pas été créé : voyez le détail.',
      en: 'This token was not made: see the details.',
    },
  ],
  'token.too_many': [
    409,
    {
      fr: 'Vous avez déjà {most} jetons ici : révoquez-en un qui ne sert plus.',
      en: 'You have {most} tokens here already: revoke one that is no longer used.',
    },
  ],
  'token.not_found': [404, { fr: 'Il n’y a pas de jeton {id} ici.', en: 'There is no token {id} here.' }],
  'see_as.nobody': [
    404,
    {
      fr: 'Il n’y a pas de membre {id} sur ce site.',
      en: 'There is no member {id} at this site.',
    },
  ],
  'see_as.not_seeing': [
    409,
    {
      fr: 'Vous ne voyez comme personne d’autre : envoyez le jeton que la demande a donné.',
      en: 'You are not seeing as anybody else: send the token that the request gave.',
    },
  ],
  'person.invalid': [
    400,
    {
      fr: 'Cette personne n’a pas été enregistrée : voyez le détail.',
      en: 'This person was not saved: see the details.',
    },
  ],
  'person.not_found': [
    404,
    { fr: 'Personne ne porte l’identifiant « {login} ».', en: 'Nobody has the login "{login}".' },
  ],
})

export const passwordProblem = problemsOf({
  'password.required': { fr: 'Donnez un mot de passe.', en: 'Give a password.' },
  'password.too_short': {
    fr: 'Ce mot de passe est trop court : {min} caractères au moins.',
    en: 'This password is too short: at least {min} characters.',
  },
  'password.too_long': {
    fr: 'Ce mot de passe est trop long : {max} caractères au plus.',
    en: 'This password is too long: at most {max} characters.',
  },
  'password.own_words': {
    fr: 'Ce mot de passe reprend votre identifiant : choisissez-en un que l’on ne devine pas.',
    en: 'This password contains your login: choose one that nobody guesses.',
  },
  'password.too_simple': {
    fr: 'Ce mot de passe se devine trop vite : plusieurs mots sans rapport font mieux.',
    en: 'This password is guessed too fast: several unrelated words do better.',
  },
  'password.common': {
    fr: 'Ce mot de passe est parmi ceux que tout le monde essaie : plusieurs mots sans rapport font mieux.',
    en: 'This password is among those that everybody tries: several unrelated words do better.',
  },
  'password.used_before': {
    fr: 'Ce mot de passe a déjà été le vôtre : choisissez-en un autre que les {count} derniers.',
    en: 'This password was yours before: choose another than the last {count}.',
  },
  'pin.bad': {
    fr: 'Un code PIN a de 4 à 8 chiffres, qui ne se suivent pas et ne sont pas tous les mêmes, comme 4071.',
    en: 'A PIN has 4 to 8 figures that do not follow each other and are not all the same, such as 4071.',
  },
  'password.wrong': {
    fr: 'Ce n’est pas votre mot de passe actuel.',
    en: 'This is not your current password.',
  },
  'password.not_the_same': {
    fr: 'Les deux mots de passe ne sont pas les mêmes.',
    en: 'The two passwords are not the same.',
  },
  'password.unchanged': {
    fr: 'Le nouveau mot de passe est le même que l’ancien.',
    en: 'The new password is the same as the old one.',
  },
})

export const personProblem = problemsOf({
  'person.taken': { fr: 'Quelqu’un d’autre l’utilise déjà.', en: 'Somebody else already uses it.' },
  'person.unknown': { fr: 'Il n’y a personne de ce numéro.', en: 'There is nobody of this number.' },
  'person.bad_site': {
    fr: 'Donnez le nom technique du site, comme « cocody », ou son numéro.',
    en: 'Give the slug of the site, such as "cocody", or its number.',
  },
  'person.member_already': {
    fr: 'Cette personne est déjà membre du site.',
    en: 'This person is a member of the site already.',
  },
  'group.unknown': {
    fr: 'Il n’y a pas de groupe {ids} sur ce site.',
    en: 'There is no group {ids} at this site.',
  },
})
