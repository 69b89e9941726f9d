import { raw, statement } from '#db/sql.ts'
import {
  type Lookup,
  type Mention,
  namesIn,
  ownSources,
  type Rollup,
  withNames,
} from '#model/computed/computed.ts'
import { nameOfKept } from '#model/computed/read-rollup.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName } from '../catalog/storage.ts'
import { searchExpression, searchedFields } from '../schema/search-column.ts'
import { aggregateSql, textSql } from './aggregate-sql.ts'
import { columnSql } from './column-sql.ts'
import { conditionSql } from './condition-sql.ts'
import { formulaSql } from './formula-sql.ts'

/** The tables that definitions lead to, by their ids. */
export type Tables = ReadonlyMap<number, Table>

/** What a table's computed fields come to in PostgreSQL: columns and SQL, which know nothing of slugs. */
export interface Compiled {
  readonly table: number
  readonly lookups: readonly LookupSql[]
  readonly gathered: readonly Gathered[]
  /** Each after those that it looks at. */
  readonly formulas: readonly { readonly to: string; readonly sql: string }[]
  /** What search looks into, where something in it is worked out. */
  readonly search: string | null
}

/** A column of the row that a reference leads to. */
export interface LookupSql {
  readonly to: string
  readonly through: string
  readonly source: number
  readonly from: string
}

/** One figure, or one text, of several rows. */
export interface Gathered {
  readonly to: string
  readonly source: number
  readonly way: Way
  /** Over `x`, the rows. */
  readonly sql: string
  /** Columns of theirs that it depends on. */
  readonly reads: readonly string[]
  /** Of no rows it is zero, not nothing. */
  readonly fromZero: boolean
}

/** How the rows are found: they refer to this one in a column or in a list, or this one lists them. */
export interface Way {
  readonly by: 'column' | 'their-list' | 'own-list'
  /** The column, or the list's table. */
  readonly name: string
}

export function compile(table: Table, tables: Tables): Compiled {
  return {
    table: table.id,
    lookups: table.fields.flatMap((field) => lookupOf(table, field, tables)),
    gathered: table.fields.flatMap((field) => gatheredOf(table, field, tables)),
    formulas: formulasOf(table),
    search: searchOf(table),
  }
}

/** Works out what either of them says: while a change is on its way, both are true. */
export function together(one: Compiled, other: Compiled): Compiled {
  const known = new Set([...one.lookups, ...one.gathered, ...one.formulas].map(({ to }) => to))
  const more = <T extends { readonly to: string }>(list: readonly T[]) =>
    list.filter(({ to }) => !known.has(to))
  return {
    ...one,
    lookups: [...one.lookups, ...more(other.lookups)],
    gathered: [...one.gathered, ...more(other.gathered)],
    formulas: [...one.formulas, ...more(other.formulas)],
  }
}

export const worksNothingOut = ({ lookups, gathered, formulas }: Compiled): boolean =>
  lookups.length + gathered.length + formulas.length === 0

function searchOf(table: Table): string | null {
  if (!searchedFields(table).some(({ computed }) => computed)) return null
  return statement(searchExpression(table, (field) => raw(`new.${columnOf(field)}`))).text
}

function formulasOf(table: Table): Compiled['formulas'] {
  const done: { to: string; sql: string }[] = []
  const add = (field: Field): void => {
    const to = columnOf(field)
    if (field.computed?.type !== 'formula' || done.some((other) => other.to === to)) return
    for (const slug of ownSources(field.computed)) add(findField(table, slug)!)
    done.push({
      to,
      sql: formulaSql(field.computed.ast, (slug) => columnSql(findField(table, slug)!, 'new')),
    })
  }
  table.fields.forEach(add)
  return done
}

/** The table that a computed field reads. */
export const sourceTable = (
  table: Table,
  { table: id }: Lookup | Rollup,
  tables: Tables,
): Table | undefined => (id === null || id === table.id ? table : tables.get(id))

export const mentionedIn = (source: Table, mention: Mention): Field | undefined =>
  typeof mention === 'number' ? source.fields.find(({ id }) => id === mention) : findField(source, mention)

function lookupOf(table: Table, field: Field, tables: Tables): LookupSql[] {
  const { computed } = field
  if (computed?.type !== 'lookup' || computed.many) return []
  const source = sourceTable(table, computed, tables)
  const from = source && mentionedIn(source, computed.field)
  const through = findField(table, computed.through)
  if (!source || !from || !through) return []
  return [{ to: columnOf(field), through: columnOf(through), source: source.id, from: columnOf(from) }]
}

function gatheredOf(table: Table, field: Field, tables: Tables): Gathered[] {
  const { computed } = field
  if (!computed || computed.type === 'formula') return []
  if (computed.type === 'lookup' && !computed.many) return []
  const source = sourceTable(table, computed, tables)
  const way = source && wayOf(table, computed, source)
  if (!source || !way) return []
  const from = computed.field === undefined ? null : mentionedIn(source, computed.field)
  if (from === undefined) return []
  const reads = from ? [columnOf(from)] : []
  const base = { to: columnOf(field), source: source.id, way }
  if (computed.type === 'lookup') return [{ ...base, sql: textSql(from!), reads, fromZero: false }]
  const where = computed.where && withNames(computed.where, (name) => nameOfKept(source, name))
  const filter = where ? ` filter (where ${conditionSql(where, source)})` : ''
  return [
    {
      ...base,
      sql: aggregateSql(computed.op, field, from, filter),
      reads: [...reads, ...(where ? namesIn(where).map((name) => columnOf(findField(source, name)!)) : [])],
      fromZero: computed.op === 'count' || computed.op === 'sum',
    },
  ]
}

function wayOf(table: Table, computed: Lookup | Rollup, source: Table): Way | undefined {
  if (computed.type === 'lookup' || computed.by === undefined) {
    const list = findField(table, computed.through!)
    return list && { by: 'own-list', name: joinName(table, list) }
  }
  const link = mentionedIn(source, computed.by)
  if (!link) return undefined
  return link.type === 'references'
    ? { by: 'their-list', name: joinName(source, link) }
    : { by: 'column', name: columnOf(link) }
}
