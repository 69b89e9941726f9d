import { dictionary } from '../../lib/words.ts'

export const tokenWords = dictionary({
  title: ['Jetons d’API', 'API tokens'],
  why: [
    'Un jeton laisse entrer un programme au nom de quelqu’un, avec des droits plus étroits que les siens, jusqu’à un jour dit.',
    'A token lets a program in, in somebody’s name, with narrower rights than theirs, until a given day.',
  ],
  add: ['Nouveau jeton', 'New token'],
  none: ['Aucun jeton', 'No token'],
  noneWhy: [
    'Faites-en un pour chaque programme : on révoque l’un sans toucher aux autres.',
    'Make one for each program: one is revoked without touching the others.',
  ],
  token: ['Jeton', 'Token'],
  madeTitle: ['Le jeton est créé', 'The token is made'],
  once: [
    'Copiez-le dans le programme : il n’est montré qu’ici. Il prend fin si vous changez de mot de passe.',
    'Copy it into the program: it is shown here alone. It ends if you change your password.',
  ],
  inNameOf: (name: string) => [`Au nom de ${name}`, `In the name of ${name}`],
  upTo: (day: string) => [`jusqu’au ${day}`, `until ${day}`],
  used: (ago: string) => [`employé ${ago}`, `used ${ago}`],
  unused: ['jamais employé', 'never used'],
  end: ['Révoquer', 'Revoke'],
  endOf: (name: string) => [`Révoquer ${name}`, `Revoke ${name}`],
  endSure: (name: string) => [`Révoquer le jeton « ${name} » ?`, `Revoke the token “${name}”?`],
  endWhat: [
    'Le programme qui l’emploie n’entre plus, dès maintenant.',
    'The program that uses it is out from now on.',
  ],
  ended: ['Jeton révoqué.', 'Token revoked.'],
  name: ['Nom', 'Name'],
  nameHelp: ['Le programme, comme Caisse ou Site vitrine.', 'The program, such as Till or Website.'],
  expires: ['Dernier jour', 'Last day'],
  expiresHelp: ['Dans un an au plus.', 'Within a year.'],
  rights: ['Droits', 'Rights'],
  rightsHelp: [
    'Jamais plus que les vôtres, quoi que vous cochiez ; et rien de l’administration.',
    'Never more than your own, whatever you choose; and nothing of the administration.',
  ],
  cancel: ['Annuler', 'Cancel'],
  make: ['Créer le jeton', 'Make the token'],
})
