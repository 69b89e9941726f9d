import { dictionary } from '../../lib/words.ts'

export const eyesWords = dictionary({
  seeing: (name: string) => [`Vous voyez le site comme ${name}`, `You see the site as ${name}`],
  until: (at: string) => [
    `Lecture seule, jusqu’au ${at} ; c’est consigné.`,
    `Read only, until ${at}; it is recorded.`,
  ],
  stop: ['Terminer', 'Stop'],
  table: ['Table', 'Table'],
  nothing: ['Cette personne ne voit rien ici', 'This person sees nothing here'],
  nothingWhy: ['Mettez-la dans un groupe qui ouvre des tables.', 'Put them in a group that opens tables.'],
  rows: (n: number) => [
    n > 1 ? `${n} lignes visibles` : `${n} ligne visible`,
    n === 1 ? '1 row seen' : `${n} rows seen`,
  ],
  previous: ['Précédentes', 'Previous'],
  next: ['Suivantes', 'Next'],
})
