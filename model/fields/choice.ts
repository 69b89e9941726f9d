import { excerpt, unfitText } from '../characters.ts'
import { fold } from '../fold.ts'
import type { Language, Text } from '../language.ts'
import { inLanguage } from '../language.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import { choiceSettings } from './choice-settings.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { choiceOperators, compareTexts } from './operators.ts'
import { given } from './settings.ts'

/** One of a fixed list, or of a reference table's rows: the value is technical, people see the label. */
export interface ChoiceField extends FieldBase<'choice'> {
  readonly options?: readonly Option[]
  /** The table that holds the choices instead, and the category of those that count. */
  readonly table?: string
  readonly category?: string
}

export interface Option {
  readonly value: string
  readonly label: Text
  /** `#rrggbb` */
  readonly color?: string
}

const problem = problemsOf({
  'choice.unknown': {
    fr: '« {given} » n’est pas un choix. Choisissez parmi : {known}.',
    en: '"{given}" is not a choice. Choose among: {known}.',
  },
  'choice.blank': {
    fr: 'Un choix est une valeur technique sans espaces autour, comme « en_cours ».',
    en: 'A choice is a technical value without spaces around, such as "in_progress".',
  },
})

/** Values in a table are as long as this at most. */
export const longestValue = 100

interface Lookup {
  readonly labels: ReadonlyMap<string, Text>
  /** By folded value or label, in each language. */
  readonly spellings: Readonly<Record<Language, ReadonlyMap<string, string>>>
}
const lookups = new WeakMap<readonly Option[], Lookup>()

function lookupOf(options: readonly Option[]): Lookup {
  const known = lookups.get(options)
  if (known) return known
  const lookup = {
    labels: new Map(options.map(({ value, label }) => [value, label])),
    spellings: { fr: spellingsOf(options, 'fr'), en: spellingsOf(options, 'en') },
  }
  lookups.set(options, lookup)
  return lookup
}

const spellingsOf = (options: readonly Option[], language: Language): ReadonlyMap<string, string> =>
  new Map(
    options.flatMap(({ value, label }) => [
      [spelling(value), value] as const,
      [spelling(inLanguage(label, language)), value] as const,
    ]),
  )

const spelling = (text: string): string => fold(text.normalize().trim())

const unknown = (options: readonly Option[], given: string, name: (option: Option) => string) =>
  problem('choice.unknown', {
    given: excerpt(given),
    known: options.slice(0, 10).map(name).join(', ') + (options.length > 10 ? '…' : ''),
  })

function parse({ options }: ChoiceField, input: unknown): Parsed<string> {
  const unfit = unfitText(input, longestValue)
  if (unfit) return { problem: unfit }
  const value = input as string
  if (options) {
    const known = lookupOf(options).labels.has(value)
    return known ? { value } : { problem: unknown(options, value, (option) => option.value) }
  }
  return value === '' || value.trim() !== value ? { problem: problem('choice.blank') } : { value }
}

export const choice: FieldType<ChoiceField, string> = {
  type: 'choice',
  label: { fr: 'Choix', en: 'Choice' },
  example: { fr: 'En cours', en: 'In progress' },
  settingNames: ['options', 'table', 'category'],
  settings: choiceSettings,
  column: () => 'text',
  parse,
  read(field, text, { language }) {
    const { options } = field
    if (!options) return parse(field, text.trim())
    const value = lookupOf(options).spellings[language].get(spelling(text))
    if (value !== undefined) return { value }
    return { problem: unknown(options, text, ({ label }) => inLanguage(label, language)) }
  },
  write({ options }, value, locale) {
    const label = options && lookupOf(options).labels.get(value)
    return label ? inLanguage(label, locale.language) : value
  },
  operators: choiceOperators,
  compare: compareTexts,
  searchText: (value) => value,
  schema: ({ options }) =>
    given({
      type: 'string',
      maxLength: options ? undefined : longestValue,
      enum: options?.map(({ value }) => value),
    }),
  widget: 'choice',
}
