import { dictionary } from '../../lib/words.ts'

export const cardWords = dictionary({
  save: ['Enregistrer', 'Save'],
  draft: ['Nouvelle ligne', 'New row'],
  waiting: ['À enregistrer', 'To be saved'],
  count: (n: number) => [`${n} ligne${n > 1 ? 's' : ''}`, `${n} row${n === 1 ? '' : 's'}`],
})
