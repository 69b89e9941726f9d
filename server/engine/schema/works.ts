import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { canonical } from '../catalog/definition.ts'
import { columnOf } from '../catalog/storage.ts'
import { viewsOf } from './ddl.ts'
import type { Facts } from './plan.ts'
import { searchedFields } from './search-column.ts'
import {
  type Column,
  digitsOf,
  type Index,
  nothingStored,
  type Stored,
  storedOf,
  tableName,
} from './stored.ts'
import type { Pair, Publish, Work } from './work.ts'

type Known = Pick<Facts, 'aside' | 'target' | 'since' | 'walls'>

/**
 * What becomes public comes last: first the columns that nobody sees yet, then the long work on them, then the one
 * moment in which everything turns. After it comes only what may be seen growing: keys being checked, the search.
 */
export function worksOf(before: Table | null, after: Table | null, known: Known): Work[] {
  if (sameDefinition(before, after)) return []
  const diff = diffOf(before, after, known)
  return [
    ...additions(diff),
    ...keptMeanwhile(diff),
    ...hiddenWork(diff),
    ...turn(diff),
    ...keptFromNow(diff),
    publication(diff, known),
    ...openWork(diff),
  ]
}

export const sameDefinition = (a: Table | null, b: Table | null): boolean =>
  canonical(a && { ...a, version: 0 }) === canonical(b && { ...b, version: 0 })

interface Diff {
  readonly before: Table | null
  readonly after: Table | null
  readonly was: Stored
  readonly is: Stored
  /** Lies in the store already, in sight or aside. */
  there(name: string): boolean
  readonly isNew: boolean
  readonly pairs: readonly Pair[]
}

function diffOf(before: Table | null, after: Table | null, known: Known): Diff {
  const was = before ? storedOf(before, known.target) : nothingStored
  const is = after ? storedOf(after, known.target) : nothingStored
  const names = new Set([...known.aside, ...namesOf(was), ...(before ? [tableName(before)] : [])])
  const there = (name: string): boolean => names.has(name)
  const isNew = after !== null && !there(tableName(after))
  return { before, after, was, is, there, isNew, pairs: before && after ? pairsOf(before, after, known) : [] }
}

const namesOf = (stored: Stored): string[] =>
  [...stored.columns, ...stored.lists, ...stored.indexes].map(({ name }) => name)

const without = <T extends { readonly name: string }>(list: readonly T[], others: readonly T[]): T[] =>
  list.filter(({ name }) => !others.some((other) => other.name === name))

function additions({ after, is, there, isNew, pairs }: Diff): Work[] {
  const lists: Work[] = is.lists.filter(({ name }) => !there(name)).map((list) => ({ do: 'add-list', list }))
  if (isNew) return [{ do: 'create-table', columns: is.columns, indexes: is.indexes }, ...lists]
  const columns = is.columns.filter(({ name }) => !there(name))
  return [
    ...columns.map((column): Work => ({ do: 'add-column', column, fill: fillOf(after!, column, pairs) })),
    ...lists,
  ]
}

/** A default fills the rows that are there, unless they bring values of their own or must all differ. */
function fillOf(after: Table, column: Column, pairs: readonly Pair[]): string | null {
  const field = fieldOf(after, column)
  const value = field.default ?? null
  if (value === null || field.unique || pairs.some(({ to }) => to.id === field.id)) return null
  const stored: unknown = fieldTypeOf(field).toColumn?.(field, value) ?? value
  return typeof stored === 'object' ? null : String(stored)
}

const fieldOf = (table: Table, column: Column): Field =>
  table.fields.find(({ id }) => `c${id}` === column.name)!

function hiddenWork(diff: Diff): Work[] {
  const { before, after, is, there, isNew, pairs } = diff
  if (isNew) return []
  const moves = before !== null && after !== null && searchMoves(before, after)
  const fields = numberedFields(diff)
  const columns = pairs.map(({ from }) => columnOf(from))
  const coming = comingComputed(diff)
  return [
    ...(pairs.length + fields.length > 0 ? [{ do: 'watch', columns } as const] : []),
    ...(pairs.length > 0 ? [{ do: 'convert', pairs } as const] : []),
    ...(fields.length > 0 ? [{ do: 'number-rows', fields } as const] : []),
    ...(coming.length > 0 ? [{ do: 'fill-computed', fields: coming } as const] : []),
    ...is.indexes.filter(({ name, kind }) => !there(name) && !(moves && kind === 'search')).map(addIndex),
  ]
}

/** Fields numbered by the server that come into a table with rows. */
const numberedFields = ({ after, is, there, isNew, pairs }: Diff): Field[] =>
  (isNew ? [] : is.columns)
    .filter(({ name }) => !there(name))
    .map((column) => fieldOf(after!, column))
    .filter((field) => field.type === 'auto_number' && !pairs.some(({ to }) => to.id === field.id))

/** Computed fields that nobody kept up to date until now, new or brought back, in a table with rows. */
const comingComputed = ({ after, was, isNew }: Diff): Field[] =>
  isNew || !after
    ? []
    : after.fields.filter(
        (field) => field.computed && !was.columns.some(({ name }) => name === columnOf(field)),
      )

/** What is written while they are being filled is worked out already. */
const keptMeanwhile = (diff: Diff): Work[] =>
  comingComputed(diff).length > 0 ? [{ do: 'keep-computed', meanwhile: true }] : []

const keptFromNow = ({ before, after }: Diff): Work[] =>
  [before, after].some((table) => table?.fields.some(({ computed }) => computed))
    ? [{ do: 'keep-computed', meanwhile: false }]
    : []

const addIndex = (index: Index): Work => ({ do: 'add-index', index })

function turn(diff: Diff): Work[] {
  const { before, after, was, is, there, isNew, pairs } = diff
  const numbered = numberedFields(diff)
  const settled: Work[] = pairs.length + numbered.length > 0 ? [{ do: 'settle', pairs, numbered }] : []
  const keys = without(is.keys, was.keys).map(
    (key): Work => ({ do: 'add-key', key, empty: isNew || !there(key.relation) }),
  )
  const oldKeys = without(was.keys, is.keys).map((key): Work => ({ do: 'drop-key', key }))
  if (!before || !after) return [...keys, ...oldKeys]
  const leaving = leavingIndexes(was, is).filter((index) => !staysAside(index, was, is))
  // Filling an index row by row takes many times as long as making it again.
  const refilled = searchMoves(before, after) ? searchIndex(was) : []
  const indexes = new Set([...leaving, ...refilled])
  return [
    ...settled,
    ...keys,
    ...oldKeys,
    ...[...indexes].map((index): Work => ({ do: 'drop-index', index })),
  ]
}

const leavingIndexes = (was: Stored, is: Stored): Index[] => without(was.indexes, is.indexes)

/** An index on nothing but a column that goes aside stays with it, so that both can come back at once. */
function staysAside(index: Index, was: Stored, is: Stored): boolean {
  const gone = without(was.columns, is.columns).map(({ name }) => name)
  return index.columns.every((name) => gone.includes(name))
}

/** An undo leaves a column wide: the engine knows the limits, and narrowing would read every row. */
const widened = (was: Stored, is: Stored): Column[] =>
  is.columns.filter(({ name, type }) =>
    was.columns.some((old) => old.name === name && digitsOf(type) > digitsOf(old.type)),
  )

function publication({ before, after, was, is }: Diff, { walls }: Known): Publish {
  const widen = widened(was, is)
  const make = after !== null && (!before || !sameNames(was, is) || widen.length > 0)
  const drop = before && (make || !after) ? viewsOf(before) : []
  const isNamed = ({ name, slug }: Column): boolean =>
    was.columns.some((old) => old.name === name && old.slug === slug)
  const names = is.columns.filter((column) => !isNamed(column)).map(({ name, slug }) => [name, slug] as const)
  return { do: 'publish', after, drop, make, widen, names, wall: (after && walls?.[after.slug]) ?? null }
}

const sameNames = (was: Stored, is: Stored): boolean => {
  const shown = (stored: Stored): string =>
    [...stored.columns, ...stored.lists].map(({ name }) => name).join()
  return shown(was) === shown(is)
}

function openWork({ before, after, was, is, there, isNew }: Diff): Work[] {
  if (isNew || !after) return []
  const keys = without(is.keys, was.keys).filter(({ relation }) => there(relation))
  const old = keys.filter(({ relation, column }) => there(relation === tableName(after) ? column : relation))
  return [
    ...old.map((key): Work => ({ do: 'clear-orphans', key })),
    ...keys.map((key): Work => ({ do: 'check-key', key })),
    ...(before && searchMoves(before, after) ? searchWork(is) : []),
  ]
}

const searchMoves = (before: Table, after: Table): boolean =>
  searchedColumns(before) !== searchedColumns(after)
const searchedColumns = (table: Table): string =>
  searchedFields(table)
    .map(({ id }) => id)
    .join()

const searchWork = (is: Stored): Work[] =>
  searchIndex(is).length === 0 ? [] : [{ do: 'fill-search' }, ...searchIndex(is).map(addIndex)]

const searchIndex = (stored: Stored): Index[] => stored.indexes.filter(({ kind }) => kind === 'search')

/** Fields that take another's place under its name: its values are converted. */
function pairsOf(before: Table, after: Table, known: Known): Pair[] {
  const leaving = before.fields.filter(({ id }) => !after.fields.some((field) => field.id === id))
  const coming = after.fields.filter(
    ({ id, computed }) => !computed && !before.fields.some((field) => field.id === id),
  )
  return coming.flatMap((to) => {
    const from = leaving.find((field) => sameName(field, to))
    return from ? [{ from, to, since: known.aside.has(columnOf(to)) ? known.since : null }] : []
  })
}

export const sameName = (a: Field, b: Field): boolean =>
  a.slug === b.slug || (a.aliases ?? []).includes(b.slug) || (b.aliases ?? []).includes(a.slug)

/** What lies in the store out of sight once the change is made. */
export function leftAside(before: Table | null, after: Table | null, known: Known): ReadonlySet<string> {
  const { was, is } = diffOf(before, after, known)
  const gone = [...without(was.columns, is.columns), ...without(was.lists, is.lists)]
  const indexes = leavingIndexes(was, is).filter((index) => after === null || staysAside(index, was, is))
  const names = [...gone, ...indexes].map(({ name }) => name)
  const shown = after ? [tableName(after), ...namesOf(is)] : []
  const aside = new Set([...known.aside, ...names, ...(before && !after ? [tableName(before)] : [])])
  return new Set([...aside].filter((name) => !shown.includes(name)))
}
