import { unfitText } from '../characters.ts'
import type { Text } from '../language.ts'
import { compilePattern } from '../patterns.ts'
import type { Parsed, Problem } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareTexts, textOperators } from './operators.ts'
import {
  given,
  inOrder,
  integerSetting,
  reading,
  sentenceSetting,
  textSetting,
  valueSetting,
} from './settings.ts'

/** One line: spaces around it go, line breaks are refused. */
export interface TextField extends FieldBase<'text'> {
  /** In characters. */
  readonly min?: number
  readonly max?: number
  /** A regular expression that the whole text matches; see `model/patterns.ts` for what it may hold. */
  readonly pattern?: string
  /** What the pattern asks for, as a sentence for whoever wrote something else. */
  readonly expects?: Text
}

const problem = problemsOf({
  'text.line_break': {
    fr: 'Ce texte tient sur une seule ligne : retirez les retours à la ligne et les tabulations.',
    en: 'This text is a single line: remove the line breaks and tabs.',
  },
  'text.pattern': {
    fr: 'Ce texte n’a pas la forme attendue.',
    en: 'This text does not have the expected form.',
  },
})
const unlike = problemsOf({
  'text.pattern': {
    fr: 'Ce texte n’a pas la forme attendue, par exemple « {example} ».',
    en: 'This text does not have the expected form, such as "{example}".',
  },
})

const usualMax = 1000
const utmostMax = 10_000
const breaks = /[\t-\r\u0085\u2028\u2029]+/g
const control = /[\u0001-\u001f\u007f\u0085\u2028\u2029]/

function parse(field: TextField, input: unknown): Parsed<string> {
  const text = typeof input === 'string' ? input.trim().normalize() : input
  const unfit = unfitText(text, field.max ?? usualMax, field.min)
  if (unfit) return { problem: unfit }
  const value = text as string
  if (control.test(value)) return { problem: problem('text.line_break') }
  if (field.pattern === undefined || matches(field.pattern, value)) return { value }
  return { problem: unmatched(field) }
}

/** A person is told what to write; the pattern itself says nothing to most. */
function unmatched({ expects, default: example }: TextField): Problem {
  if (expects) return { ...problem('text.pattern'), text: expects }
  return typeof example === 'string' ? unlike('text.pattern', { example }) : problem('text.pattern')
}

const matches = (pattern: string, text: string): boolean => {
  const compiled = compilePattern(pattern)
  return isProblem(compiled) || compiled.value.matches(text)
}

export const text: FieldType<TextField, string> = {
  type: 'text',
  label: { fr: 'Texte', en: 'Text' },
  example: { fr: 'Awa Koné', en: 'Awa Koné' },
  settingNames: ['min', 'max', 'pattern', 'expects'],
  settings(input) {
    const from = reading(input)
    const min = integerSetting(from, 'min', 0, utmostMax)
    const max = integerSetting(from, 'max', 1, utmostMax)
    const pattern = textSetting(from, 'pattern', 200)
    if (pattern !== undefined) valueSetting(from, 'pattern', () => compilePattern(pattern))
    inOrder(from, ['min', 'max'], [min, max], (a, b) => a - b)
    const expects = sentenceSetting(from, 'expects')
    return { settings: given({ min, max, pattern, expects }), problems: from.problems }
  },
  column: () => 'text',
  parse,
  read: (field, written) => parse(field, control.test(written) ? written.replace(breaks, ' ') : written),
  write: (_field, value) => value,
  operators: textOperators,
  compare: compareTexts,
  searchText: (value) => value,
  schema: (field) =>
    given({
      type: 'string',
      minLength: field.min,
      maxLength: field.max ?? usualMax,
      pattern: field.pattern === undefined ? undefined : `^(?:${field.pattern})$`,
    }),
  widget: 'text',
}
