import { fold } from '../fold.ts'
import type { Json, JsonObject } from '../json.ts'
import { isObject } from '../json.ts'
import type { Language, Text } from '../language.ts'
import { inLanguage, languages } from '../language.ts'
import type { Problem } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { Option } from './choice.ts'
import type { Reading } from './settings.ts'
import { complain, given, reading, slugSetting, textSetting } from './settings.ts'

const problem = problemsOf({
  'choice.no_options': {
    fr: 'Donnez la liste des choix dans « options », ou la table qui les tient dans « table ».',
    en: 'Give the list of choices in "options", or the table that holds them in "table".',
  },
  'choice.two_sources': {
    fr: 'Un choix vient de « options » ou de « table », pas des deux.',
    en: 'A choice comes from "options" or from "table", not from both.',
  },
  'choice.category_without_table': {
    fr: 'Une catégorie choisit parmi les lignes d’une table : donnez aussi « table ».',
    en: 'A category picks among the rows of a table: give "table" too.',
  },
  'choice.options_invalid': {
    fr: 'Les choix sont une liste de 1 à {max} valeurs, comme ["basse", "haute"].',
    en: 'The choices are a list of 1 to {max} values, such as ["low", "high"].',
  },
  'choice.option_invalid': {
    fr: 'Le choix n° {number} est à écrire comme {short} ou {whole}, en {max} caractères au plus.',
    en: 'Choice {number} is to be written like {short} or {whole}, in at most {max} characters.',
  },
  'choice.color_invalid': {
    fr: 'La couleur du choix n° {number} est à écrire comme "#1f77b4".',
    en: 'The color of choice {number} is to be written like "#1f77b4".',
  },
  'choice.options_alike': {
    fr: 'Les choix « {first} » et « {second} » se confondent (valeur ou libellé, accents et majuscules à part) : renommez l’un des deux.',
    en: 'The choices "{first}" and "{second}" are alike (value or label, accents and case aside): rename one of them.',
  },
})

const example = { short: '"basse"', whole: '{"value": "basse", "label": {"fr": "Basse", "en": "Low"}}' }
const mostOptions = 500
const longest = 100
const color = /^#[0-9a-f]{6}$/i

interface ChoiceSettings {
  readonly options?: readonly Option[]
  readonly table?: string
  readonly category?: string
}

export function choiceSettings(input: JsonObject): { settings: ChoiceSettings; problems: Problem[] } {
  const from = reading(input)
  const options = optionsSetting(from)
  const table = slugSetting(from, 'table')
  const category = textSetting(from, 'category', longest)
  const tables = present(input.table)
  if (present(input.options) === tables) {
    complain(from, 'options', problem(tables ? 'choice.two_sources' : 'choice.no_options'))
  }
  if (category !== undefined && !tables) complain(from, 'category', problem('choice.category_without_table'))
  return { settings: given({ options, table, category }), problems: from.problems }
}

const present = (value: Json | undefined): boolean => value !== undefined && value !== null

function optionsSetting(from: Reading): Option[] | undefined {
  const list = from.input.options
  if (!present(list)) return undefined
  if (!Array.isArray(list) || list.length === 0 || list.length > mostOptions) {
    return complain(from, 'options', problem('choice.options_invalid', { max: mostOptions }))
  }
  const options = list.flatMap((item, i) => readOption(from, item, i + 1) ?? [])
  refuseTwins(from, options)
  return options
}

function readOption(from: Reading, item: Json, number: number): Option | undefined {
  const { value, label, color: tint } = isObject(item) ? item : { value: item }
  const text = label === undefined || label === null ? humanised(value) : readLabel(label)
  if (!isName(value) || text === null) {
    return complain(from, 'options', problem('choice.option_invalid', { number, max: longest, ...example }))
  }
  if (!present(tint)) return { value, label: text }
  if (typeof tint === 'string' && color.test(tint)) return { value, label: text, color: tint.toLowerCase() }
  return complain(from, 'options', problem('choice.color_invalid', { number }))
}

const isName = (text: unknown): text is string =>
  typeof text === 'string' &&
  text.length <= longest &&
  text !== '' &&
  text.trim() === text &&
  /^\P{C}+$/u.test(text)

function readLabel(label: Json): Text | null {
  const { fr, en } = isObject(label) ? label : { fr: label }
  if (!isName(fr) || (present(en) && !isName(en))) return null
  return isName(en) ? { fr, en } : { fr }
}

/** `en_cours` is shown as `En cours` until somebody says better. */
function humanised(value: Json | undefined): Text | null {
  if (!isName(value)) return null
  const words = value.replaceAll('_', ' ').trim() || value
  return { fr: words.charAt(0).toUpperCase() + words.slice(1) }
}

/** What people write must name one option: imports and forms read labels. */
function refuseTwins(from: Reading, options: readonly Option[]): void {
  const twins = languages.map((language) => twinsIn(options, language)).find((found) => found !== null)
  if (twins) complain(from, 'options', problem('choice.options_alike', { first: twins[0], second: twins[1] }))
}

function twinsIn(options: readonly Option[], language: Language): readonly [string, string] | null {
  const taken = new Map<string, string>()
  for (const { value, label } of options) {
    for (const spelling of new Set(
      [value, inLanguage(label, language)].map((text) => fold(text.normalize())),
    )) {
      const first = taken.get(spelling)
      if (first !== undefined) return [first, value]
      taken.set(spelling, value)
    }
  }
  return null
}
