import type { Answer, Statement } from '#db/executor.ts'
import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, storeTable } from '../catalog/storage.ts'
import { isList } from './stored.ts'

/** Whatever runs statements as the owner: alone, in a session or in a transaction. */
export interface Runs {
  run(...statements: Statement[]): Promise<Answer[]>
}

/** A row's place in the store: over all sites, in the order of the primary key. */
export interface Place {
  readonly site: number
  readonly id: number
}
export const start: Place = { site: -1, id: 0 }

export interface Scanned extends Place {
  /** The wire's values of the fields asked for, in their order. */
  readonly values: readonly Json[]
}

export const pageSize = 2_000

/** The next rows after a place. Each page is a statement of its own: nothing stays open meanwhile. */
export async function scanPage(
  owner: Runs,
  table: Table,
  fields: readonly Field[],
  after: Place,
  condition: Sql = raw('true'),
): Promise<Scanned[]> {
  const [answer] = await owner.run(
    statement(sql`${selectRows(table, fields)} where (t.site_id, t.id) > (${after.site}::int, ${after.id}::bigint)
      and ${condition} order by t.site_id, t.id limit ${pageSize}::int`),
  )
  return answer!.rows.map(scanned)
}

/** These rows, those that still are. */
export async function rowsAt(
  owner: Runs,
  table: Table,
  fields: readonly Field[],
  places: readonly Place[],
): Promise<Scanned[]> {
  const [answer] = await owner.run(
    statement(
      sql`${selectRows(table, fields)} join ${placesSql(places)} p (site_id, id) on p.site_id = t.site_id and p.id = t.id`,
    ),
  )
  return answer!.rows.map(scanned)
}

export const placesSql = (places: readonly Place[]): Sql =>
  sql`unnest(${places.map(({ site }) => site)}::int[], ${places.map(({ id }) => id)}::bigint[])`

const selectRows = (table: Table, fields: readonly Field[]): Sql =>
  sql`select ${join([raw('t.site_id, t.id'), ...fields.map((field) => raw(`to_json(${wireSql(table, field, 't')})::text`))])}
    from ${raw(storeTable(table))} t`

/** A field's value as the wire shows it, straight from the store. */
export function wireSql(table: Table, field: Field, alias: string): string {
  if (isList(field)) {
    const list = `store.${joinName(table, field)} j where j.site_id = ${alias}.site_id and j.row_id = ${alias}.id`
    return `(select coalesce(json_agg(j.to_id order by j.position), '[]') from ${list})`
  }
  const column = `${alias}.${columnOf(field)}`
  return fieldTypeOf(field).select?.(field, column) ?? column
}

const scanned = ([site, id, ...cells]: readonly (string | null)[]): Scanned => ({
  site: Number(site),
  id: Number(id),
  values: cells.map((cell) => (cell === null ? null : (JSON.parse(cell) as Json))),
})

/** Every row, page by page, with a breath between two for whoever else needs this process. */
export async function scanAll(
  owner: Runs,
  table: Table,
  fields: readonly Field[],
  visit: (row: Scanned) => void,
  condition?: Sql,
): Promise<void> {
  for (let place = start; ; ) {
    const rows = await scanPage(owner, table, fields, place, condition)
    rows.forEach(visit)
    if (rows.length < pageSize) return
    place = rows.at(-1)!
  }
}

/** A statement without values. */
export const command = (text: string): Statement => ({ text, values: [] })
