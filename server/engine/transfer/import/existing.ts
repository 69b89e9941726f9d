import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../../access/access.ts'
import { columnOf, siteView, storedSite } from '../../catalog/storage.ts'
import type { Context } from '../../context.ts'
import { runWithLists } from '../../records/long-lists.ts'
import { storedValue } from '../../records/many-values.ts'
import { wholeFields, wireColumns } from '../../records/select.ts'
import { whereScope } from '../../records/where-scope.ts'
import { whereSql } from '../../records/where-sql.ts'
import type { StoredRow } from '../../records/write.ts'

/** A row of the table that a row of the file is about. */
export interface ExistingRow {
  readonly row: Row & StoredRow
  /** More than one: nobody knows which. */
  readonly count: number
  readonly mayUpdate: boolean
}

/** The rows that have these keys, by the key's place; what the actor may not see is not there. */
export async function findExisting(
  ctx: Context,
  table: Table,
  match: readonly string[],
  keys: Keys,
): Promise<ReadonlyMap<number, ExistingRow>> {
  const found = new Map<number, ExistingRow>()
  if (keys.length === 0) return found
  const answers = await runWithLists(ctx.tx, statement(existingSql(ctx, table, fieldsOf(table, match), keys)))
  for (const [n, count, may, json] of answers[0]!.rows) {
    const row = JSON.parse(json!) as Row & StoredRow
    found.set(Number(n) - 1, { row, count: Number(count), mayUpdate: may === 't' })
  }
  return found
}

function existingSql(ctx: Context, table: Table, fields: readonly Field[], keys: Keys): Sql {
  const read = accessWhere(ctx, table, 'read')
  const update = read && accessWhere(ctx, table, 'update')
  const seen = [read].filter((where) => where !== null)
  const scope = (alias: string) => whereScope(ctx, table, alias)
  const columns = wireColumns({ table, alias: 't' }, wholeFields(table))
  const wall = (alias: string) => sql`${raw(alias)}.site_id = ${storedSite(table, ctx.site.id)}::int`
  return sql`with m as (
      select k.n, count(*) as count, min(r.id) as id from ${givenKeys(fields, keys)}
      join ${raw(siteView(table))} r on ${wall('r')} and ${sameKey(fields, keys, 'r')}
      where ${whereSql({ any: seen }, scope('r'))} group by k.n)
    select m.n, m.count, ${update ? whereSql(update, scope('t')) : raw('false')},
      (select row_to_json(x)::text from (select ${columns}) x)
    from m cross join lateral (select * from ${raw(siteView(table))} t where ${wall('t')} and t.id = m.id limit 1) t`
}

/** The ids of rows that hold these values already, by the values' place. */
export async function findHolders(
  ctx: Context,
  table: Table,
  slugs: readonly string[],
  keys: Keys,
): Promise<ReadonlyMap<number, number>> {
  if (keys.length === 0) return new Map()
  const fields = fieldsOf(table, slugs)
  const answers = await runWithLists(
    ctx.tx,
    statement(sql`select k.n, r.id from ${givenKeys(fields, keys)} join ${raw(siteView(table))} r
      on r.site_id = ${storedSite(table, ctx.site.id)}::int and ${sameKey(fields, keys, 'r')}`),
  )
  return new Map(answers[0]!.rows.map(([n, id]) => [Number(n) - 1, Number(id)]))
}

const fieldsOf = (table: Table, slugs: readonly string[]): Field[] =>
  slugs.map((slug) => findField(table, slug)!)

type Keys = readonly (readonly Json[])[]

const valuesOf = (field: Field, i: number, keys: Keys): Sql =>
  sql`${keys.map((key) => storedValue(field, key[i]!))}::${raw(fieldTypeOf(field).column(field)!)}[]`

const givenKeys = (fields: readonly Field[], keys: Keys): Sql =>
  sql`unnest(${join(fields.map((field, i) => valuesOf(field, i, keys)))})
    with ordinality k(${raw([...fields.map((_, i) => `k${i}`), 'n'].join(', '))})`

/** The first value is named once more as a list: where there is an index, it is used whatever PostgreSQL knows of the table. */
const sameKey = (fields: readonly Field[], keys: Keys, alias: string): Sql => {
  const first = raw(`${alias}.${columnOf(fields[0]!)}`)
  const same = fields.map((field, i) => `${alias}.${columnOf(field)} = k.k${i}`).join(' and ')
  return sql`${first} = any(${valuesOf(fields[0]!, 0, keys)}) and ${raw(same)}`
}
