import { unfitText } from './characters.ts'
import type { Field } from './fields/index.ts'
import { fieldTypeOf, fieldTypes } from './fields/index.ts'
import type { Json } from './json.ts'
import { isObject } from './json.ts'
import type { Locale } from './language.ts'
import type { Parsed } from './problem.ts'
import { isProblem, problemsOf } from './problem.ts'
import type { Operator, Variable } from './where.ts'
import { whereLimits } from './where.ts'

const problem = problemsOf({
  'where.null': {
    fr: 'Pour trouver ce qui est vide, l’opérateur est « isnull ».',
    en: 'To find what is empty, the operator is "isnull".',
  },
  'where.isnull': {
    fr: '« isnull » se demande par true ou false.',
    en: '"isnull" is asked by true or false.',
  },
  'where.list': {
    fr: 'Donnez une liste de {max} valeurs au plus.',
    en: 'Give a list of at most {max} values.',
  },
  'where.range': {
    fr: 'Donnez deux valeurs, la plus petite d’abord : [1, 10].',
    en: 'Give two values, the smaller first: [1, 10].',
  },
  'where.variable': {
    fr: 'La variable ne convient pas à ce champ : « me » va aux liens vers les utilisateurs, « my_team » aussi, avec « in », et « today » aux dates.',
    en: 'The variable does not fit this field: "me" is for links to users, "my_team" too, with "in", and "today" is for dates.',
  },
})

/** The value that a field is compared to, in its wire form. What limits new values does not limit questions. */
export function parseWhereValue(field: Field, op: Operator, input: unknown, locale?: Locale): Parsed<Json> {
  if (op === 'isnull') return parseIsNull(input)
  if (op === 'in') return parseList(field, input, locale)
  if (op === 'range') return parseRange(field, input, locale)
  if (op === 'contains' || op === 'icontains' || op === 'startswith') return parsePart(field, input)
  return parseOne(field, input, locale)
}

const answers = new Map<unknown, boolean>([
  [undefined, true],
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
])

function parseIsNull(input: unknown): Parsed<boolean> {
  const value = answers.get(input)
  return value === undefined ? { problem: problem('where.isnull') } : { value }
}

function parseList(field: Field, input: unknown, locale?: Locale): Parsed<Json> {
  const max = whereLimits.inValues
  if (isTeam(input)) return isUser(field) ? { value: { ...input } } : { problem: problem('where.variable') }
  if (!Array.isArray(input) || input.length > max) return { problem: problem('where.list', { max }) }
  return parseEach(field, input, locale)
}

function parseRange(field: Field, input: unknown, locale?: Locale): Parsed<Json> {
  if (!Array.isArray(input) || input.length !== 2) return { problem: problem('where.range') }
  return parseEach(field, input, locale)
}

function parseEach(field: Field, inputs: readonly unknown[], locale?: Locale): Parsed<Json[]> {
  const values: Json[] = []
  for (const input of inputs) {
    const parsed = parseOne(field, input, locale)
    if (isProblem(parsed)) return parsed
    values.push(parsed.value)
  }
  return { value: values }
}

/** A part of a text; of a list of links, one of them. */
function parsePart(field: Field, input: unknown): Parsed<Json> {
  if (field.type === 'references') return parseOne(field, input)
  const text = typeof input === 'string' ? input.normalize() : input
  const unfit = unfitText(text, 1000)
  return unfit ? { problem: unfit } : { value: text as string }
}

function parseOne(field: Field, input: unknown, locale?: Locale): Parsed<Json> {
  if (input === null || input === undefined) return { problem: problem('where.null') }
  if (isObject(input) && Object.hasOwn(input, 'var')) return parseVariable(field, input)
  if (field.type === 'references') return fieldTypes.reference.parse({ ...field, type: 'reference' }, input)
  const asked = unlimited(field)
  return fieldTypeOf(asked).parse(asked, input, locale)
}

function parseVariable(field: Field, input: object): Parsed<Json> {
  const { var: name } = input as Partial<Variable>
  const fits = name === 'me' ? isUser(field) : name === 'today' && field.type === 'date'
  if (!fits || Object.keys(input).length !== 1) return { problem: problem('where.variable') }
  return { value: { var: name } }
}

const isTeam = (input: unknown): input is { var: 'my_team' } =>
  isObject(input) && input.var === 'my_team' && Object.keys(input).length === 1

const isUser = (field: Field): boolean =>
  (field.type === 'reference' || field.type === 'references') && field.table === 'users'

/** `age > -1` may be asked where ages begin at 0. */
function unlimited(field: Field): Field {
  if (field.type === 'rating' || !('min' in field || 'max' in field || 'pattern' in field)) return field
  const { min: _min, max: _max, pattern: _pattern, ...asked } = field as Field & Record<string, unknown>
  return asked as Field
}
