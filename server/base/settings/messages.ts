import type { Settings } from './setting.ts'

/** What leaves by SMS. Mail's own stand among the services, under Django's names. */
export const messages = {
  SMS_PROVIDER: {
    kind: 'choice',
    choices: ['orange', 'africastalking'],
    example: 'orange',
    use: 'used',
    says: 'Le service qui envoie les SMS : orange ou africastalking. Sans lui, ils sont écrits dans data/outbox, et le démarrage le dit.',
  },
  SMS_SENDER_NAME: {
    kind: 'text',
    example: 'MaBoutique',
    use: 'used',
    says: 'L’expéditeur que voient les destinataires, tel que le service l’a accepté. Sans lui : celui du service.',
    refuses: 'plus de 11 lettres et chiffres, et tout autre signe',
  },
  ORANGE_SMS_CLIENT_ID: {
    kind: 'text',
    example: 'identifiant-orange',
    use: 'used',
    says: 'API SMS d’Orange : le « Client ID » de l’application déclarée sur developer.orange.com.',
  },
  ORANGE_SMS_CLIENT_SECRET: {
    kind: 'secret',
    example: 'secret-orange',
    use: 'used',
    says: 'API SMS d’Orange : son « Client secret ».',
  },
  ORANGE_SMS_SENDER: {
    kind: 'text',
    example: '+2250000',
    use: 'used',
    says: 'API SMS d’Orange : le numéro d’envoi du pays, +2250000 en Côte d’Ivoire.',
    refuses: 'ce qui n’est pas un + suivi de 5 à 15 chiffres',
  },
  AFRICASTALKING_USERNAME: {
    kind: 'text',
    example: 'maboutique',
    use: 'used',
    says: 'Africa’s Talking : le nom de l’application ; sandbox pour essayer sans rien envoyer.',
  },
  AFRICASTALKING_API_KEY: {
    kind: 'secret',
    example: 'cle-africastalking',
    use: 'used',
    says: 'Africa’s Talking : la clé.',
  },
} as const satisfies Settings
