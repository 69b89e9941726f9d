import { fitPlaces, readNumber, wireNumber, writeNumber } from '../numbers.ts'
import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareNumbers, orderedOperators } from './operators.ts'
import { given, inOrder, integerSetting, reading } from './settings.ts'

export interface IntegerField extends FieldBase<'integer'> {
  readonly min?: number
  readonly max?: number
}

const problem = problemsOf({
  'integer.invalid': {
    fr: 'Écrivez un nombre entier, sans décimales, comme « 12 500 ».',
    en: 'Write a whole number, without decimals, such as "12,500".',
  },
  'integer.too_big': {
    fr: 'Ce nombre est trop grand : il va de -{max} à {max}.',
    en: 'This number is too big: it goes from -{max} to {max}.',
  },
  'integer.below_min': {
    fr: 'Ce nombre est trop petit : {min} au moins.',
    en: 'This number is too small: at least {min}.',
  },
  'integer.above_max': {
    fr: 'Ce nombre est trop grand : {max} au plus.',
    en: 'This number is too big: at most {max}.',
  },
})

/** An integer between two bounds, for every type that holds one. */
export function parseInteger(input: unknown, min?: number, max?: number): Parsed<number> {
  if (typeof input === 'number' && Number.isInteger(input)) return bounded(input, min, max)
  const digits = wireNumber(input, 0)
  if (digits === null || digits.includes('.')) return { problem: problem('integer.invalid') }
  return bounded(Number(digits), min, max)
}

function bounded(number: number, min?: number, max?: number): Parsed<number> {
  if (!Number.isSafeInteger(number))
    return { problem: problem('integer.too_big', { max: Number.MAX_SAFE_INTEGER }) }
  if (min !== undefined && number < min) return { problem: problem('integer.below_min', { min }) }
  if (max !== undefined && number > max) return { problem: problem('integer.above_max', { max }) }
  return { value: number === 0 ? 0 : number }
}

export const integer: FieldType<IntegerField, number> = {
  type: 'integer',
  label: { fr: 'Nombre entier', en: 'Whole number' },
  example: { fr: '12 500', en: '12,500' },
  settingNames: ['min', 'max'],
  settings(input) {
    const from = reading(input)
    const min = integerSetting(from, 'min', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    const max = integerSetting(from, 'max', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    inOrder(from, ['min', 'max'], [min, max], compareNumbers)
    return { settings: given({ min, max }), problems: from.problems }
  },
  column: () => 'bigint',
  parse: (field, input) => parseInteger(input, field.min, field.max),
  read(field, text, locale) {
    const digits = readNumber(text, locale.language, 0)
    if (isProblem(digits)) return digits
    return parseInteger(fitPlaces(digits.value, 0) ?? text, field.min, field.max)
  },
  write: (_field, value, locale) => writeNumber(String(value), locale.language),
  isNumber: () => true,
  operators: orderedOperators,
  compare: compareNumbers,
  schema: (field) =>
    given({
      type: 'integer',
      minimum: field.min ?? Number.MIN_SAFE_INTEGER,
      maximum: field.max ?? Number.MAX_SAFE_INTEGER,
    }),
  widget: 'integer',
}
