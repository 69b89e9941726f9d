import { at, complain, type Found, isAbsent, readList, readObject } from './definition.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import { readKeptWhere } from './kept-where.ts'
import type { Problem } from './problem.ts'
import { problemsOf } from './problem.ts'
import type { Table } from './table.ts'
import type { Where } from './where.ts'
import type { ParseWhereOptions } from './where-parse.ts'

export const viewKinds = ['grid', 'kanban', 'calendar', 'gallery', 'chart'] as const
export type ViewKind = (typeof viewKinds)[number]

export const chartForms = ['bars', 'lines', 'pie'] as const
export type ChartForm = (typeof chartForms)[number]

export const spans = ['month', 'week', 'list'] as const
export type Span = (typeof spans)[number]

/**
 * How a saved view shows a table; what is not said is as usual. Fields are called by their slugs: a former one leads
 * to its field for as long as that is there, so renaming needs no view rewritten.
 */
export interface ViewSettings {
  readonly where?: Where
  readonly search?: string
  /** `-montant_ht` */
  readonly ordering?: readonly string[]
  /** `statut`, `date_debut:month` */
  readonly group?: readonly string[]
  readonly columns?: readonly ViewColumn[]
  /** How many columns stay in sight when the grid is scrolled aside. */
  readonly frozen?: number
  /** The field whose values are a board's columns. */
  readonly board?: string
  /** What a card tells, beside the row's name. */
  readonly card?: readonly string[]
  /** The field whose values give rows their colour. */
  readonly colour?: string
  /** `sum:montant_ht`: under each column of a board, and what a chart draws; `count`: the rows themselves. */
  readonly measure?: string
  /** From when to when a row lasts in a calendar. */
  readonly from?: string
  readonly to?: string
  readonly span?: Span
  readonly chart?: ChartForm
}

export interface ViewColumn {
  readonly field: string
  /** In pixels. */
  readonly width?: number
}

const problem = problemsOf({
  'view.field_unknown': {
    fr: 'Cette table n’a pas de champ « {field} ».',
    en: 'This table has no field "{field}".',
  },
  'view.one_of': { fr: 'Choisissez parmi : {known}.', en: 'Choose among: {known}.' },
  'view.search': {
    fr: 'Une recherche est un texte de {max} caractères au plus.',
    en: 'A search is a text of at most {max} characters.',
  },
  'view.number': {
    fr: 'Donnez un nombre entier de {min} à {max}.',
    en: 'Give an integer from {min} to {max}.',
  },
})

/** Of what was kept, or sent, all that is sound today for whoever knows the table so; and what is not. */
export interface ReadSettings<S> {
  readonly settings: S
  readonly problems: readonly Problem[]
}

export interface KnownTable {
  readonly table: Table
  readonly where: ParseWhereOptions
}

type Readers = { readonly [K in keyof Required<ViewSettings>]: Read<ViewSettings[K]> }
type Read<V> = (found: Found, path: string, input: Json, known: KnownTable) => V | undefined

export const fieldOf: Read<string> = (found, path, input, { table }) => {
  const field = typeof input === 'string' ? findField(table, input) : undefined
  return field ? field.slug : complain(found, path, problem('view.field_unknown', { field: short(input) }))
}

/** What stands before or behind the field's name stays: `-nom`, `nom:month`, `sum:nom`. */
const around =
  (form: RegExp): Read<string> =>
  (found, path, input, known) => {
    const [whole, before = '', name, after = ''] = form.exec(typeof input === 'string' ? input : '') ?? []
    const slug = fieldOf(found, path, whole === undefined ? input : (name ?? null), known)
    return slug === undefined ? undefined : before + slug + after
  }

const measured = around(/^((?:sum|avg|min|max|filled):)(\w+)$/)
export const measureOf: Read<string> = (found, path, input, known) =>
  input === 'count' ? input : measured(found, path, input, known)

const listOf =
  <V>(most: number, read: Read<V>): Read<readonly V[]> =>
  (found, path, input, known) =>
    readList(found, path, input, most).flatMap((item, i) => read(found, at(path, i), item, known) ?? [])

export const orderingOf = listOf(5, around(/^(-?)(\w+)$/))
export const groupOf = listOf(2, around(/^()(\w+)((?::(?:day|week|month|quarter|year))?)$/))
export const fieldsOf = listOf(300, fieldOf)

export const oneOf =
  <V extends string>(values: readonly V[]): Read<V> =>
  (found, path, input) =>
    values.includes(input as V)
      ? (input as V)
      : complain(found, path, problem('view.one_of', { known: values.join(', ') }))

export const wholeOf =
  (min: number, max: number): Read<number> =>
  (found, path, input) =>
    Number.isInteger(input) && (input as number) >= min && (input as number) <= max
      ? (input as number)
      : complain(found, path, problem('view.number', { min, max }))

export const textOf =
  (max: number): Read<string> =>
  (found, path, input) =>
    typeof input === 'string' && input.length <= max && !input.includes('\0') && input.isWellFormed()
      ? input
      : complain(found, path, problem('view.search', { max }))

export const whereOf: Read<Where> = (found, path, input, { table, where }) =>
  readKeptWhere(found, path, input, table, where)

const columnOf: Read<ViewColumn> = (found, path, input, known) => {
  const given = readObject(found, path, input, ['field', 'width'])
  const field = given && fieldOf(found, at(path, 'field'), given.field ?? null, known)
  if (!given || field === undefined) return undefined
  const width = isAbsent(given.width)
    ? undefined
    : wholeOf(40, 1200)(found, at(path, 'width'), given.width, known)
  return width === undefined ? { field } : { field, width }
}

const readers: Readers = {
  where: whereOf,
  search: textOf(500),
  ordering: orderingOf,
  group: groupOf,
  columns: listOf(300, columnOf),
  frozen: wholeOf(0, 20),
  board: fieldOf,
  card: fieldsOf,
  colour: fieldOf,
  measure: measureOf,
  from: fieldOf,
  to: fieldOf,
  span: oneOf(spans),
  chart: oneOf(chartForms),
}

/** Never fails: what is wrong is told, and left out. */
export function readViewSettings(input: unknown, known: KnownTable): ReadSettings<ViewSettings> {
  const found: Found = new Map()
  return { settings: readEach(found, '', input, readers, known), problems: [...found.values()].flat() }
}

/** Each member by its own reader; absent ones stay absent. */
export function readEach<S>(
  found: Found,
  path: string,
  input: unknown,
  each: { readonly [K in keyof Required<S>]: Read<S[K]> },
  known: KnownTable,
): S {
  const names = Object.keys(each) as (keyof S & string)[]
  const given = readObject(found, path, input, names) ?? {}
  const settings: Partial<S> = {}
  for (const name of names) {
    const value = given[name]
    const read = isAbsent(value) ? undefined : each[name](found, at(path, name), value, known)
    if (read !== undefined) settings[name] = read as S[typeof name]
  }
  return settings as S
}

const short = (input: Json): string => (typeof input === 'string' ? input.slice(0, 60) : '')
