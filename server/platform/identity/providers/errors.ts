import { errorsOf } from '#base/errors.ts'

export const providerError = errorsOf({
  'provider.refused': [
    400,
    {
      fr: 'La connexion par {provider} a été interrompue. Recommencez, ou connectez-vous autrement.',
      en: 'Signing in with {provider} was interrupted. Start again, or sign in another way.',
    },
  ],
  'provider.stale': [
    400,
    {
      fr: 'Cette connexion a été commencée ailleurs, ou il y a plus de dix minutes. Recommencez depuis la page de connexion.',
      en: 'This was begun elsewhere, or more than ten minutes ago. Start again from the sign-in page.',
    },
  ],
  'provider.unreachable': [
    503,
    {
      fr: '{provider} ne répond pas. Réessayez dans un moment, ou connectez-vous autrement.',
      en: '{provider} does not answer. Try again in a moment, or sign in another way.',
    },
  ],
  'provider.address_taken': [
    409,
    {
      fr: 'Un compte d’ici a déjà l’adresse de ce compte {provider}. Connectez-vous par mot de passe, puis liez {provider} à votre compte.',
      en: 'An account here has the address of this {provider} account already. Sign in by password, then link {provider} to your account.',
    },
  ],
  'provider.linked_elsewhere': [
    409,
    {
      fr: 'Ce compte {provider} est lié à quelqu’un d’autre, ou le vôtre l’est déjà à un autre.',
      en: 'This {provider} account is linked to somebody else, or yours is linked to another one already.',
    },
  ],
  'provider.not_linked': [
    404,
    {
      fr: 'Aucun compte {provider} n’est lié au vôtre.',
      en: 'No {provider} account is linked to yours.',
    },
  ],
  'provider.last_way': [
    409,
    {
      fr: 'C’est votre seule façon de vous connecter : choisissez d’abord un mot de passe.',
      en: 'This is your only way to sign in: choose a password first.',
    },
  ],
  'provider.bad_next': [
    400,
    {
      fr: '« next » est une page d’ici, comme /commandes/, ou d’une adresse de CSRF_TRUSTED_ORIGINS.',
      en: '"next" is a page here, such as /commandes/, or at an address of CSRF_TRUSTED_ORIGINS.',
    },
  ],
})
