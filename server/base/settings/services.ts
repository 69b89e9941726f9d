import type { Settings } from './setting.ts'

const later = 'later' as const

/** Read by the parts to come: checked already, so that a mistake shows on the day it is made. */
export const services = {
  BACKUP_ENCRYPTION_KEY: {
    kind: 'secret',
    min: 32,
    example: 'Jx8v…(au moins 32 caractères)',
    use: later,
    says: 'La clé qui ouvre les sauvegardes chiffrées. Gardez-la ailleurs que sur cette machine.',
    refuses: 'les valeurs d’exemple des guides, comme your-32-char-encryption-key-here',
  },
  DISCORD_WEBHOOK_URL: {
    kind: 'url',
    schemes: ['https'],
    example: 'https://discord.com/api/webhooks/123/abc',
    use: later,
    says: 'Le salon Discord qui reçoit les alertes.',
  },
  SENTRY_DSN: {
    kind: 'url',
    example: 'https://cle@sentry.example.com/1',
    use: later,
    says: 'L’adresse Sentry qui reçoit les erreurs.',
  },
  EMAIL_HOST: {
    kind: 'text',
    example: 'smtp.gmail.com',
    use: 'used',
    says: 'Le serveur d’envoi des courriels. Sans lui, ils sont écrits dans data/outbox, et le démarrage le dit.',
  },
  EMAIL_PORT: {
    kind: 'integer',
    default: '587',
    min: 1,
    max: 65535,
    example: '587',
    use: 'used',
    says: 'Son port.',
  },
  EMAIL_USE_TLS: {
    kind: 'boolean',
    default: 'True',
    example: 'True',
    use: 'used',
    says: 'Chiffrer par STARTTLS ; un serveur qui ne le propose pas ne reçoit rien.',
  },
  EMAIL_USE_SSL: {
    kind: 'boolean',
    example: 'False',
    use: 'used',
    says: 'Chiffrer dès la connexion (port 465) ; True l’emporte sur EMAIL_USE_TLS.',
  },
  EMAIL_HOST_USER: { kind: 'text', example: 'boutique@example.com', use: 'used', says: 'Le compte d’envoi.' },
  EMAIL_HOST_PASSWORD: {
    kind: 'secret',
    example: 'abcd efgh ijkl mnop',
    use: 'used',
    says: 'Son mot de passe.',
  },
  DEFAULT_FROM_EMAIL: {
    kind: 'text',
    example: 'Ma boutique <boutique@example.com>',
    use: 'used',
    says: 'L’expéditeur que voient les destinataires. Sans elle : EMAIL_HOST_USER.',
  },
  ORANGE_MONEY_API_KEY: { kind: 'secret', example: 'cle-orange', use: later, says: 'Orange Money : la clé.' },
  ORANGE_MONEY_MERCHANT_KEY: {
    kind: 'secret',
    example: 'cle-marchand',
    use: later,
    says: 'Orange Money : la clé du marchand.',
  },
  ORANGE_MONEY_BASE_URL: {
    kind: 'url',
    schemes: ['https'],
    example: 'https://api.orange.com',
    use: later,
    says: 'Orange Money : l’adresse de l’interface.',
  },
  MTN_MONEY_API_KEY: { kind: 'secret', example: 'cle-mtn', use: later, says: 'MTN MoMo : la clé.' },
  MTN_MONEY_SUBSCRIPTION_KEY: {
    kind: 'secret',
    example: 'cle-abonnement',
    use: later,
    says: 'MTN MoMo : la clé d’abonnement.',
  },
  MOOV_MONEY_API_KEY: { kind: 'secret', example: 'cle-moov', use: later, says: 'Moov Money : la clé.' },
  PAYMENT_RETURN_URL: {
    kind: 'url',
    example: 'https://sugu.example.com/merci',
    use: later,
    says: 'La page où revient celui qui a payé.',
  },
  PAYMENT_CANCEL_URL: {
    kind: 'url',
    example: 'https://sugu.example.com/annule',
    use: later,
    says: 'La page où revient celui qui a renoncé.',
  },
  PAYMENT_WEBHOOK_URL: {
    kind: 'url',
    example: 'https://sugu.example.com/api/payments/webhook/',
    use: later,
    says: 'L’adresse que les opérateurs appellent.',
  },
  GOOGLE_MAPS_API_KEY: {
    kind: 'secret',
    example: 'cle-google-maps',
    use: later,
    says: 'Les cartes de Google, à la place d’OpenStreetMap.',
  },
  GOOGLE_OAUTH2_CLIENT_ID: {
    kind: 'text',
    example: '123.apps.googleusercontent.com',
    use: 'used',
    says: 'La connexion par Google : l’identifiant. Son adresse de retour, à déclarer chez Google : /api/users/oauth/google/callback/ de chaque nom d’hôte.',
  },
  GOOGLE_OAUTH2_CLIENT_SECRET: {
    kind: 'secret',
    example: 'secret-google',
    use: 'used',
    says: 'La connexion par Google : le secret.',
  },
  FACEBOOK_APP_ID: {
    kind: 'text',
    example: '1234567890',
    use: 'used',
    says: 'La connexion par Facebook : l’identifiant. Son adresse de retour, à déclarer chez Facebook : /api/users/oauth/facebook/callback/ de chaque nom d’hôte.',
  },
  FACEBOOK_APP_SECRET: {
    kind: 'secret',
    example: 'secret-facebook',
    use: 'used',
    says: 'La connexion par Facebook : le secret.',
  },
} as const satisfies Settings
