import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { parseInteger } from './integer.ts'
import { compareNumbers, orderedOperators } from './operators.ts'
import { integerSetting, reading } from './settings.ts'

/** Stars, from 1 to `max`. */
export interface RatingField extends FieldBase<'rating'> {
  readonly max: number
}

const problem = problemsOf({
  'rating.invalid': {
    fr: 'Donnez une note entière de 1 à {max}.',
    en: 'Give a whole rating from 1 to {max}.',
  },
})

function parse({ max }: RatingField, input: unknown): Parsed<number> {
  const rating = parseInteger(input, 1, max)
  return isProblem(rating) ? { problem: problem('rating.invalid', { max }) } : rating
}

const outOf = /^(\d{1,2})(?:[.,]0+)?(?:\s?\/\s?(\d{1,2}))?$/
const stars = /^(★+)☆*$/

export const rating: FieldType<RatingField, number> = {
  type: 'rating',
  label: { fr: 'Note', en: 'Rating' },
  example: { fr: '4/5', en: '4/5' },
  settingNames: ['max'],
  settings(input) {
    const from = reading(input)
    return { settings: { max: integerSetting(from, 'max', 1, 10) ?? 5 }, problems: from.problems }
  },
  column: () => 'smallint',
  parse,
  read(field, text) {
    const written = text.trim()
    const drawn = stars.exec(written)
    if (drawn) return parse(field, drawn[1]!.length)
    const [, given, max = String(field.max)] = outOf.exec(written) ?? []
    return parse(field, max === String(field.max) ? given : undefined)
  },
  write: (field, value) => `${value}/${field.max}`,
  isNumber: () => true,
  operators: orderedOperators,
  compare: compareNumbers,
  schema: (field) => ({ type: 'integer', minimum: 1, maximum: field.max }),
  widget: 'rating',
}
