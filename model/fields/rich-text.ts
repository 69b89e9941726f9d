import { unfitText } from '../characters.ts'
import type { Parsed } from '../problem.ts'
import { sanitised } from '../rich-text/sanitise.ts'
import { htmlOf, linesOf, plainText } from '../rich-text/write.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { given, integerSetting, reading } from './settings.ts'

/** HTML of a few harmless elements; files hold its text. */
export interface RichTextField extends FieldBase<'rich_text'> {
  /** In characters, elements included. */
  readonly max?: number
}

const utmostMax = 200_000

function parse(field: RichTextField, input: unknown): Parsed<string> {
  const text = typeof input === 'string' ? input.replace(/\r\n?/g, '\n').normalize() : input
  const max = field.max ?? utmostMax
  const unfit = unfitText(text, utmostMax)
  if (unfit) return { problem: unfit }
  const value = sanitised(text as string)
  const tooLong = unfitText(value, max)
  return tooLong ? { problem: tooLong } : { value }
}

export const richText: FieldType<RichTextField, string> = {
  type: 'rich_text',
  label: { fr: 'Texte mis en forme', en: 'Rich text' },
  example: { fr: 'Livraison en **deux** fois', en: 'Delivered in **two** parts' },
  settingNames: ['max'],
  settings(input) {
    const from = reading(input)
    return { settings: given({ max: integerSetting(from, 'max', 1, utmostMax) }), problems: from.problems }
  },
  column: () => 'text',
  parse,
  read: (field, text) => parse(field, htmlOf(text.replace(/\r\n?/g, '\n'))),
  write: (_field, value) => linesOf(value),
  operators: ['contains', 'icontains', 'isnull'],
  searchText: plainText,
  searchFunction: 'site.plain',
  schema: (field) => ({ type: 'string', contentMediaType: 'text/html', maxLength: field.max ?? utmostMax }),
  widget: 'rich-text',
}
