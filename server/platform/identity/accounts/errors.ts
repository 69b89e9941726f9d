import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const accountError = errorsOf({
  'registration.closed': [
    403,
    {
      fr: 'Les inscriptions sont fermées : demandez un compte à l’administrateur.',
      en: 'Registration is closed: ask the administrator for an account.',
    },
  ],
  'registration.invalid': [
    400,
    {
      fr: 'Le compte n’a pas été créé : voyez le détail.',
      en: 'The account was not made: see the details.',
    },
  ],
  'profile.invalid': [
    400,
    {
      fr: 'Votre profil n’a pas été modifié : voyez le détail.',
      en: 'Your profile was not changed: see the details.',
    },
  ],
  'contact.missing': [
    400,
    {
      fr: 'Il n’y a rien à vérifier : ajoutez d’abord cette coordonnée à votre profil (PATCH /api/users/me/).',
      en: 'There is nothing to verify: first add this contact to your profile (PATCH /api/users/me/).',
    },
  ],
  'contact.verified': [
    409,
    { fr: 'Cette coordonnée est déjà vérifiée.', en: 'This contact is verified already.' },
  ],
  'code.too_many': [
    429,
    {
      fr: 'Cinq codes ont déjà été demandés : attendez une heure avant d’en demander un autre.',
      en: 'Five codes were asked for already: wait an hour before asking for another.',
    },
  ],
  'code.wrong': [
    400,
    {
      fr: 'Ce code n’est pas le bon, ou il ne sert plus : vérifiez-le, ou demandez-en un autre.',
      en: 'This is not the code, or it serves no more: check it, or ask for another.',
    },
  ],
  'person.not_here': [404, { fr: 'Il n’y a personne de ce nom.', en: 'There is nobody of this name.' }],
  'follow.yourself': [409, { fr: 'On ne se suit pas soi-même.', en: 'Nobody follows themselves.' }],
  'person.last_owner': [
    409,
    {
      fr: 'Vous êtes le seul propriétaire du réseau : donnez-lui-en un autre (./sugu admin create) avant d’effacer votre compte.',
      en: 'You are the only owner of the network: give it another (./sugu admin create) before you erase your account.',
    },
  ],
})

export const accountProblem = problemsOf({
  'contact.required': {
    fr: 'Donnez un e-mail ou un téléphone : sans eux, un mot de passe oublié ferme le compte pour toujours.',
    en: 'Give an e-mail or a phone: without them a forgotten password closes the account for ever.',
  },
  'username.reserved': {
    fr: 'Ce nom d’utilisateur est réservé : choisissez-en un autre.',
    en: 'This user name is reserved: choose another.',
  },
  'profile.readonly': {
    fr: 'Ce champ ne se modifie pas.',
    en: 'This field cannot be changed.',
  },
  'profile.password_needed': {
    fr: 'Redonnez votre mot de passe (password) pour modifier ce qui ouvre votre compte.',
    en: 'Give your password (password) once more, to change what opens your account.',
  },
})
