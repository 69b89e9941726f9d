import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareCodes, textOperators } from './operators.ts'

/** One address, its domain in small letters. */
export interface EmailField extends FieldBase<'email'> {}

const problem = problemsOf({
  'email.invalid': {
    fr: '« {given} » n’est pas une adresse électronique. Écrivez par exemple « awa@exemple.ci ».',
    en: '"{given}" is not an email address. Write for instance "awa@example.ci".',
  },
})

const longest = 254
const address =
  /^(?!\.)(?!.*\.\.)[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}(?<!\.)@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?!\d+$)[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])$/u

function parse(input: unknown): Parsed<string> {
  const text = typeof input === 'string' ? input.normalize() : ''
  if (text.length > longest || !address.test(text)) {
    return { problem: problem('email.invalid', { given: String(input).slice(0, 60) }) }
  }
  const at = text.indexOf('@')
  return { value: text.slice(0, at) + text.slice(at).toLowerCase() }
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
  compare: compareCodes,
  searchText: (value) => value,
  schema: () => ({ type: 'string', format: 'email', maxLength: longest }),
  widget: 'email',
}
