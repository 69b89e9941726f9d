import { unfitText } from '../characters.ts'
import type { Parsed } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareTexts, textOperators } from './operators.ts'
import { given, integerSetting, reading } from './settings.ts'

/** Any number of lines, ended by `\n`; spaces are kept. */
export interface LongTextField extends FieldBase<'long_text'> {
  /** In characters. */
  readonly max?: number
}

const utmostMax = 200_000

function parse(field: LongTextField, input: unknown): Parsed<string> {
  const text = typeof input === 'string' ? input.replace(/\r\n?/g, '\n').normalize() : input
  const unfit = unfitText(text, field.max ?? utmostMax)
  return unfit ? { problem: unfit } : { value: text as string }
}

export const longText: FieldType<LongTextField, string> = {
  type: 'long_text',
  label: { fr: 'Texte long', en: 'Long text' },
  example: { fr: 'Livraison en deux fois.\nSonner deux fois.', en: 'Delivered in two parts.\nRing twice.' },
  settingNames: ['max'],
  settings(input) {
    const from = reading(input)
    return { settings: given({ max: integerSetting(from, 'max', 1, utmostMax) }), problems: from.problems }
  },
  column: () => 'text',
  parse,
  read: parse,
  write: (_field, value) => value,
  operators: textOperators,
  compare: compareTexts,
  searchText: (value) => value,
  schema: (field) => ({ type: 'string', maxLength: field.max ?? utmostMax }),
  widget: 'long-text',
}
