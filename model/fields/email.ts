import { excerpt } from '../characters.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareTexts, textOperators } from './operators.ts'

/** One address, its domain in small letters. */
export interface EmailField extends FieldBase<'email'> {}

const problem = problemsOf({
  'email.invalid': {
    fr: '« {given} » n’est pas une adresse électronique. Écrivez par exemple « awa@exemple.ci ».',
    en: '"{given}" is not an email address. Write for instance "awa@example.ci".',
  },
})

const longest = 254
const local = "(?!\\.)(?!.*\\.\\.)[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}(?<!\\.)"
const label = (least: '?' | '') => `[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])${least}`
/** The last label has two letters at least, and is no number: an address by digits reaches nobody. */
const address = new RegExp(`^${local}@(?:${label('?')}\\.)+(?!\\d+$)${label('')}$`, 'u')

function parse(input: unknown): Parsed<string> {
  const text = typeof input === 'string' ? input.normalize() : ''
  const at = text.lastIndexOf('@')
  const value = text.slice(0, at) + text.slice(at).toLowerCase()
  if (value.length <= longest && address.test(value)) return { value }
  return { problem: problem('email.invalid', { given: excerpt(input) }) }
}

export const email: FieldType<EmailField, string> = {
  type: 'email',
  label: { fr: 'Adresse électronique', en: 'Email address' },
  example: { fr: 'awa@exemple.ci', en: 'awa@example.ci' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'text',
  parse: (_field, input) => parse(input),
  read: (_field, text) => parse(text.trim().replace(/^mailto:/i, '')),
  write: (_field, value) => value,
  operators: textOperators,
  compare: compareTexts,
  searchText: (value) => value,
  schema: () => ({ type: 'string', format: 'email', maxLength: longest }),
  widget: 'email',
}
