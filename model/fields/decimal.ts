import { compareDecimals, fitPlaces, readNumber, wholeDigits, wireNumber, writeNumber } from '../numbers.ts'
import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { orderedOperators } from './operators.ts'
import { complain, given, inOrder, integerSetting, reading, valueSetting } from './settings.ts'

/** Exact: `"12.50"`, always with all its places. */
export interface DecimalField extends FieldBase<'decimal'> {
  /** Digits in all. */
  readonly digits: number
  /** Of which after the point. */
  readonly places: number
  readonly min?: string
  readonly max?: string
}

type Limits = Pick<DecimalField, 'digits' | 'places' | 'min' | 'max'>

const problem = problemsOf({
  'decimal.invalid': {
    fr: 'Écrivez un nombre, comme 12.5 ou « 12.50 » (au-delà de 15 chiffres, entre guillemets).',
    en: 'Write a number, such as 12.5 or "12.50" (beyond 15 digits, in quotes).',
  },
  'decimal.too_many_places': {
    fr: 'Ce nombre a trop de décimales : {places} au plus.',
    en: 'This number has too many decimals: at most {places}.',
  },
  'decimal.too_many_digits': {
    fr: 'Ce nombre est trop grand : {whole} chiffres au plus avant la virgule.',
    en: 'This number is too big: at most {whole} digits before the point.',
  },
  'decimal.below_min': {
    fr: 'Ce nombre est trop petit : {min} au moins.',
    en: 'This number is too small: at least {min}.',
  },
  'decimal.above_max': {
    fr: 'Ce nombre est trop grand : {max} au plus.',
    en: 'This number is too big: at most {max}.',
  },
  'decimal.places_above_digits': {
    fr: 'Un nombre de {digits} chiffres ne peut pas avoir {places} décimales.',
    en: 'A number of {digits} digits cannot have {places} decimals.',
  },
})

function fit(limits: Limits, digits: string | null): Parsed<string> {
  if (digits === null) return { problem: problem('decimal.invalid') }
  const { places, min, max } = limits
  const value = fitPlaces(digits, places)
  if (value === null) return { problem: problem('decimal.too_many_places', { places }) }
  const whole = limits.digits - places
  if (wholeDigits(value) > whole) return { problem: problem('decimal.too_many_digits', { whole }) }
  if (min !== undefined && compareDecimals(value, min) < 0)
    return { problem: problem('decimal.below_min', { min }) }
  if (max !== undefined && compareDecimals(value, max) > 0)
    return { problem: problem('decimal.above_max', { max }) }
  return { value }
}

export const decimal: FieldType<DecimalField, string> = {
  type: 'decimal',
  label: { fr: 'Nombre décimal', en: 'Decimal number' },
  example: { fr: '12 500,50', en: '12,500.50' },
  settingNames: ['digits', 'places', 'min', 'max'],
  settings(input) {
    const from = reading(input)
    const digits = integerSetting(from, 'digits', 1, 38) ?? 14
    const places = integerSetting(from, 'places', 0, 38) ?? Math.min(2, digits)
    if (places > digits) complain(from, 'places', problem('decimal.places_above_digits', { digits, places }))
    const min = valueSetting(from, 'min', (bound) => fit({ digits, places }, wireNumber(bound, places)))
    const max = valueSetting(from, 'max', (bound) => fit({ digits, places }, wireNumber(bound, places)))
    inOrder(from, ['min', 'max'], [min, max], compareDecimals)
    return { settings: given({ digits, places, min, max }), problems: from.problems }
  },
  column: (field) => `numeric(${field.digits},${field.places})`,
  select: (_field, column) => `${column}::text`,
  parse: (field, input) => fit(field, wireNumber(input, field.places)),
  read(field, text, locale) {
    const digits = readNumber(text, locale.language, field.places)
    return isProblem(digits) ? digits : fit(field, digits.value)
  },
  write: (_field, value, locale) => writeNumber(value, locale.language),
  isNumber: () => true,
  operators: orderedOperators,
  compare: compareDecimals,
  schema: ({ digits, places }) => ({
    type: 'string',
    pattern: `^-?\\d{1,${Math.max(1, digits - places)}}${places > 0 ? `\\.\\d{${places}}` : ''}$`,
  }),
  widget: 'decimal',
}
