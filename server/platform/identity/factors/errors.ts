import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const factorError = errorsOf({
  'factor.wrong': [
    401,
    {
      fr: 'Ce n’est pas le bon code, ou il a déjà servi. Attendez le suivant, ou donnez un code de secours.',
      en: 'This is not the right code, or it was used already. Wait for the next one, or give a recovery code.',
    },
  ],
  'factor.sign_in_again': [
    403,
    {
      fr: 'Votre compte n’a pas de mot de passe à confirmer : reconnectez-vous, puis recommencez dans les dix minutes.',
      en: 'Your account has no password to confirm: sign in again, then come back within ten minutes.',
    },
  ],
  'factor.not_offered': [
    409,
    {
      fr: 'Demandez d’abord un secret, par POST /api/users/mfa/totp/, et entrez-le dans votre application.',
      en: 'First ask for a secret, by POST /api/users/mfa/totp/, and enter it into your application.',
    },
  ],
  'factor.required': [
    409,
    {
      fr: 'Un administrateur garde au moins un second facteur : ajoutez-en un autre avant de retirer celui-ci.',
      en: 'An administrator keeps at least one second factor: add another before removing this one.',
    },
  ],
  'factor.none': [
    409,
    {
      fr: 'Les codes de secours accompagnent un second facteur : ajoutez d’abord une application ou une clé d’accès.',
      en: 'Recovery codes come with a second factor: first add an application or a passkey.',
    },
  ],
  'factor.unknown': [
    404,
    { fr: 'Vous n’avez pas ce second facteur.', en: 'You do not have this second factor.' },
  ],
  'passkey.not_here': [
    409,
    {
      fr: 'Les clés d’accès demandent une adresse en https, avec un nom comme sugu.example.com. À l’adresse d’ici, {origin}, employez une application de codes.',
      en: 'Passkeys need an address in https, with a name such as sugu.example.com. At this address, {origin}, use an application of codes.',
    },
  ],
  'passkey.refused': [
    400,
    {
      fr: 'Cette clé d’accès n’a pas été enregistrée : elle ne répond pas à la dernière demande, ou l’est déjà. Recommencez.',
      en: 'This passkey was not saved: it does not answer the last request, or is saved already. Try again.',
    },
  ],
  'passkey.wrong': [
    401,
    {
      fr: 'Cette clé d’accès n’a pas été reconnue. Recommencez, ou donnez un code de secours.',
      en: 'This passkey was not recognised. Try again, or give a recovery code.',
    },
  ],
})

export const factorProblem = problemsOf({
  'factor.wrong_code': {
    fr: 'Ce n’est pas le code que votre application montre maintenant. Vérifiez aussi l’heure de votre téléphone.',
    en: 'This is not the code that your application shows now. Check the time of your phone, too.',
  },
  'factor.one_of_two': {
    fr: 'Donnez un code, ou la réponse d’une clé d’accès.',
    en: 'Give a code, or the answer of a passkey.',
  },
  'factor.not_a_credential': {
    fr: 'Donnez ce que le navigateur a répondu, par toJSON().',
    en: 'Give what the browser answered, by toJSON().',
  },
})
