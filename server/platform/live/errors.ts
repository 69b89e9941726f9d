import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const liveError = errorsOf({
  'stream.accept': [
    406,
    {
      fr: 'Ce flux se lit en continu : demandez-le avec « text/event-stream » pour en-tête Accept.',
      en: 'This stream is read as it comes: ask for it with the header Accept: text/event-stream.',
    },
  ],
  'comment.batch': [
    403,
    {
      fr: 'Les commentaires se font et se corrigent un à un, par leur auteur.',
      en: 'Comments are made and corrected one by one, by their author.',
    },
  ],
})

export const liveProblem = problemsOf({
  'comment.moved': {
    fr: 'Un commentaire reste à la ligne où il a été écrit.',
    en: 'A comment stays at the row where it was written.',
  },
  'comment.nowhere': {
    fr: 'Cette ligne n’existe pas ou ne vous est pas visible.',
    en: 'This row does not exist or is not visible to you.',
  },
  'comment.mentions': {
    fr: 'Donnez les personnes par leurs numéros, cinquante au plus, comme [3, 12].',
    en: 'Give people by their numbers, at most fifty, such as [3, 12].',
  },
  'comment.unseen': {
    fr: 'Ces personnes ne voient pas cette ligne : {ids}. Retirez-les, ou demandez qu’on leur en donne le droit.',
    en: 'These people do not see this row: {ids}. Take them out, or ask that they be given the right.',
  },
})
