import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  by: ['Colonnes', 'Columns'],
  sum: ['Total', 'Total'],
  card: ['Champs des cartes', 'Fields of cards'],
  colour: ['Couleur', 'Colour'],
  none: ['Sans valeur', 'No value'],
  yes: ['Oui', 'Yes'],
  no: ['Non', 'No'],
  rows: (n: string) => [`${n} lignes`, `${n} rows`],
  more: ['Afficher plus', 'Show more'],
  add: ['Ajouter', 'Add'],
  addIn: (name: string) => [`Ajouter dans « ${name} »`, `Add to “${name}”`],
  title: ['Nom', 'Name'],
  cancel: ['Annuler', 'Cancel'],
  moveTo: (name: string) => [`Déplacer vers « ${name} »`, `Move to “${name}”`],
  move: ['Déplacer', 'Move'],
  moved: (name: string, to: string) => [
    `« ${name} » est maintenant dans « ${to} »`,
    `“${name}” is now in “${to}”`,
  ],
  undo: ['Annuler', 'Undo'],
  lifted: (name: string) => [
    `« ${name} » est soulevée. Flèches gauche et droite pour choisir la colonne, Espace pour poser, Échap pour renoncer.`,
    `“${name}” is lifted. Left and right arrows choose the column, Space drops it, Escape gives up.`,
  ],
  over: (to: string) => [`Colonne « ${to} »`, `Column “${to}”`],
  clash: (name: string) => [
    `Quelqu’un a déplacé « ${name} » entre-temps : voyez où elle est.`,
    `Somebody moved “${name}” meanwhile: see where it is.`,
  ],
  noBoard: ['Choisissez le champ qui fait les colonnes', 'Choose the field that makes the columns'],
  noBoardHelp: [
    'Un tableau range les lignes par un choix, un oui ou non, ou un lien vers une autre table.',
    'A board sorts rows by a choice, a yes or no, or a link to another table.',
  ],
  noField: [
    'Cette table n’a ni choix, ni oui/non, ni lien : ajoutez-lui un champ de ce genre.',
    'This table has no choice, no yes/no and no link: add such a field.',
  ],
  empty: ['Rien ici', 'Nothing here'],
  help: ['Espace soulève une carte, les flèches la déplacent', 'Space lifts a card, arrows move it'],
})
