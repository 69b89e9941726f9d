import { dictionary } from '../../lib/words.ts'

export const planWords = dictionary({
  title: ['Voici ce qui va changer', 'This is what will change'],
  apply: ['Appliquer', 'Apply'],
  cancel: ['Annuler', 'Cancel'],
  close: ['Fermer', 'Close'],
  behind: ['Laisser travailler', 'Let it work'],
  rows: (n: number, said: string) => [
    n === 0
      ? 'La table est vide : aucune ligne n’est touchée.'
      : n === 1
        ? '1 ligne dans la table.'
        : `${said} lignes dans la table.`,
    n === 0
      ? 'The table is empty: no row is touched.'
      : n === 1
        ? '1 row in the table.'
        : `${said} rows in the table.`,
  ],
  soon: ['C’est immédiat.', 'It is done at once.'],
  seconds: (said: string) => [`Environ ${said} secondes.`, `About ${said} seconds.`],
  minutes: (said: string) => [`Environ ${said} minutes.`, `About ${said} minutes.`],
  lock: ['Attente pour les autres :', 'Waiting for others:'],
  size: ['Taille :', 'Size:'],
  time: ['Durée :', 'Time:'],
  undoable: ['Annulable en un clic pendant 30 jours.', 'Can be undone in one click for 30 days.'],
  steps: (n: number) => [
    n === 1 ? 'L’étape en détail' : `Les ${n} étapes en détail`,
    n === 1 ? 'The step in detail' : `The ${n} steps in detail`,
  ],
  instant: ['tout de suite', 'at once'],
  background: ['en arrière-plan', 'in the background'],
  nothingLost: ['Aucune valeur n’est perdue.', 'No value is lost.'],
  unreadable: (n: string, field: string, one: boolean) => [
    `« ${field} » : ${n} ${one ? 'ne se lit pas' : 'ne se lisent pas'} dans le nouveau type, et ${one ? 'sera vidée' : 'seront vidées'}.`,
    `“${field}”: ${n} cannot be read in the new type, and will be emptied.`,
  ],
  dropped: (n: string, field: string, one: boolean) => [
    `« ${field} » : ${n} ${one ? 'disparaîtra' : 'disparaîtront'} de la table.`,
    `“${field}”: ${n} will go from the table.`,
  ],
  empty: (n: string, field: string, one: boolean) => [
    `« ${field} » est vide dans ${n} : il faudra le remplir à ${one ? 'son' : 'leur'} prochain enregistrement.`,
    `“${field}” is empty in ${n}: it must be filled in at the next saving.`,
  ],
  duplicate: (n: string, field: string, _one: boolean) => [
    `« ${field} » : une valeur déjà prise se répète dans ${n}. Corrigez d’abord : Sugu ne choisira pas à votre place.`,
    `“${field}”: a value that is taken already comes again in ${n}. Mend that first: Sugu will not choose for you.`,
  ],
  option: (n: string, field: string, _one: boolean) => [
    `« ${field} » : un choix qui n’est plus offert reste dans ${n}.`,
    `“${field}”: a choice that is no longer offered stays in ${n}.`,
  ],
  rule: (n: string, field: string, one: boolean) => [
    `« ${field} » : la règle n’est pas encore suivie dans ${n}. Rien n’y change avant ${one ? 'son' : 'leur'} prochain enregistrement.`,
    `“${field}”: the rule is not followed yet in ${n}. Nothing changes there before the next saving.`,
  ],
  table: (n: string, _field: string, _one: boolean) => [
    `La table emporte ${n}.`,
    `The table takes ${n} with it.`,
  ],
  values: (n: number, said: string) => [
    n === 1 ? '1 valeur' : `${said} valeurs`,
    n === 1 ? '1 value' : `${said} values`,
  ],
  lines: (n: number, said: string) => [
    n === 1 ? '1 ligne' : `${said} lignes`,
    n === 1 ? '1 row' : `${said} rows`,
  ],
  atLeast: (n: string) => [`au moins ${n}`, `at least ${n}`],
  partly: (field: string) => [
    `La table est grande : seul son début a été comparé à la règle de « ${field} ».`,
    `The table is large: only its beginning was held against the rule of “${field}”.`,
  ],
  samples: (n: number) => [n === 1 ? 'La voir' : `En voir ${n}`, n === 1 ? 'See it' : `See ${n} of them`],
  row: (id: number) => [`Ligne n° ${id}`, `Row no. ${id}`],
  nothing: ['(vide)', '(empty)'],
  accept: ['J’accepte que ces valeurs soient perdues', 'I accept that these values are lost'],
  acceptRows: ['J’ai vu ces lignes, et je continue', 'I have seen these rows, and go on'],
  working: ['Sugu applique le changement…', 'Sugu is applying the change…'],
  leave: [
    'La table reste utilisable. Vous pouvez fermer : le travail continue, et se suit dans l’historique.',
    'The table can be used meanwhile. You may close this: the work goes on, and is shown in the history.',
  ],
  done: ['C’est fait', 'Done'],
  undo: ['Annuler', 'Undo'],
  notLast: [
    'Un autre changement a été fait depuis : voyez l’historique.',
    'Another change was made since: see the history.',
  ],
  undone: ['Le dernier changement est annulé', 'The last change is undone'],
  undoLoses: ['Annuler perdrait des valeurs', 'Undoing would lose values'],
  undoAnyway: ['Annuler quand même', 'Undo all the same'],
  failed: ['Le changement n’a pas abouti', 'The change did not succeed'],
})
