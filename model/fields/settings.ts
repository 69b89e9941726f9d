import { type Found, readText } from '../definition.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Text } from '../language.ts'
import type { Parsed, Problem } from '../problem.ts'
import { isProblem, problemsOf } from '../problem.ts'

const problem = problemsOf({
  'setting.required': {
    fr: 'Le réglage « {setting} » est à donner.',
    en: 'The setting "{setting}" is required.',
  },
  'setting.not_integer': {
    fr: 'Le réglage « {setting} » est un nombre entier de {min} à {max}.',
    en: 'The setting "{setting}" is an integer from {min} to {max}.',
  },
  'setting.not_text': {
    fr: 'Le réglage « {setting} » est un texte de 1 à {max} caractères.',
    en: 'The setting "{setting}" is a text of 1 to {max} characters.',
  },
  'setting.not_slug': {
    fr: 'Le réglage « {setting} » est un nom technique : minuscules sans accent, chiffres et « _ », comme « ligne_devis ».',
    en: 'The setting "{setting}" is a technical name: small letters, digits and "_", such as "quote_line".',
  },
  'setting.min_above_max': {
    fr: 'Le réglage « {low} » dépasse « {setting} » : inversez-les.',
    en: 'The setting "{low}" is above "{setting}": swap them.',
  },
})

/** Settings being read out of a definition. Every problem names its setting: `params.setting`. */
export interface Reading {
  readonly input: JsonObject
  readonly problems: Problem[]
}
export const reading = (input: JsonObject): Reading => ({ input, problems: [] })

/** What was given, without the rest: definitions are JSON, where undefined is nothing. */
export function given<T extends object>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T
}

export function complain(from: Reading, setting: string, what: Problem): undefined {
  from.problems.push({ ...what, params: { ...what.params, setting } })
}

export const missing = (from: Reading, setting: string): undefined =>
  complain(from, setting, problem('setting.required'))

const absent = (value: Json | undefined): value is null | undefined => value === undefined || value === null

export function integerSetting(from: Reading, setting: string, min: number, max: number): number | undefined {
  const value = from.input[setting]
  if (absent(value)) return undefined
  if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max)
    return value as number
  return complain(from, setting, problem('setting.not_integer', { min, max }))
}

export function textSetting(from: Reading, setting: string, max: number): string | undefined {
  const value = from.input[setting]
  if (absent(value)) return undefined
  if (typeof value === 'string' && value.trim() !== '' && value.length <= max) return value
  return complain(from, setting, problem('setting.not_text', { max }))
}

/** A sentence for people: French, or `{"fr": …, "en": …}`. */
export function sentenceSetting(from: Reading, setting: string): Text | undefined {
  if (absent(from.input[setting])) return undefined
  const found: Found = new Map()
  const text = readText(found, setting, from.input[setting], 200)
  for (const what of found.get(setting) ?? []) complain(from, setting, what)
  return text
}

const slug = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
/** The slug of a table or of a field. */
export function slugSetting(from: Reading, setting: string): string | undefined {
  const value = from.input[setting]
  if (absent(value)) return undefined
  if (typeof value === 'string' && value.length <= 40 && slug.test(value)) return value
  return complain(from, setting, problem('setting.not_slug'))
}

/** A setting that is a value of the field itself, such as its `min`. */
export function valueSetting<V>(
  from: Reading,
  setting: string,
  parse: (input: unknown) => Parsed<V>,
): V | undefined {
  const value = from.input[setting]
  if (absent(value)) return undefined
  const parsed = parse(value)
  return isProblem(parsed) ? complain(from, setting, parsed.problem) : parsed.value
}

/** `low` and `high` name two settings; their values, where both were given, must be in order. */
export function inOrder<V>(
  from: Reading,
  [low, high]: readonly [string, string],
  [lowest, highest]: readonly [V | undefined, V | undefined],
  compare: (a: V, b: V) => number,
): void {
  if (lowest === undefined || highest === undefined || compare(lowest, highest) <= 0) return
  complain(from, high, problem('setting.min_above_max', { low }))
}
