import { excerpt } from '../characters.ts'
import type { Locale } from '../language.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'

export interface BooleanField extends FieldBase<'boolean'> {}

const problem = problemsOf({
  'boolean.invalid': { fr: 'Répondez true ou false.', en: 'Answer true or false.' },
  'boolean.unclear': {
    fr: '« {given} » n’est ni oui ni non. Écrivez « oui » ou « non ».',
    en: '"{given}" is neither yes nor no. Write "yes" or "no".',
  },
})

const words: ReadonlyMap<string, boolean> = new Map([
  ...['oui', 'o', 'vrai', 'yes', 'y', 'true', 't', '1', 'x', '✓', '✔', 'on'].map(
    (word) => [word, true] as const,
  ),
  ...['non', 'n', 'faux', 'no', 'false', 'f', '0', 'off'].map((word) => [word, false] as const),
])

const wire: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
])

const answer = { fr: ['non', 'oui'], en: ['no', 'yes'] } as const

export const boolean: FieldType<BooleanField, boolean> = {
  type: 'boolean',
  label: { fr: 'Oui ou non', en: 'Yes or no' },
  example: { fr: 'oui', en: 'yes' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'boolean',
  parse(_field, input): Parsed<boolean> {
    const value = wire.get(input)
    return value === undefined ? { problem: problem('boolean.invalid') } : { value }
  },
  read(_field, text): Parsed<boolean> {
    const value = words.get(text.trim().toLowerCase())
    return value === undefined ? { problem: problem('boolean.unclear', { given: excerpt(text) }) } : { value }
  },
  write: (_field, value, locale: Locale) => answer[locale.language][value ? 1 : 0],
  operators: ['eq', 'ne', 'isnull'],
  compare: (a, b) => Number(a) - Number(b),
  schema: () => ({ type: 'boolean' }),
  widget: 'boolean',
}
