import { dictionary } from '../../lib/words.ts'

const s = (n: number) => (n > 1 ? 's' : '')
const fr = (n: number) => n.toLocaleString('fr-FR').replaceAll('\u202f', '\u00a0')

export const bulkWords = dictionary({
  bar: ['Agir sur les lignes cochées', 'Act on the ticked rows'],
  ticked: (n: number) => [`${fr(n)} ligne${s(n)} cochée${s(n)}`, `${n} row${s(n)} ticked`],
  allOf: (n: number) => [`Les ${fr(n)} lignes de la liste`, `All ${n} rows of the list`],
  takeAll: (n: number) => [`Prendre les ${fr(n)} lignes`, `Take all ${n} rows`],
  edit: ['Modifier', 'Edit'],
  remove: ['Mettre à la corbeille', 'Move to the trash'],
  untick: ['Tout décocher', 'Untick all'],
  undo: ['Annuler', 'Undo'],
  deleted: (n: number) => [`${fr(n)} ligne${s(n)} à la corbeille`, `${n} row${s(n)} in the trash`],
  updated: (n: number) => [`${fr(n)} ligne${s(n)} modifiée${s(n)}`, `${n} row${s(n)} changed`],
  editTitle: ['Modifier plusieurs lignes', 'Edit several rows'],
  removeTitle: ['Mettre à la corbeille', 'Move to the trash'],
  field: ['Champ', 'Field'],
  chooseField: ['Choisir un champ…', 'Choose a field…'],
  value: ['Nouvelle valeur', 'New value'],
  valueHelp: ['Laissez vide pour effacer la valeur.', 'Leave it empty to clear the value.'],
  checking: ['Vérification…', 'Checking…'],
  willChange: (n: number) => [
    n === 0
      ? 'Aucune ligne ne changera.'
      : `${fr(n)} ligne${s(n)} ${n > 1 ? 'seront modifiées' : 'sera modifiée'}.`,
    n === 0 ? 'No row will change.' : `${n} row${s(n)} will change.`,
  ],
  willGo: (n: number) => [
    `${fr(n)} ligne${s(n)} ${n > 1 ? 'iront' : 'ira'} à la corbeille, d’où l’on peut ${n > 1 ? 'les' : 'la'} reprendre.`,
    `${n} row${s(n)} will go to the trash, and can be taken out again.`,
  ],
  willAct: (n: number) => [
    `${fr(n)} ligne${s(n)} ${n > 1 ? 'sont concernées' : 'est concernée'}.`,
    `${n} row${s(n)} concerned.`,
  ],
  cancel: ['Annuler', 'Cancel'],
  apply: ['Appliquer', 'Apply'],
})
