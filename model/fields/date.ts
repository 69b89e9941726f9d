import { excerpt } from '../characters.ts'
import { isDay, readDay, writeDay } from '../dates.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareCodes, orderedOperators } from './operators.ts'
import { given, inOrder, reading, valueSetting } from './settings.ts'

/** A day, without time or zone: `"2026-12-31"`. */
export interface DateField extends FieldBase<'date'> {
  readonly min?: string
  readonly max?: string
}

const problem = problemsOf({
  'date.invalid': {
    fr: 'Écrivez une date du calendrier, année d’abord, comme « 2026-12-31 ».',
    en: 'Write a day of the calendar, year first, such as "2026-12-31".',
  },
  'date.unreadable': {
    fr: '« {given} » n’est pas une date. Écrivez le jour, le mois, l’année, comme « 31/12/2026 ».',
    en: '"{given}" is not a date. Write day, month, year, such as "31/12/2026".',
  },
  'date.before_min': {
    fr: 'Cette date est trop tôt : au plus tôt le {min}.',
    en: 'This date is too early: {min} at the earliest.',
  },
  'date.after_max': {
    fr: 'Cette date est trop tard : au plus tard le {max}.',
    en: 'This date is too late: {max} at the latest.',
  },
})

type Limits = Pick<DateField, 'min' | 'max'>

function within({ min, max }: Limits, value: string): Parsed<string> {
  if (min !== undefined && value < min) return { problem: problem('date.before_min', { min: writeDay(min) }) }
  if (max !== undefined && value > max) return { problem: problem('date.after_max', { max: writeDay(max) }) }
  return { value }
}

const parse = (limits: Limits, input: unknown): Parsed<string> =>
  typeof input === 'string' && isDay(input) ? within(limits, input) : { problem: problem('date.invalid') }

/** What spreadsheets add to a day. */
const midnight = /[T ]0?0:00(:00(\.0+)?)?(Z|[+-]00:00)?$/

export const date: FieldType<DateField, string> = {
  type: 'date',
  label: { fr: 'Date', en: 'Date' },
  example: { fr: '31/12/2026', en: '31/12/2026' },
  settingNames: ['min', 'max'],
  settings(input) {
    const from = reading(input)
    const min = valueSetting(from, 'min', (day) => parse({}, day))
    const max = valueSetting(from, 'max', (day) => parse({}, day))
    inOrder(from, ['min', 'max'], [min, max], compareCodes)
    return { settings: given({ min, max }), problems: from.problems }
  },
  column: () => 'date',
  parse,
  read(field, text) {
    const value = readDay(text.trim().replace(midnight, ''))
    return value === null
      ? { problem: problem('date.unreadable', { given: excerpt(text) }) }
      : within(field, value)
  },
  write: (_field, value) => writeDay(value),
  operators: orderedOperators,
  compare: compareCodes,
  schema: () => ({ type: 'string', format: 'date' }),
  widget: 'date',
}
