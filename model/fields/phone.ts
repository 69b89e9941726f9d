import { excerpt } from '../characters.ts'
import { phoneNumber, writePhone } from '../phones.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareCodes, textOperators } from './operators.ts'

/** `"+2250707123456"` */
export interface PhoneField extends FieldBase<'phone'> {}

const problem = problemsOf({
  'phone.invalid': {
    fr: '« {given} » n’est pas un numéro de téléphone. Écrivez-le avec son pays, comme « +225 07 07 12 34 56 ».',
    en: '"{given}" is not a phone number. Write it with its country, such as "+225 07 07 12 34 56".',
  },
})

function parse(input: unknown, country?: string): Parsed<string> {
  const value = typeof input === 'string' ? phoneNumber(input, country) : null
  return value === null ? { problem: problem('phone.invalid', { given: excerpt(input) }) } : { value }
}

export const phone: FieldType<PhoneField, string> = {
  type: 'phone',
  label: { fr: 'Téléphone', en: 'Phone' },
  example: { fr: '+225 07 07 12 34 56', en: '+225 07 07 12 34 56' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'text',
  parse: (_field, input, locale) => parse(input, locale?.country),
  read: (_field, text, locale) => parse(text, locale.country),
  write: (_field, value) => writePhone(value),
  operators: textOperators,
  compare: compareCodes,
  searchText: (value) => value,
  schema: () => ({ type: 'string', pattern: '^\\+[0-9]{6,15}$' }),
  widget: 'phone',
}
