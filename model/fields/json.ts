import { unfitText } from '../characters.ts'
import type { Json } from '../json.ts'
import { isObject } from '../json.ts'
import type { Parsed, Problem } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'

export interface JsonField extends FieldBase<'json'> {}

const problem = problemsOf({
  'json.invalid': {
    fr: 'Ce n’est pas du JSON. Écrivez par exemple ["rouge", "vert"].',
    en: 'This is not JSON. Write for instance ["red", "green"].',
  },
  'json.too_deep': {
    fr: 'Ce JSON est trop imbriqué : {max} niveaux au plus.',
    en: 'This JSON is too deep: at most {max} levels.',
  },
  'json.too_long': {
    fr: 'Ce JSON est trop long ({length} caractères) : {max} au plus.',
    en: 'This JSON is too long ({length} characters): at most {max}.',
  },
  'json.number': {
    fr: 'Un nombre de ce JSON est trop grand pour être gardé exactement.',
    en: 'A number in this JSON is too big to be kept exactly.',
  },
})

const deepest = 32
const longest = 200_000

function unfit(value: unknown, depth: number): Problem | null {
  if (depth > deepest) return problem('json.too_deep', { max: deepest })
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'number') return Number.isFinite(value) ? null : problem('json.number')
  if (typeof value === 'string') return unfitText(value, longest)
  if (Array.isArray(value)) return firstUnfit(value, depth)
  if (!isObject(value)) return problem('json.invalid')
  for (const key of Object.keys(value)) {
    const wrong = unfitText(key, longest) ?? unfit(value[key], depth + 1)
    if (wrong) return wrong
  }
  return null
}

function firstUnfit(items: readonly unknown[], depth: number): Problem | null {
  for (const item of items) {
    const wrong = unfit(item, depth + 1)
    if (wrong) return wrong
  }
  return null
}

function parse(_field: unknown, input: unknown): Parsed<Json> {
  const wrong = unfit(input, 0)
  if (wrong) return { problem: wrong }
  const { length } = JSON.stringify(input)
  return length > longest
    ? { problem: problem('json.too_long', { length, max: longest }) }
    : { value: input as Json }
}

export const json: FieldType<JsonField, Json> = {
  type: 'json',
  label: { fr: 'Données JSON', en: 'JSON data' },
  example: { fr: '["rouge", "vert"]', en: '["red", "green"]' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'jsonb',
  toColumn: (_field, value) => JSON.stringify(value),
  parse,
  read(field, text) {
    try {
      return parse(field, JSON.parse(text))
    } catch {
      return { problem: problem('json.invalid') }
    }
  },
  write: (_field, value) => JSON.stringify(value),
  operators: ['isnull'],
  schema: () => ({}),
  widget: 'json',
}
