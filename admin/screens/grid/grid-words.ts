import { dictionary } from '../../lib/words.ts'

const s = (n: number) => (n > 1 ? 's' : '')
const fr = (n: number) => n.toLocaleString('fr-FR').replaceAll('\u202f', '\u00a0')
const en = (n: number) => n.toLocaleString('en-GB')

export const words = dictionary({
  rows: (n: number) => [`${fr(n)} ligne${s(n)}`, `${en(n)} row${s(n)}`],
  grid: (name: string) => [`Grille ${name}`, `${name} grid`],
  leaving: ['Échap puis Tab pour sortir de la grille', 'Escape then Tab to leave the grid'],
  line: (n: number) => [`Ligne ${fr(n)}`, `Row ${en(n)}`],
  tickAll: ['Cocher toutes les lignes', 'Tick all rows'],
  tick: (n: number) => [`Cocher la ligne ${fr(n)}`, `Tick row ${en(n)}`],
  open: ['Ouvrir la fiche', 'Open the record'],
  add: ['Ajouter une ligne', 'Add a row'],
  addShort: ['Ligne', 'Row'],
  none: ['Aucune ligne', 'No rows'],
  noneFound: ['Aucune ligne ne correspond', 'No row matches'],
  noneFoundHelp: [
    'Élargissez la recherche ou retirez une condition.',
    'Widen the search, or remove a condition.',
  ],
  noneHelp: [
    'Ajoutez une première ligne, ou collez ici des cellules copiées d’un tableur.',
    'Add a first row, or paste cells copied from a spreadsheet here.',
  ],
  noneHelpNarrow: [
    'Ajoutez une première ligne, ou importez un fichier.',
    'Add a first row, or import a file.',
  ],
  noneReadOnly: ['Rien n’est encore enregistré ici.', 'Nothing is stored here yet.'],
  clearQuery: ['Tout afficher', 'Show all'],
  waiting: (n: number) => [
    n === 1 ? '1 ligne à enregistrer' : `${fr(n)} lignes à enregistrer`,
    n === 1 ? '1 row to save' : `${en(n)} rows to save`,
  ],
  waitingOffline: (n: number) => [
    `${n === 1 ? '1 ligne gardée' : `${fr(n)} lignes gardées`} ici jusqu’au retour du réseau`,
    `${n === 1 ? '1 row' : `${en(n)} rows`} kept here until the network is back`,
  ],
  saved: ['Tout est enregistré', 'Everything is saved'],
  refused: (n: number) => [
    n === 1 ? '1 ligne à corriger' : `${fr(n)} lignes à corriger`,
    n === 1 ? '1 row to correct' : `${en(n)} rows to correct`,
  ],
  goThere: ['Y aller', 'Go there'],
  discard: ['Abandonner la saisie', 'Discard the entry'],
  draftLacks: (labels: string) => [
    `À remplir pour enregistrer la ligne : ${labels}`,
    `To fill in before the row is saved: ${labels}`,
  ],
  isHidden: ['Masqué ici', 'Hidden here'],
  isFixed: ['Non modifiable', 'Read-only'],
  undone: (n: number) => [
    n > 1 ? `Annulé : ${fr(n)} cellules` : 'Annulé',
    n > 1 ? `Undone: ${en(n)} cells` : 'Undone',
  ],
  redone: (n: number) => [
    n > 1 ? `Rétabli : ${fr(n)} cellules` : 'Rétabli',
    n > 1 ? `Redone: ${en(n)} cells` : 'Redone',
  ],
  undoNothing: ['Il n’y a rien à annuler.', 'There is nothing to undo.'],
  redoNothing: ['Il n’y a rien à rétablir.', 'There is nothing to redo.'],
  undoSkipped: (n: number) => [
    n > 1
      ? `${fr(n)} cellules ont changé depuis : elles restent comme elles sont.`
      : 'Une cellule a changé depuis : elle reste comme elle est.',
    n > 1
      ? `${en(n)} cells have changed since: they stay as they are.`
      : 'A cell has changed since: it stays as it is.',
  ],
  copied: (n: number) => [
    n > 1 ? `${fr(n)} cellules copiées` : 'Cellule copiée',
    n > 1 ? `${en(n)} cells copied` : 'Cell copied',
  ],
  tooMany: (n: number) => [`${fr(n)} cellules au plus à la fois.`, `${en(n)} cells at most at a time.`],
  undo: ['Annuler', 'Undo'],
  redo: ['Rétablir', 'Redo'],
  emptyKey: ['(vide)', '(empty)'],
  yes: ['Oui', 'Yes'],
  no: ['Non', 'No'],
  shut: ['Replier', 'Fold'],
  unfold: ['Déplier', 'Unfold'],
  sum: ['Somme', 'Sum'],
  avg: ['Moyenne', 'Average'],
  avgShort: ['moy.', 'avg'],
  min: ['Minimum', 'Minimum'],
  max: ['Maximum', 'Maximum'],
  filled: ['Remplies', 'Filled'],
  noMeasure: ['Rien', 'Nothing'],
  measure: (label: string) => [`Résumé de ${label}`, `Summary of ${label}`],
  failed: ['La liste n’a pas pu être lue', 'The list could not be read'],
  retry: ['Réessayer', 'Try again'],
  week: (day: string) => [`semaine du ${day}`, `week of ${day}`],
  quarter: (n: number, year: string) => [`${n === 1 ? '1er' : `${n}e`} trimestre ${year}`, `Q${n} ${year}`],
  tongue: ['fr-FR', 'en-GB'],
  sortUp: ['Trier de A à Z, du plus petit au plus grand', 'Sort A to Z, smallest first'],
  sortDown: ['Trier de Z à A, du plus grand au plus petit', 'Sort Z to A, largest first'],
  unsort: ['Ne plus trier', 'Stop sorting'],
  filterBy: ['Filtrer par cette colonne', 'Filter by this column'],
  groupBy: ['Grouper par cette colonne', 'Group by this column'],
  ungroup: ['Ne plus grouper', 'Stop grouping'],
  freeze: ['Figer jusqu’ici', 'Freeze up to here'],
  unfreeze: ['Ne plus figer de colonne', 'Unfreeze the columns'],
  hide: ['Masquer la colonne', 'Hide the column'],
  moveLeft: ['Déplacer à gauche', 'Move left'],
  moveRight: ['Déplacer à droite', 'Move right'],
  wider: ['Élargir', 'Widen'],
  narrower: ['Rétrécir', 'Narrow'],
  column: (label: string) => [`Colonne ${label}`, `Column ${label}`],
  number: ['N°', 'No.'],
  position: (line: number, of: number) => [`Ligne ${fr(line)} sur ${fr(of)}`, `Row ${en(line)} of ${en(of)}`],
})
