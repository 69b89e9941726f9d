import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  from: ['Début', 'Start'],
  to: ['Fin', 'End'],
  colour: ['Couleur', 'Colour'],
  month: ['Mois', 'Month'],
  week: ['Semaine', 'Week'],
  list: ['Liste', 'List'],
  span: ['Présentation', 'Layout'],
  today: ['Aujourd’hui', 'Today'],
  earlier: ['Avant', 'Earlier'],
  later: ['Après', 'Later'],
  more: (n: number) => [`+ ${n} autres`, `+ ${n} more`],
  noDate: ['Choisissez une date', 'Choose a date'],
  noDateHelp: [
    'Un calendrier place chaque ligne à sa date, ou d’une date à une autre.',
    'A calendar puts each row at its date, or from one date to another.',
  ],
  noField: [
    'Cette table n’a pas de date : ajoutez-lui un champ de ce genre.',
    'This table has no date: add such a field.',
  ],
  empty: ['Rien pendant cette période', 'Nothing in this period'],
  emptyHelp: ['Avancez ou reculez, ou élargissez le filtre.', 'Go earlier or later, or widen the filter.'],
  moved: (name: string, day: string) => [
    `« ${name} » est maintenant le ${day}`,
    `“${name}” is now on ${day}`,
  ],
  undo: ['Annuler', 'Undo'],
  clash: (name: string) => [
    `Quelqu’un a déplacé « ${name} » entre-temps : voyez où elle est.`,
    `Somebody moved “${name}” meanwhile: see where it is.`,
  ],
  lifted: (name: string) => [
    `« ${name} » est soulevée. Les flèches choisissent le jour, Espace la pose, Échap renonce.`,
    `“${name}” is lifted. Arrows choose the day, Space drops it, Escape gives up.`,
  ],
  tooMany: (n: number) => [
    `Seules les ${n} premières lignes sont montrées : filtrez pour voir les autres.`,
    `Only the first ${n} rows are shown: filter to see the others.`,
  ],
  continued: ['suite', 'continued'],
})
