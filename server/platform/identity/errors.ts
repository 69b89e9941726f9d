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
  'login.incomplete': [
    400,
    { fr: 'Donnez votre identifiant et votre mot de passe.', en: 'Give your login and your password.' },
  ],
  'password.change_required': [
    403,
    {
      fr: 'Choisissez un nouveau mot de passe avant de continuer : envoyez-le avec le « ticket » à /api/users/password/change/.',
      en: 'Choose a new password before going on: send it with the "ticket" to /api/users/password/change/.',
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
  'person.member_already': {
    fr: 'Cette personne est déjà membre du site.',
    en: 'This person is a member of the site already.',
  },
  'group.unknown': {
    fr: 'Il n’y a pas de groupe {ids} sur ce site.',
    en: 'There is no group {ids} at this site.',
  },
})
