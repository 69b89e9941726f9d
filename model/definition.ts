import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'
import type { Text } from './language.ts'
import type { Problem } from './problem.ts'
import { problemsOf } from './problem.ts'

export const problem = problemsOf({
  'definition.not_an_object': {
    fr: 'Une définition s’écrit comme un objet JSON, entre accolades.',
    en: 'A definition is written as a JSON object, in braces.',
  },
  'definition.unknown_key': {
    fr: 'Le réglage « {key} » n’existe pas ici. Il y a : {known}.',
    en: 'There is no setting "{key}" here. There is: {known}.',
  },
  'definition.list': { fr: 'Donnez une liste de {max} au plus.', en: 'Give a list of at most {max}.' },
  'definition.yes_or_no': { fr: 'Répondez true ou false.', en: 'Answer true or false.' },
  'definition.text': {
    fr: 'Écrivez un texte de 1 à {max} caractères, ou {"fr": "…", "en": "…"}.',
    en: 'Write a text of 1 to {max} characters, or {"fr": "…", "en": "…"}.',
  },
  'definition.slug': {
    fr: 'Un nom technique est fait de minuscules sans accent, de chiffres et de « _ », comme « ligne_devis » (40 caractères au plus).',
    en: 'A technical name is made of small letters, digits and "_", such as "quote_line" (at most 40 characters).',
  },
})

/** A definition being read: what was found wrong with it, by path. */
export type Found = Map<string, Problem[]>

export function complain(found: Found, path: string, what: Problem): undefined {
  const before = found.get(path)
  if (before) before.push(what)
  else if (found.size < 200) found.set(path, [what])
}

export const at = (path: string, key: string | number): string => (path === '' ? `${key}` : `${path}.${key}`)

/** The object there, with no other keys than these. */
export function readObject(
  found: Found,
  path: string,
  input: unknown,
  known: readonly string[],
): JsonObject | undefined {
  if (!isObject(input)) return complain(found, path, problem('definition.not_an_object'))
  for (const key of Object.keys(input)) {
    if (known.includes(key) || input[key] === undefined) continue
    const params = { key: key.slice(0, 60), known: known.join(', ') }
    complain(found, at(path, key.slice(0, 60)), problem('definition.unknown_key', params))
  }
  return input
}

export const isAbsent = (input: unknown): input is null | undefined => input === null || input === undefined

export function readList(found: Found, path: string, input: unknown, max: number): readonly Json[] {
  if (isAbsent(input)) return []
  if (Array.isArray(input) && input.length <= max) return input
  complain(found, path, problem('definition.list', { max }))
  return []
}

/** Only a yes is kept: a definition holds no idle settings. */
export function readYes(found: Found, path: string, input: unknown): true | undefined {
  if (input === true) return true
  return isAbsent(input) || input === false
    ? undefined
    : complain(found, path, problem('definition.yes_or_no'))
}

const slugForm = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

export function readSlug(found: Found, path: string, input: unknown): string | undefined {
  if (typeof input === 'string' && input.length <= 40 && slugForm.test(input)) return input
  return complain(found, path, problem('definition.slug'))
}

export function readText(found: Found, path: string, input: unknown, max: number): Text | undefined {
  const { fr, en, ...more } = isObject(input) ? input : { fr: input as Json }
  const fits = isLine(fr, max) && (isAbsent(en) || isLine(en, max)) && Object.keys(more).length === 0
  if (!fits) return complain(found, path, problem('definition.text', { max }))
  return isAbsent(en)
    ? { fr: fr.trim().normalize() }
    : { fr: fr.trim().normalize(), en: en.trim().normalize() }
}

const isLine = (text: unknown, max: number): text is string =>
  typeof text === 'string' &&
  text.trim() !== '' &&
  text.length <= max &&
  !text.includes('\0') &&
  text.isWellFormed()

/** `numero_devis` is shown as `Numero devis` until somebody says better. */
export function labelOf(slug: string): Text {
  const text = slug.replaceAll('_', ' ')
  return { fr: text.charAt(0).toUpperCase() + text.slice(1) }
}
