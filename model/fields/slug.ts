import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import { slugify } from '../slugs.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareCodes, textOperators } from './operators.ts'
import { given, reading, slugSetting } from './settings.ts'

/** What a page's address ends with: `telephone-hp-15`. Never digits alone, for those are ids. */
export interface SlugField extends FieldBase<'slug'> {
  /** The field that it is made from when none is given. */
  readonly from?: string
}

const problem = problemsOf({
  'slug.invalid': {
    fr: 'Écrivez des lettres minuscules sans accent, des chiffres et des tirets, comme « telephone-hp-15 » ({max} caractères au plus).',
    en: 'Write small letters without accents, digits and hyphens, such as "hp-phone-15" (at most {max} characters).',
  },
  'slug.digits_only': {
    fr: 'Ajoutez une lettre : des chiffres seuls se confondraient avec un numéro (id).',
    en: 'Add a letter: digits alone would be taken for a number (id).',
  },
})

const longest = 200
const form = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const digits = /^\d+$/

function parse(input: unknown): Parsed<string> {
  if (typeof input !== 'string' || input.length > longest || !form.test(input)) {
    return { problem: problem('slug.invalid', { max: longest }) }
  }
  return digits.test(input) ? { problem: problem('slug.digits_only') } : { value: input }
}

export const slug: FieldType<SlugField, string> = {
  type: 'slug',
  label: { fr: 'Nom dans l’adresse', en: 'Name in the address' },
  example: { fr: 'telephone-hp-15', en: 'hp-phone-15' },
  settingNames: ['from'],
  settings(input) {
    const from = reading(input)
    return { settings: given({ from: slugSetting(from, 'from') }), problems: from.problems }
  },
  column: () => 'text',
  parse: (_field, input) => parse(input),
  read: (_field, text) => parse(slugify(text, longest)),
  write: (_field, value) => value,
  operators: textOperators,
  compare: compareCodes,
  searchText: (value) => value,
  schema: () => ({ type: 'string', pattern: form.source, maxLength: longest }),
  widget: 'slug',
}
