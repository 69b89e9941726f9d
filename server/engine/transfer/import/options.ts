import { AppError } from '#base/errors.ts'
import { findField } from '#model/find-field.ts'
import { isObject, type Json, type JsonObject } from '#model/json.ts'
import { type Problem, type Problems, problemsOf } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { type FileFormat, fileFormats } from '../files/open-sheet.ts'

/** What an import is asked to do. Kept with it as JSON. */
export interface ImportOptions {
  /** Absent: told by the file itself. */
  readonly format?: FileFormat
  /** Of a workbook, by name; absent: the first. */
  readonly sheet?: string
  readonly encoding?: string
  readonly separator?: string
  /** Which field a column is for, by the column's header; null: none, and that is meant. */
  readonly columns?: Readonly<Record<string, string | null>>
  /** Slugs of the fields by which a row of the file is known among those that are there. */
  readonly match: readonly string[]
  /** `stop`: one bad cell and nothing is written. `skip`: bad rows are left out. */
  readonly on_error: 'stop' | 'skip'
  /** Everything but the writing. */
  readonly dry_run: boolean
}

const problem = problemsOf({
  'option.unknown': { fr: 'Cette option n’existe pas.', en: 'There is no such option.' },
  'option.text': { fr: 'Un texte est attendu.', en: 'A text is expected.' },
  'option.boolean': { fr: 'Répondez true ou false.', en: 'Answer true or false.' },
  'option.one_of': { fr: 'Choisissez parmi : {known}.', en: 'Choose among: {known}.' },
  'option.separator': {
    fr: 'Un séparateur est un seul caractère.',
    en: 'A separator is a single character.',
  },
  'option.columns': {
    fr: 'Écrivez un objet JSON : {"En-tête": "champ"}, ou null pour une colonne à laisser.',
    en: 'Write a JSON object: {"Header": "field"}, or null for a column to leave out.',
  },
  'option.match': {
    fr: 'La table n’a pas de champ « {field} » par lequel reconnaître une ligne.',
    en: 'The table has no field "{field}" to know a row by.',
  },
})

/** Options as a form or a query sends them: texts, JSON where they are more than that. */
export function parseImportOptions(input: JsonObject, table: Table): ImportOptions {
  const problems: Problems = {}
  const options: Record<string, unknown> = { match: [], on_error: 'stop', dry_run: false }
  for (const [name, given] of Object.entries(input)) {
    if (given === undefined || given === null || given === '') continue
    const parse = Object.hasOwn(parsers, name) ? parsers[name as keyof ImportOptions] : unknown
    const parsed = parse(given, table)
    if (isProblem(parsed)) problems[name.slice(0, 60)] = [parsed]
    else options[name] = parsed
  }
  if (Object.keys(problems).length === 0) return options as unknown as ImportOptions
  throw new AppError(400, invalid, { errors: problems })
}

const invalid = problemsOf({
  'import.invalid': { fr: 'Certaines options sont à corriger.', en: 'Some options need correcting.' },
})('import.invalid')

const isProblem = (parsed: unknown): parsed is Problem =>
  isObject(parsed) && 'code' in parsed && 'params' in parsed

type Parser = (given: Json, table: Table) => unknown

const unknown: Parser = () => problem('option.unknown')

const text: Parser = (given) =>
  typeof given === 'string' && given.length <= 200 ? given : problem('option.text')

const oneOf =
  (known: readonly string[]): Parser =>
  (given) =>
    known.includes(given as string) ? given : problem('option.one_of', { known: known.join(', ') })

const parsers: Record<keyof ImportOptions, Parser> = {
  format: oneOf(fileFormats),
  sheet: text,
  encoding: text,
  separator: (given) =>
    given === '\\t'
      ? '\t'
      : typeof given === 'string' && /^[^"\r\n]$/.test(given)
        ? given
        : problem('option.separator'),
  columns: parseColumns,
  match: parseMatch,
  on_error: oneOf(['stop', 'skip']),
  dry_run: (given) =>
    given === true || given === 'true' || given === '1'
      ? true
      : given === false || given === 'false' || given === '0'
        ? false
        : problem('option.boolean'),
}

function parseColumns(given: Json): unknown {
  const columns = typeof given === 'string' ? readJson(given) : given
  const valid =
    isObject(columns) && Object.values(columns).every((slug) => slug === null || typeof slug === 'string')
  return valid ? columns : problem('option.columns')
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `email`, `nom,prenom` or `["nom", "prenom"]`. */
function parseMatch(given: Json, table: Table): unknown {
  const listed = typeof given === 'string' && given.startsWith('[') ? readJson(given) : given
  const slugs = typeof listed === 'string' ? listed.split(',').map((slug) => slug.trim()) : listed
  if (!Array.isArray(slugs)) return problem('option.match', { field: String(given).slice(0, 60) })
  const fields = slugs.map((slug) => (typeof slug === 'string' ? findField(table, slug) : undefined))
  const wrong = fields.findIndex((field) => !field || !isKey(field.slug, field.type, field.id))
  if (wrong >= 0) return problem('option.match', { field: String(slugs[wrong]).slice(0, 60) })
  return [...new Set(fields.map((field) => field!.slug))]
}

const isKey = (slug: string, type: string, id: number): boolean =>
  id < 0 ? slug === 'id' : !['json', 'location', 'references', 'long_text', 'boolean'].includes(type)
