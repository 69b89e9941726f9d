import { excerpt } from './characters.ts'
import type { CheckRow } from './check-row.ts'
import type { Field } from './fields/index.ts'
import { fieldTypeOf } from './fields/index.ts'
import { fieldNames } from './find-field.ts'
import type { Json, JsonObject } from './json.ts'
import type { Parsed, Problem } from './problem.ts'
import { isProblem, problemsOf } from './problem.ts'
import { routeWords } from './reserved.ts'
import { emptyValue, isEmpty, isServerMade, isWorkedOut, storedValue } from './row-values.ts'
import { sameJson } from './same-json.ts'

const problem = problemsOf({
  'field.unknown': {
    fr: 'Cette table n’a pas de champ « {field} ».',
    en: 'This table has no field "{field}".',
  },
  'field.sent_twice': {
    fr: '« {name} » est un ancien nom de « {field} » : envoyez l’un ou l’autre.',
    en: '"{name}" is a former name of "{field}": send one or the other.',
  },
  'field.readonly': {
    fr: 'Ce champ ne se modifie pas : renvoyez-le tel quel, ou ne l’envoyez pas.',
    en: 'This field cannot be changed: send it back as it is, or not at all.',
  },
  'slug.route_word': {
    fr: '« {given} » est un mot réservé des adresses : ajoutez-lui un autre mot.',
    en: '"{given}" is a word that addresses need: add another word to it.',
  },
  'choice.unknown': {
    fr: '« {given} » n’est pas un choix. Choisissez parmi : {known}.',
    en: '"{given}" is not a choice. Choose among: {known}.',
  },
})

export const readonlyProblem = problem('field.readonly')

/** The problems found, by field; a Map, for a stranger may name a field `__proto__`. */
export type Found = Map<string, Problem[]>

const mostProblems = 100

export function report(found: Found, key: string, what: Problem): void {
  const before = found.get(key)
  if (before) before.push(what)
  else if (found.size < mostProblems) found.set(key, [what])
}

/** What was sent for the table's own fields, in wire form, by current slug. */
export function readInput(check: CheckRow, input: JsonObject, found: Found): Record<string, Json> {
  const sent: Record<string, Json> = {}
  const names = fieldNames(check.table)
  for (const name of Object.keys(input)) {
    const given = input[name]
    if (given === undefined) continue
    const field = names.get(name)
    const reach = field && (check.reach?.(field) ?? 'open')
    if (!field || reach === 'unknown')
      report(found, name, problem('field.unknown', { field: name.slice(0, 60) }))
    else if (field.slug !== name && (Object.hasOwn(input, field.slug) || Object.hasOwn(sent, field.slug))) {
      report(found, field.slug, problem('field.sent_twice', { name, field: field.slug }))
    } else if (reach === 'masked') refuseAny(field, given, found)
    else readField(check, field, given, { sent, found, isFixed: reach === 'fixed' })
  }
  return sent
}

/** Whatever is stored: the answer to a guess says nothing. */
function refuseAny({ slug }: Field, given: Json, found: Found): void {
  if (!isEmpty(given)) report(found, slug, readonlyProblem)
}

interface Reading {
  readonly sent: Record<string, Json>
  readonly found: Found
  readonly isFixed: boolean
}

function readField(check: CheckRow, field: Field, given: Json, { sent, found, isFixed }: Reading): void {
  const stored = storedValue(field, check.before)
  const unchanged = check.before !== null && sameJson(given, stored)
  const parsed = unchanged ? { value: stored } : parse(check, field, given)
  if (isProblem(parsed)) {
    report(found, field.slug, parsed.problem)
    return
  }
  if (field.type === 'auto_number' && parsed.value === null) return
  const isOpen =
    field.id >= 0 && !isWorkedOut(field) && (check.mode === 'system' || !isServerMade(field)) && !isFixed
  if (isOpen) sent[field.slug] = parsed.value
  else if (!isSame(field, parsed.value, stored)) report(found, field.slug, readonlyProblem)
}

/** An empty string is no value, whatever the type; in JSON it is one. */
function parse(check: CheckRow, field: Field, given: Json): Parsed<Json> {
  const textual = field.type !== 'json'
  if (given === null || (given === '' && textual)) return { value: emptyValue(field) }
  const parsed = fieldTypeOf(field).parse(field, given, check.locale)
  if (isProblem(parsed)) return parsed
  const { value } = parsed
  if (value === '' && textual) return { value: null }
  if (field.type === 'slug' && routeWords.has(String(value))) {
    return { problem: problem('slug.route_word', { given: String(value) }) }
  }
  return field.type === 'choice' && field.table !== undefined ? parseChoice(check, field, value) : parsed
}

function parseChoice(check: CheckRow, field: Field, value: Json): Parsed<Json> {
  const offered = check.choices?.(field)
  if (!offered || offered.has(String(value))) return { value }
  return { problem: problem('choice.unknown', amongThese(value, [...offered])) }
}

export const amongThese = (given: Json, known: readonly string[]) => ({
  given: excerpt(given),
  known: known.slice(0, 10).join(', ') + (known.length > 10 ? '…' : ''),
})

/** The stored one may have been written in another form than the type's own: an instant with `Z`. */
function isSame(field: Field, value: Json, stored: Json): boolean {
  if (sameJson(value, stored)) return true
  if (value === null || stored === null) return false
  const parsed = fieldTypeOf(field).parse(field, stored)
  return !isProblem(parsed) && sameJson(value, parsed.value)
}
