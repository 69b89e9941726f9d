import { excerpt } from '../characters.ts'
import { normalInstant, readInstant, writeInstant } from '../instants.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareCodes, orderedOperators } from './operators.ts'

/** An instant, in UTC: `"2026-12-31T10:00:00+00:00"`; people see it by the site's clock. */
export interface DatetimeField extends FieldBase<'datetime'> {}

const problem = problemsOf({
  'datetime.invalid': {
    fr: 'Écrivez une date, une heure et leur décalage, comme « 2026-12-31T10:00:00Z » ou « 2026-12-31T10:00:00+01:00 ».',
    en: 'Write a date, a time and its offset, such as "2026-12-31T10:00:00Z" or "2026-12-31T10:00:00+01:00".',
  },
  'datetime.unreadable': {
    fr: '« {given} » n’est pas une date avec heure. Écrivez par exemple « 31/12/2026 14:30 ».',
    en: '"{given}" is not a date and time. Write for instance "31/12/2026 14:30".',
  },
})

function parse(_field: unknown, input: unknown): Parsed<string> {
  const value = typeof input === 'string' ? normalInstant(input) : null
  return value === null ? { problem: problem('datetime.invalid') } : { value }
}

export const datetime: FieldType<DatetimeField, string> = {
  type: 'datetime',
  label: { fr: 'Date et heure', en: 'Date and time' },
  example: { fr: '31/12/2026 14:30', en: '31/12/2026 14:30' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'timestamptz',
  parse,
  read(_field, text, locale) {
    const value = readInstant(text, locale.timeZone)
    return value === null ? { problem: problem('datetime.unreadable', { given: excerpt(text) }) } : { value }
  },
  write: (_field, value, locale) => writeInstant(value, locale.timeZone),
  operators: orderedOperators,
  compare: compareCodes,
  schema: () => ({ type: 'string', format: 'date-time' }),
  widget: 'datetime',
}
