import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { parseInteger } from './integer.ts'
import { choiceOperators, compareNumbers } from './operators.ts'
import { missing, reading, slugSetting } from './settings.ts'

/** The id of a row of another table, or of the same. */
export interface ReferenceField extends FieldBase<'reference'> {
  readonly table: string
}

const problem = problemsOf({
  'reference.invalid': {
    fr: 'Écrivez le numéro (id) de la ligne visée, comme 42.',
    en: 'Write the number (id) of the row meant, such as 42.',
  },
})

/** An id, as a number or in digits. */
export function parseId(input: unknown): Parsed<number> {
  const id = parseInteger(input, 1)
  return isProblem(id) ? { problem: problem('reference.invalid') } : id
}

/** `table`, required: what a reference points to. */
export function tableSetting(input: Parameters<typeof reading>[0]) {
  const from = reading(input)
  const table = slugSetting(from, 'table')
  if (input.table === undefined || input.table === null) missing(from, 'table')
  return { settings: { table: table ?? '' }, problems: from.problems }
}

export const reference: FieldType<ReferenceField, number> = {
  type: 'reference',
  label: { fr: 'Lien vers une ligne', en: 'Link to a row' },
  example: { fr: '42', en: '42' },
  settingNames: ['table'],
  settings: tableSetting,
  column: () => 'bigint',
  parse: (_field, input) => parseId(input),
  read: (_field, text) => parseId(text.trim()),
  write: (_field, value) => String(value),
  isNumber: () => true,
  operators: choiceOperators,
  compare: compareNumbers,
  schema: (field) => ({ type: 'integer', minimum: 1, description: `id: ${field.table}` }),
  widget: 'reference',
}
