import { excerpt } from './characters.ts'
import { behind } from './computed/own.ts'
import {
  at,
  complain,
  problem as definitionProblem,
  type Found,
  isAbsent,
  readList,
  readObject,
} from './definition.ts'
import type { Field } from './fields/index.ts'
import { fieldTypeOf } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import { readWhere } from './parse-allow.ts'
import { isProblem, problemsOf } from './problem.ts'
import { emptyValue } from './row-values.ts'
import { inDependencyOrder } from './rule-order.ts'
import type { Rule, Then } from './rules.ts'
import type { Table } from './table.ts'

const problem = problemsOf({
  'rule.field_unknown': {
    fr: 'Cette table n’a pas de champ « {field} ».',
    en: 'This table has no field "{field}".',
  },
  'rule.field_unfit': {
    fr: 'Sugu donne lui-même la valeur de « {field} » : une règle ne peut ni la masquer, ni la fixer, ni l’exiger.',
    en: 'Sugu itself gives "{field}" its value: a rule can neither hide, nor set, nor require it.',
  },
  'rule.says_nothing': {
    fr: 'Dites ce qui s’ensuit : {known}.',
    en: 'Say what follows: {known}.',
  },
  'rule.options_unfit': {
    fr: 'Donnez une liste de valeurs du choix « {field} ».',
    en: 'Give a list of values of the choice "{field}".',
  },
  'rule.cycle': {
    fr: 'Ces règles tournent en rond : chaque champ attend le suivant, {fields}.',
    en: 'These rules go round in circles: each field waits for the next, {fields}.',
  },
})

const effects = ['hidden', 'required', 'readonly', 'options', 'value'] as const

export function parseRules(found: Found, input: unknown, table: Table): Rule[] {
  const rules = readList(found, 'rules', input, 200).flatMap(
    (rule, i) => readRule(found, `rules.${i}`, rule, table) ?? [],
  )
  const order = inDependencyOrder(
    rules,
    (slug) => slug,
    (slug) => behind(table, slug),
  )
  if ('cycle' in order) complain(found, 'rules', problem('rule.cycle', { fields: order.cycle.join(' → ') }))
  return rules
}

function readRule(found: Found, path: string, input: Json, table: Table): Rule | undefined {
  const given = readObject(found, path, input, ['field', 'when', 'then'])
  if (!given) return undefined
  const field = typeof given.field === 'string' ? findField(table, given.field) : undefined
  if (!field || field.id < 0) {
    const params = { field: excerpt(given.field) }
    return complain(found, at(path, 'field'), problem('rule.field_unknown', params))
  }
  const when = readWhere(found, at(path, 'when'), given.when, table)
  const then = readThen(found, at(path, 'then'), given.then, field)
  return when && then && { field: field.slug, when, then }
}

function readThen(found: Found, path: string, input: unknown, field: Field): Then | undefined {
  const given = readObject(found, path, input, effects)
  if (!given) return undefined
  const said = effects.filter((effect) => given[effect] !== undefined)
  if (said.length === 0)
    return complain(found, path, problem('rule.says_nothing', { known: effects.join(', ') }))
  const then: { -readonly [K in keyof Then]: Then[K] } = {}
  for (const effect of ['hidden', 'required', 'readonly'] as const) {
    if (given[effect] !== undefined) then[effect] = readBoolean(found, at(path, effect), given[effect])
  }
  if (given.options !== undefined)
    then.options = readOptions(found, at(path, 'options'), given.options, field)
  if (given.value !== undefined) then.value = readValue(found, at(path, 'value'), given.value, field)
  const settles = then.hidden !== undefined || then.value !== undefined
  const isMade = field.computed
    ? settles || then.required !== undefined
    : field.type === 'auto_number' && settles
  if (isMade) complain(found, path, problem('rule.field_unfit', { field: field.slug }))
  return then
}

/** Here `false` says something: that a later rule takes back what an earlier one said. */
function readBoolean(found: Found, path: string, input: Json): boolean {
  if (typeof input !== 'boolean') complain(found, path, definitionProblem('definition.yes_or_no'))
  return input === true
}

function readOptions(found: Found, path: string, input: Json, field: Field): readonly string[] {
  if (field.type === 'choice' && Array.isArray(input) && input.length <= 500) {
    const values = field.options?.map(({ value }) => value)
    const fits = (value: Json): value is string =>
      typeof value === 'string' && (values?.includes(value) ?? true)
    if (input.every(fits)) return input
  }
  complain(found, path, problem('rule.options_unfit', { field: field.slug }))
  return []
}

function readValue(found: Found, path: string, input: Json, field: Field): Json {
  if (isAbsent(input) || input === '') return emptyValue(field)
  const parsed = fieldTypeOf(field).parse(field, input)
  if (!isProblem(parsed)) return parsed.value
  complain(found, path, parsed.problem)
  return null
}
