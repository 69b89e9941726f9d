import type { Parsed } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { parseId, tableSetting } from './reference.ts'

/** The ids of rows of another table: their order is kept, none comes twice. */
export interface ReferencesField extends FieldBase<'references'> {
  readonly table: string
}

const problem = problemsOf({
  'references.invalid': {
    fr: 'Écrivez une liste de numéros (id), comme [3, 7].',
    en: 'Write a list of numbers (ids), such as [3, 7].',
  },
  'references.too_many': { fr: '{max} liens au plus.', en: 'At most {max} links.' },
  'references.twice': {
    fr: 'La ligne {id} y est deux fois : retirez-la une fois.',
    en: 'Row {id} is there twice: remove it once.',
  },
})

const most = 1000

function parse(_field: unknown, input: unknown): Parsed<number[]> {
  if (!Array.isArray(input)) return { problem: problem('references.invalid') }
  if (input.length > most) return { problem: problem('references.too_many', { max: most }) }
  const ids = new Set<number>()
  for (const item of input) {
    const id = parseId(item)
    if (isProblem(id)) return { problem: problem('references.invalid') }
    if (ids.has(id.value)) return { problem: problem('references.twice', { id: id.value }) }
    ids.add(id.value)
  }
  return { value: [...ids] }
}

export const references: FieldType<ReferencesField, number[]> = {
  type: 'references',
  label: { fr: 'Liens vers des lignes', en: 'Links to rows' },
  example: { fr: '3, 7', en: '3, 7' },
  settingNames: ['table'],
  settings: tableSetting,
  column: () => null,
  parse,
  read: (field, text) =>
    parse(
      field,
      text.split(/[,;\s]+/).filter((id) => id !== ''),
    ),
  write: (_field, value) => value.join(', '),
  /** `eq` and `contains` take one id: the row is among the linked ones. `in`: one of these is. */
  operators: ['eq', 'ne', 'in', 'contains', 'isnull'],
  schema: (field) => ({
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    uniqueItems: true,
    maxItems: most,
    description: `id: ${field.table}`,
  }),
  widget: 'references',
}
