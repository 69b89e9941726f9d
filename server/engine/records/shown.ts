import type { Sql } from '#db/sql.ts'
import type { Reach } from '#model/check-row.ts'
import type { Field } from '#model/fields/index.ts'
import { type Problems, problemsOf } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { actorId } from '../access/access.ts'
import { fieldRights } from '../access/fields.ts'
import type { Context } from '../context.ts'
import { shownFields } from './select.ts'
import { whereEnv, whereScope } from './where-scope.ts'
import { whereSql } from './where-sql.ts'

/** The table as the caller knows it. */
export const seenTable = (ctx: Context, table: Table): Table => fieldRights(ctx, table)?.seen ?? table

/** With the fields alone by which the caller may find, order and search. */
export const askedTable = (ctx: Context, table: Table): Table => fieldRights(ctx, table)?.asked ?? table

/** What a row shows to the caller. */
export const fieldsShown = (ctx: Context, table: Table): readonly Field[] =>
  shownFields(seenTable(ctx, table))

/** Where each field shows that does not show in every row, as SQL; undefined: there are none. */
export function masksOf(ctx: Context, table: Table, alias: string): ReadonlyMap<string, Sql> | undefined {
  const rights = fieldRights(ctx, table)
  if (!rights) return undefined
  const { visible: _, ...scope } = whereScope(ctx, table, alias)
  const partly = [...rights.read].filter(([, where]) => !isAlwaysTrue(where))
  const env = whereEnv(ctx)
  return new Map(partly.map(([slug, where]) => [slug, whereSql(where, { ...scope, env })]))
}

/** Of a whole row what the caller may see. */
export function shownRow(ctx: Context, table: Table, row: Row): Row {
  const shows = showing(ctx, table, row)
  return Object.fromEntries(
    fieldsShown(ctx, table).map(({ slug }) => [slug, shows(slug) ? (row[slug] ?? null) : null]),
  )
}

/** The same of a row as PostgreSQL wrote it, whole. */
export const shownJson = (ctx: Context, table: Table, json: string): string =>
  fieldRights(ctx, table) ? JSON.stringify(shownRow(ctx, table, JSON.parse(json) as Row)) : json

/** Whether a field shows in a row that the caller may read. */
export function showing(ctx: Context, table: Table, row: Row): (slug: string) => boolean {
  const rights = fieldRights(ctx, table)
  return rights ? (slug) => holdsIn(ctx, table, rights.read.get(slug), row) : () => true
}

const holdsIn = (ctx: Context, table: Table, where: Where | undefined, row: Row): boolean =>
  where !== undefined && (isAlwaysTrue(where) || compileWhere(where, table)(row, whereEnv(ctx)))

/** What the caller has to do with each field of a row that they write; null: a new one. Undefined: they may write all. */
export function reachOf(
  ctx: Context,
  table: Table,
  before: Row | null,
): ((field: Field) => Reach) | undefined {
  const rights = fieldRights(ctx, table)
  if (!rights) return undefined
  const row = before ?? { created_by: actorId(ctx.actor) }
  const rows = before ? rights.update : rights.create
  return ({ slug }) => {
    const isShown = rights.read.has(slug)
    const isOpen =
      !rights.decided.has(slug) && (before ? holdsIn(ctx, table, rows.get(slug), row) : rows.has(slug))
    if (!before) return isOpen ? 'open' : isShown ? 'fixed' : 'unknown'
    if (!isShown) return 'unknown'
    if (!holdsIn(ctx, table, rights.read.get(slug), row)) return 'masked'
    return isOpen ? 'open' : 'fixed'
  }
}

/** May the caller ever write this field of a row? */
export function isOpen(ctx: Context, table: Table, { slug }: Field, action: 'create' | 'update'): boolean {
  const rights = fieldRights(ctx, table)
  return !rights || (rights[action].has(slug) && !rights.decided.has(slug))
}

/** Do the rights to the fields that were changed cover the row as it would be? */
export function coversFields(ctx: Context, table: Table, after: Changed, isNew: boolean): boolean {
  const rights = fieldRights(ctx, table)
  if (!rights) return true
  const rows = isNew ? rights.create : rights.update
  const row = { created_by: actorId(ctx.actor), ...after.row }
  return Object.keys(after.changed).every((slug) => {
    const where = rows.get(slug)
    return where === undefined || holdsIn(ctx, table, where, row)
  })
}

interface Changed {
  readonly row: Row
  readonly changed: Row
}

const problem = problemsOf({
  'row.out_of_reach': {
    fr: 'Il manque ou il gêne une valeur à laquelle vous n’avez pas accès : demandez à un administrateur.',
    en: 'A value that is not open to you is missing or in the way: ask an administrator.',
  },
})

/** What is wrong with fields that the caller does not know is said without naming them. */
export function tellable(ctx: Context, table: Table, problems: Problems): Problems {
  const rights = fieldRights(ctx, table)
  if (!rights) return problems
  const own = new Set(table.fields.map(({ slug }) => slug))
  const isTold = (slug: string) => !own.has(slug) || rights.read.has(slug) || rights.create.has(slug)
  const told = Object.entries(problems).filter(
    ([slug, list]) => isTold(slug) || list.every(({ code }) => code === 'field.unknown'),
  )
  if (told.length === Object.keys(problems).length) return problems
  return told.length > 0 ? Object.fromEntries(told) : { '': [problem('row.out_of_reach')] }
}
