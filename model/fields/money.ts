import type { Json } from '../json.ts'
import { currencies, decimalsOf, isCurrency, readMoney, writeMoney } from '../money.ts'
import { fitPlaces, wireNumber } from '../numbers.ts'
import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { orderedOperators } from './operators.ts'
import { complain, given, inOrder, missing, reading, textSetting, valueSetting } from './settings.ts'

/** Whole where the currency has no decimals (`12500`), else exact (`"12.50"`); stored in minor units. */
export type Money = number | string

export interface MoneyField extends FieldBase<'money'> {
  /** ISO 4217. */
  readonly currency: string
  readonly min?: Money
  readonly max?: Money
}

type Limits = Pick<MoneyField, 'currency' | 'min' | 'max'>

const problem = problemsOf({
  'money.invalid': {
    fr: 'Écrivez un montant, comme {example}.',
    en: 'Write an amount, such as {example}.',
  },
  'money.too_many_places': {
    fr: 'Ce montant a trop de décimales : {places} en {currency}.',
    en: 'This amount has too many decimals: {places} in {currency}.',
  },
  'money.too_big': { fr: 'Ce montant est trop grand.', en: 'This amount is too big.' },
  'money.below_min': {
    fr: 'Ce montant est trop petit : {min} au moins.',
    en: 'This amount is too small: at least {min}.',
  },
  'money.above_max': {
    fr: 'Ce montant est trop grand : {max} au plus.',
    en: 'This amount is too big: at most {max}.',
  },
  'money.currency_unknown': {
    fr: 'La monnaie « {currency} » n’est pas connue. Choisissez parmi : {known}.',
    en: 'The currency "{currency}" is not known. Choose among: {known}.',
  },
})

/** Cents, francs: the integer that the column holds. */
export const minorUnits = (value: Money): number =>
  typeof value === 'number' ? value : Number(value.replace('.', ''))
const compare = (a: Money, b: Money): number => minorUnits(a) - minorUnits(b)

function fit({ currency, min, max }: Limits, digits: string | null): Parsed<Money> {
  const places = decimalsOf(currency)
  if (digits === null)
    return { problem: problem('money.invalid', { example: places === 0 ? 12500 : '"12.50"' }) }
  const text = fitPlaces(digits, places)
  if (text === null) return { problem: problem('money.too_many_places', { places, currency }) }
  if (!Number.isSafeInteger(minorUnits(text))) return { problem: problem('money.too_big') }
  const value = places === 0 ? Number(text) : text
  if (min !== undefined && compare(value, min) < 0) return { problem: problem('money.below_min', { min }) }
  if (max !== undefined && compare(value, max) > 0) return { problem: problem('money.above_max', { max }) }
  return { value }
}

export const money: FieldType<MoneyField, Money> = {
  type: 'money',
  label: { fr: 'Montant', en: 'Money' },
  example: { fr: '12 500 FCFA', en: '12,500 FCFA' },
  settingNames: ['currency', 'min', 'max'],
  settings(input) {
    const from = reading(input)
    const currency = currencySetting(from, input.currency)
    const min = valueSetting(from, 'min', (bound) =>
      fit({ currency }, wireNumber(bound, decimalsOf(currency))),
    )
    const max = valueSetting(from, 'max', (bound) =>
      fit({ currency }, wireNumber(bound, decimalsOf(currency))),
    )
    inOrder(from, ['min', 'max'], [min, max], compare)
    return { settings: given({ currency, min, max }), problems: from.problems }
  },
  column: () => 'bigint',
  toColumn: (_field, value) => minorUnits(value),
  select(field, column) {
    const places = decimalsOf(field.currency)
    return places === 0 ? column : `(${column} * 0.${'1'.padStart(places, '0')})::text`
  },
  parse: (field, input) => fit(field, wireNumber(input, decimalsOf(field.currency))),
  read(field, text, locale) {
    const digits = readMoney(text, field.currency, locale)
    return isProblem(digits) ? digits : fit(field, digits.value)
  },
  write: (field, value, locale) => writeMoney(String(value), field.currency, locale),
  isNumber: () => true,
  operators: orderedOperators,
  compare,
  schema({ currency }) {
    const places = decimalsOf(currency)
    if (places === 0) return { type: 'integer', description: currency }
    return { type: 'string', pattern: `^-?\\d{1,16}\\.\\d{${places}}$`, description: currency }
  },
  widget: 'money',
}

function currencySetting(from: ReturnType<typeof reading>, given: Json | undefined): string {
  const currency = textSetting(from, 'currency', 3)
  if (given === undefined || given === null) missing(from, 'currency')
  if (currency === undefined || isCurrency(currency)) return currency ?? 'XOF'
  complain(
    from,
    'currency',
    problem('money.currency_unknown', { currency, known: Object.keys(currencies).join(', ') }),
  )
  return 'XOF'
}
