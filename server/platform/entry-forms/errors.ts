import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const entryError = errorsOf({
  'entry.not_found': [
    404,
    {
      fr: 'Ce formulaire n’existe pas, ou plus. Demandez le lien à qui vous l’a donné.',
      en: 'There is no such form, or no longer. Ask whoever gave you the link.',
    },
  ],
  'entry.closed': [
    409,
    {
      fr: 'Ce formulaire ne prend pas de réponses en ce moment.',
      en: 'This form takes no answers at present.',
    },
  ],
  'entry.full': [
    409,
    {
      fr: 'Ce formulaire a reçu toutes les réponses qu’il attendait.',
      en: 'This form has all the answers that it was for.',
    },
  ],
  'entry.too_soon': [
    409,
    {
      fr: 'C’était bien rapide : renvoyez votre réponse dans {seconds} s.',
      en: 'That was quick: send your answer again in {seconds} s.',
    },
  ],
  'entry.ticket': [
    409,
    {
      fr: 'Cette page a vieilli : rechargez-la, puis renvoyez votre réponse.',
      en: 'This page has grown old: reload it, then send your answer again.',
    },
  ],
  'entry.sent': [409, { fr: 'Cette réponse est déjà arrivée.', en: 'This answer has already arrived.' }],
  'entry.too_large': [
    413,
    { fr: 'La réponse est trop longue : {max} ko au plus.', en: 'The answer is too long: {max} kB at most.' },
  ],
  'entry.invalid': [400, { fr: 'Certaines réponses sont à corriger.', en: 'Some answers need correcting.' }],
  'entry.unfit': [
    409,
    {
      fr: 'Ce formulaire ne convient plus à sa table : prévenez qui vous l’a donné.',
      en: 'This form no longer fits its table: tell whoever gave it to you.',
    },
  ],
})

export const entryProblem = problemsOf({
  'entry.not_asked': {
    fr: 'Ce formulaire ne demande pas « {field} ».',
    en: 'This form does not ask for "{field}".',
  },
  'entry.required': { fr: 'Cette réponse est obligatoire.', en: 'This answer is required.' },
  'entry.wrong': { fr: 'Ce n’est pas la réponse attendue.', en: 'This is not the expected answer.' },
})
