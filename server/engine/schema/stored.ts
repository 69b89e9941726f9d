import { type Field, type FieldTypeName, fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, searchColumn } from '../catalog/storage.ts'

/** What of a definition lies in PostgreSQL, beside the engine's own columns. */
export interface Stored {
  readonly columns: readonly Column[]
  readonly lists: readonly List[]
  readonly keys: readonly Key[]
  readonly indexes: readonly Index[]
}
export interface Column {
  readonly name: string
  readonly type: string
  readonly slug: string
}
/** The join table of a `references` field. */
export interface List {
  readonly name: string
  readonly slug: string
}
/** A foreign key `(site_id, column)`; `relation` is the table's own or one of its lists. */
export interface Key {
  readonly name: string
  readonly relation: string
  readonly column: string
  readonly to: number
  readonly slug: string
}
export interface Index {
  readonly name: string
  /** `count`: without the id at its end, so that PostgreSQL keeps equal values together and counts them quickly. */
  readonly kind: 'plain' | 'unique' | 'search' | 'count'
  readonly columns: readonly string[]
  readonly slugs: readonly string[]
}

export type Target = (slug: string) => Table | undefined

export const nothingStored: Stored = { columns: [], lists: [], keys: [], indexes: [] }

export const storedOf = (table: Table, target: Target): Stored => ({
  columns: table.fields.flatMap(columnsOf),
  lists: table.fields.filter(isList).map((field) => ({ name: joinName(table, field), slug: field.slug })),
  keys: table.fields.flatMap((field) => keysOf(table, field, target)),
  indexes: [...uniqueIndexes(table), ...plainIndexes(table), ...countIndexes(table), ...searchIndexes(table)],
})

export const tableName = (table: Pick<Table, 'id'>): string => `t${table.id}`
export const isList = (field: Field): boolean => field.type === 'references'
export const columnType = (field: Field): string | null => fieldTypeOf(field).column(field)

/** Of a decimal's column. */
export const digitsOf = (type: string): number => Number(/^numeric\((\d+),/.exec(type)?.[1] ?? 0)

function columnsOf(field: Field): Column[] {
  const type = columnType(field)
  return type === null ? [] : [{ name: columnOf(field), type, slug: field.slug }]
}

/** None where the rows of one site would have to refer to the network's, which lie under site 0. */
function keysOf(table: Table, field: Field, target: Target): Key[] {
  if (field.type !== 'reference' && field.type !== 'references') return []
  const to = field.table === table.slug ? table : target(field.table)
  if (!to || to.scope !== table.scope) return []
  const relation = isList(field) ? joinName(table, field) : tableName(table)
  const column = isList(field) ? 'to_id' : columnOf(field)
  return [{ name: `${relation}_${column}_key`, relation, column, to: to.id, slug: field.slug }]
}

/** The same set asked for twice is one index. */
function uniqueIndexes(table: Table): Index[] {
  const sets = [...table.fields.filter((field) => field.unique).map((field) => [field.slug]), ...table.unique]
  return [
    ...new Map(
      sets.flatMap((slugs) => indexOn(table, 'unique', slugs)).map((index) => [index.name, index]),
    ).values(),
  ]
}

/** Those asked for, the default order, and one for each reference, so that a deletion finds who refers to the row. */
function plainIndexes(table: Table): Index[] {
  const sets = [
    ...table.indexes,
    table.order.map((term) => term.replace(/^-/, '')),
    ...table.fields.filter((field) => field.type === 'reference').map((field) => [field.slug]),
  ]
  const indexes = sets.flatMap((slugs) => indexOn(table, 'plain', slugs))
  return indexes.filter((index, i) => !indexes.some((other, j) => covers(other, j, index, i)))
}

/** What begins an index of several is often asked for alone, to be counted: worth its own where few values share many rows. */
const countIndexes = (table: Table): Index[] =>
  narrowing(table, ['choice', 'boolean', 'reference', 'rating']).flatMap((slug) =>
    indexOn(table, 'count', [slug]),
  )

/** The fields of these types that begin an index of several. */
function narrowing(table: Table, types: readonly FieldTypeName[]): string[] {
  const firsts = plainIndexes(table)
    .filter(({ columns }) => columns.length > 1)
    .map(({ slugs }) => slugs[0]!)
  return [...new Set(firsts)].filter((slug) => types.some((type) => findField(table, slug)?.type === type))
}

/** Of two equal ones the first is kept. */
const covers = (other: Index, j: number, index: Index, i: number): boolean =>
  other.columns.length >= index.columns.length &&
  index.columns.every((column, k) => other.columns[k] === column) &&
  (other.columns.length > index.columns.length || j < i)

/** One index of the words and of what narrows a search most often, so that both are looked up at once. */
function searchIndexes(table: Table): Index[] {
  if (table.search.length === 0) return []
  const narrowed = narrowing(table, ['choice', 'reference'])
    .slice(0, mostNarrowing)
    .map((slug) => columnOf(findField(table, slug)!))
  return [
    {
      name: [tableName(table), 's', ...narrowed].join('_'),
      kind: 'search',
      columns: [...siteColumn(table), ...narrowed, searchColumn],
      slugs: table.search,
    },
  ]
}
const mostNarrowing = 3

/** Where all rows are one site's, the site tells nothing, and an index that holds it too is ten times as slow at a million. */
const siteColumn = (table: Table): readonly string[] => (table.owner === null ? ['site_id'] : [])

const letters = { plain: 'i', unique: 'u', count: 'n' } as const

/** The id ends every plain index, so an order that ends in it needs it no second time. */
function indexOn(table: Table, kind: keyof typeof letters, slugs: readonly string[]): Index[] {
  const named = slugs.map((slug) => findField(table, slug))
  const end = kind === 'plain' ? named.findIndex((field) => field?.slug === 'id' && field.id < 0) : -1
  const fields = end < 0 ? named : named.slice(0, end)
  if (fields.length === 0 || !fields.every(isSorted)) return []
  const columns = fields.map((field) => columnOf(field!))
  return [
    {
      name: `${tableName(table)}_${letters[kind]}_${columns.join('_')}`,
      kind,
      columns,
      slugs: fields.map((field) => field!.slug),
    },
  ]
}

/** Has an order and is short, so a B-tree can hold it. */
const isSorted = (field: Field | undefined): boolean =>
  field !== undefined &&
  !isList(field) &&
  field.type !== 'long_text' &&
  fieldTypeOf(field).compare !== undefined

/** The slugs of the fields whose values must differ, out of the name of the index that refused a write. */
export const uniqueSlugs = (table: Table, index: string): readonly string[] | undefined =>
  uniqueIndexes(table).find((candidate) => candidate.name === index)?.slugs

/** The slug of the reference whose key refused a write, out of the key's name. */
export const keySlug = (table: Table, key: string): string | undefined =>
  table.fields.find(
    (field) =>
      key === `${tableName(table)}_c${field.id}_key` || key === `${joinName(table, field)}_to_id_key`,
  )?.slug
