import type { Statement } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Origin, Table } from '#model/table.ts'
import { type Definition, definitionOf, tableOf } from '../catalog/definition.ts'
import type { Runs } from './scan.ts'

/** A table as it is registered, whether in sight or put aside. */
export interface Entry {
  readonly table: Table
  readonly nextField: number
  readonly dropped: boolean
}

const columns = sql`id, owner_site, origin, version, definition::text, next_field, dropped_at is not null`

/** Locked where a transaction is about to change it. */
export async function readEntry(owner: Runs, tableId: number, lock = false): Promise<Entry | null> {
  const end = lock ? sql` for update` : sql``
  const [answer] = await owner.run(
    statement(sql`select ${columns} from store.tables where id = ${tableId}::int${end}`),
  )
  const row = answer!.rows[0]
  return row ? entryOf(row) : null
}

export async function readEntries(owner: Runs, origin: Origin): Promise<Entry[]> {
  const [answer] = await owner.run(
    statement(sql`select ${columns} from store.tables where origin = ${origin} order by id`),
  )
  return answer!.rows.map(entryOf)
}

function entryOf([id, owner, origin, version, definition, nextField, dropped]: readonly (
  | string
  | null
)[]): Entry {
  const registered = {
    id: Number(id),
    owner: owner === null || owner === undefined ? null : Number(owner),
    origin: origin as Origin,
    version: Number(version),
  }
  return {
    table: tableOf(JSON.parse(definition!) as Definition, registered),
    nextField: Number(nextField),
    dropped: dropped === 't',
  }
}

export async function nextTableId(owner: Runs): Promise<number> {
  const [answer] = await owner.run(
    statement(sql`select nextval(pg_get_serial_sequence('store.tables', 'id'))`),
  )
  return Number(answer!.rows[0]![0])
}

export const insertEntry = (table: Table, nextField: number): Statement =>
  statement(sql`insert into store.tables (id, owner_site, slug, origin, definition, version, next_field)
    values (${table.id}::int, ${table.owner}::int, ${table.slug}, ${table.origin}, ${JSON.stringify(definitionOf(table))}::jsonb, 1, ${nextField}::int)`)

/** The new definition, or the table put aside; either way a new version. */
export const updateEntry = (tableId: number, after: Table | null): Statement =>
  after
    ? statement(sql`update store.tables set slug = ${after.slug}, definition = ${JSON.stringify(definitionOf(after))}::jsonb,
        version = version + 1, dropped_at = null where id = ${tableId}::int`)
    : statement(
        sql`update store.tables set version = version + 1, dropped_at = now() where id = ${tableId}::int`,
      )

/** Ids that were given are never given again, whatever becomes of the change. */
export const raiseNextField = (tableId: number, nextField: number): Statement =>
  statement(
    sql`update store.tables set next_field = greatest(next_field, ${nextField}::int) where id = ${tableId}::int`,
  )

/** Everybody reads the definitions again. Last in its transaction: permissions wait for the same row. */
export const raiseCatalog: Statement = { text: 'update store.stamps set catalog = catalog + 1', values: [] }
