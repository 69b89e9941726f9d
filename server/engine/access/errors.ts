import { errorsOf } from '#base/errors.ts'

export const accessError = errorsOf({
  'auth.required': [401, { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' }],
  'auth.forbidden': [
    403,
    { fr: 'Vous n’avez pas le droit de faire cela ici.', en: 'You are not allowed to do this here.' },
  ],
  'auth.in_person': [
    403,
    {
      fr: 'Cela se fait en personne : ni avec un jeton d’API, ni en voyant comme quelqu’un d’autre.',
      en: 'This is done in person: neither with an API token nor when seeing as somebody else.',
    },
  ],
  'auth.see_only': [
    403,
    {
      fr: 'Vous voyez comme quelqu’un d’autre : rien ne peut être modifié.',
      en: 'You are seeing as somebody else: nothing can be changed.',
    },
  ],
})
