import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { parseInteger } from './integer.ts'
import { compareCodes, orderedOperators } from './operators.ts'
import { given, integerSetting, reading, textSetting } from './settings.ts'

/** A number that the server gives: 1, 2, 3…, or with a prefix or padding the text `FAC-00012`. */
export interface AutoNumberField extends FieldBase<'auto_number'> {
  readonly prefix?: string
  /** Digits at least. */
  readonly padding?: number
  /** The first number; 1 when absent. */
  readonly start?: number
}

type AutoNumber = number | string

const problem = problemsOf({
  'auto_number.invalid': {
    fr: 'Ce numéro est donné par Sugu, comme {example}.',
    en: 'Sugu gives this number, such as {example}.',
  },
})

const isText = ({ prefix, padding }: AutoNumberField): boolean =>
  prefix !== undefined || padding !== undefined

/** What the n-th row gets. */
export const autoNumber = (field: AutoNumberField, n: number): AutoNumber =>
  isText(field) ? (field.prefix ?? '') + String(n).padStart(field.padding ?? 1, '0') : n

/** The number within, so that a series can go on after an import. */
export function numberWithin(field: AutoNumberField, value: AutoNumber): number | null {
  const prefix = field.prefix ?? ''
  const text = String(value)
  const number = text.startsWith(prefix) ? wholeNumber(text.slice(prefix.length)) : null
  return number === null || autoNumber(field, number) !== value ? null : number
}

function parse(field: AutoNumberField, input: unknown): Parsed<AutoNumber> {
  const value = isText(field) ? input : wholeNumber(input)
  if ((typeof value === 'string' || typeof value === 'number') && numberWithin(field, value) !== null)
    return { value }
  return { problem: problem('auto_number.invalid', { example: autoNumber(field, field.start ?? 1) }) }
}

const wholeNumber = (input: unknown): number | null => {
  const number = parseInteger(input, 0)
  return isProblem(number) ? null : number.value
}

export const autoNumberType: FieldType<AutoNumberField, AutoNumber> = {
  type: 'auto_number',
  label: { fr: 'Numéro automatique', en: 'Automatic number' },
  example: { fr: 'FAC-00012', en: 'INV-00012' },
  settingNames: ['prefix', 'padding', 'start'],
  settings(input) {
    const from = reading(input)
    const prefix = textSetting(from, 'prefix', 20)
    const padding = integerSetting(from, 'padding', 1, 12)
    const start = integerSetting(from, 'start', 0, 1_000_000_000_000)
    return { settings: given({ prefix, padding, start }), problems: from.problems }
  },
  column: (field) => (isText(field) ? 'text' : 'bigint'),
  parse,
  read: (field, text) => parse(field, text.trim()),
  write: (_field, value) => String(value),
  isNumber: (field) => !isText(field),
  operators: orderedOperators,
  compare: (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareCodes(String(a), String(b)),
  searchText: String,
  schema: (field) => (isText(field) ? { type: 'string' } : { type: 'integer', minimum: 0 }),
  widget: 'auto-number',
}
