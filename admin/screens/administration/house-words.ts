import { dictionary } from '../../lib/words.ts'

export const houseWords = dictionary({
  title: ['Installation', 'Installation'],
  why: [
    'Comment ce Sugu est réglé. On lit ici ; pour changer, on écrit dans .env et on redémarre.',
    'How this Sugu is set. It is read here; to change it, write in .env and start again.',
  ],
  messages: ['Courriels et SMS', 'Mail and text messages'],
  mail: ['Courriel', 'Mail'],
  sms: ['SMS', 'Text messages'],
  mailBy: (host: string, port: number) => [`Par ${host}, port ${port}`, `By ${host}, port ${port}`],
  from: (sender: string) => [`De ${sender}`, `From ${sender}`],
  smsBy: (provider: string) => [`Par ${provider}`, `By ${provider}`],
  noMail: [
    'Aucun serveur n’est réglé (EMAIL_HOST) : les courriels sont écrits dans data/outbox.',
    'No server is set (EMAIL_HOST): mail is written to data/outbox.',
  ],
  noSms: [
    'Aucun service n’est réglé (SMS_PROVIDER) : les SMS sont écrits dans data/outbox.',
    'No service is set (SMS_PROVIDER): text messages are written to data/outbox.',
  ],
  tryMail: ['M’envoyer un courriel d’essai', 'Send me a test mail'],
  trySms: ['M’envoyer un SMS d’essai', 'Send me a test message'],
  left: (to: string) => [`Parti vers ${to}. Regardez s’il arrive.`, `Gone to ${to}. See whether it arrives.`],
  inFolder: [
    'Écrit dans data/outbox : rien n’est encore réglé pour l’envoyer.',
    'Written to data/outbox: nothing is set yet to send it.',
  ],
  refused: (to: string) => [`Le serveur refuse l’adresse ${to}.`, `The server refuses the address ${to}.`],
  failed: (problem: string) => [`L’envoi a échoué : ${problem}`, `Sending failed: ${problem}`],
  waiting: (n: number) => [
    n > 1 ? `${n} messages attendent de partir.` : 'Un message attend de partir.',
    n === 1 ? 'One message waits to leave.' : `${n} messages wait to leave.`,
  ],
  settings: ['Réglages', 'Settings'],
  search: ['Chercher un réglage', 'Search a setting'],
  onlyGiven: ['Seulement ceux qui ont été donnés', 'Only those that were given'],
  environment: ['Environnement', 'Environment'],
  file: ['Fichier .env', 'File .env'],
  default: ['Valeur d’usage', 'Usual value'],
  none: ['Non réglé', 'Not set'],
  isSecret: ['Secret, non montré', 'Secret, not shown'],
  later: ['Pour une partie encore à venir', 'For a part still to come'],
  ignored: ['Ignoré', 'Ignored'],
  nothing: ['Aucun réglage de ce nom.', 'No setting of that name.'],
})
