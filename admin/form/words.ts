import type { Language } from '#model/language.ts'

const both = {
  send: ['Envoyer', 'Send'],
  sending: ['Envoi…', 'Sending…'],
  thanks: ['Merci : votre réponse est arrivée.', 'Thank you: your answer has arrived.'],
  another: ['Envoyer une autre réponse', 'Send another answer'],
  choose: ['Choisir…', 'Choose…'],
  yes: ['Oui', 'Yes'],
  optional: ['facultatif', 'optional'],
  required: ['Cette réponse est obligatoire.', 'This answer is required.'],
  check: ['Vérifiez les réponses signalées.', 'Check the answers that are marked.'],
  offline: [
    'Pas de connexion. Votre réponse reste sur cet appareil : réessayez dans un instant.',
    'No connection. Your answer stays on this device: try again in a moment.',
  ],
  failed: [
    'Quelque chose n’a pas marché. Réessayez dans un instant.',
    'Something went wrong. Try again in a moment.',
  ],
  not_yet: ['Ce formulaire n’est pas encore ouvert.', 'This form is not open yet.'],
  closed: ['Ce formulaire est fermé.', 'This form is closed.'],
  full: [
    'Ce formulaire a reçu toutes les réponses qu’il attendait.',
    'This form has all the answers that it was for.',
  ],
  again: ['Réessayer', 'Try again'],
  here: ['Prendre ma position', 'Take my position'],
  trap: ['Ne remplissez pas ce champ', 'Do not fill in this field'],
  answers: ['Questions', 'Questions'],
  opens: ['Il ouvre le', 'It opens on'],
} as const

export const language: Language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'

export const say = (name: keyof typeof both): string => both[name][language === 'fr' ? 0 : 1]
