import { errorsOf } from '#base/errors.ts'

export const accessError = errorsOf({
  'auth.required': [401, { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' }],
  'auth.forbidden': [
    403,
    { fr: 'Vous n’avez pas le droit de faire cela ici.', en: 'You are not allowed to do this here.' },
  ],
})
