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

/** Of a reading, so that nobody in this process waits long for its turn. */
export const pageSize = 1_000

/** Some rows of the table: those that were wanted, and where to go on; null at the end. */
export interface Page {
  readonly rows: readonly Scanned[]
  readonly last: Place | null
}

/**
 * The next rows after a place, and of them those that a condition wants: so the index is followed, whatever the
 * condition. Each page is a statement of its own: nothing stays open meanwhile.
 */
export async function scanPage(
  owner: Runs,
  table: Table,
  fields: readonly Field[],
  after: Place,
  condition: Sql = raw('true'),
  limit = pageSize,
): Promise<Page> {
  const [answer] = await owner.run(
    statement(sql`with t as materialized (select * from ${raw(storeTable(table))}
        where (site_id, id) > (${after.site}::int, ${after.id}::bigint) order by site_id, id limit ${limit}::int),
      last as (select site_id, id, (select count(*) from t) as size from t order by site_id desc, id desc limit 1)
      select ${columnsOf(table, fields)}, coalesce(${condition}, false), last.size from t cross join last
      where ${condition} or (t.site_id, t.id) = (last.site_id, last.id) order by t.site_id, t.id`),
  )
  const end = answer!.rows.at(-1)
  const wanted = answer!.rows.filter((row) => row.at(-2) === 't').map((row) => scanned(row.slice(0, -2)))
  return { rows: wanted, last: end && Number(end.at(-1)) === limit ? placeOf(end) : null }
}

const placeOf = ([site, id]: readonly (string | null)[]): Place => ({ site: Number(site), id: Number(id) })

/** These rows, those that still are. */
export async function rowsAt(
  owner: Runs,
  table: Table,
  fields: readonly Field[],
  places: readonly Place[],
): Promise<Scanned[]> {
  const [answer] = await owner.run(
    statement(sql`select ${columnsOf(table, fields)} from ${raw(storeTable(table))} t
      join ${placesSql(places)} p (site_id, id) on p.site_id = t.site_id and p.id = t.id`),
  )
  return answer!.rows.map(scanned)
}

export const placesSql = (places: readonly Place[]): Sql =>
  sql`unnest(${places.map(({ site }) => site)}::int[], ${places.map(({ id }) => id)}::bigint[])`

const columnsOf = (table: Table, fields: readonly Field[]): Sql =>
  join([
    raw('t.site_id, t.id'),
    ...fields.map((field) => raw(`to_json(${wireSql(table, field, 't')})::text`)),
  ])

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
  for (let place: Place | null = start; place; ) {
    const page: Page = await scanPage(owner, table, fields, place, condition)
    page.rows.forEach(visit)
    place = page.last
  }
}

/** A statement without values. */
export const command = (text: string): Statement => ({ text, values: [] })
