import { raw, sql, statement } from '#db/sql.ts'
import type { Locale } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { checksOf } from './checks.ts'
import { structureError } from './errors.ts'
import type { Rates } from './estimate.ts'
import { lossesOf } from './losses.ts'
import type { Facts } from './plan.ts'
import type { Runs } from './scan.ts'
import { storedOf, type Target, tableName } from './stored.ts'

interface Asked {
  readonly before: Table
  readonly after: Table | null
  readonly target: Target
  readonly locale: Locale
}

/** What the planner must know of a table that exists. Losses are counted row by row. */
export async function factsOf(owner: Runs, { before, after, target, locale }: Asked): Promise<Facts> {
  const store = await readStore(owner, before)
  refuseWorn(store.columns)
  const losses = await lossesOf(owner, before, checksOf(before, after), locale)
  const known = sightedNames(before, target)
  const aside = new Set(store.names.filter((name) => !known.includes(name)))
  return { rows: store.rows, losses, aside, target, rates: store.rates, since: null }
}

/** The names of all that a definition shows of the store. */
export function sightedNames(table: Table, target: Target): readonly string[] {
  const { columns, lists, indexes } = storedOf(table, target)
  return [tableName(table), ...[...columns, ...lists, ...indexes].map(({ name }) => name)]
}

interface Store {
  readonly rows: number
  /** Columns that the table has had in all, dropped ones included. */
  readonly columns: number
  readonly names: readonly string[]
  readonly rates: Rates
}

/** The names of all that lies in the store for a table: columns, lists, valid indexes. */
export async function readStore(owner: Runs, table: Pick<Table, 'id'>): Promise<Store> {
  const name = tableName(table)
  const of = sql`to_regclass(${`store.${name}`})`
  const [names, columns, rows, rates] = await owner.run(
    statement(sql`select attname::text from pg_attribute where attrelid = ${of} and attnum > 0 and not attisdropped
      union all select relname::text from pg_class c where relkind = 'r' and relnamespace = 'store'::regnamespace
        and starts_with(relname, ${`j${table.id}_`})
      union all select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = ${of} and i.indisvalid`),
    statement(sql`select coalesce(max(attnum), 0) from pg_attribute where attrelid = ${of}`),
    statement(sql`select count(*) from store.${raw(name)}`),
    statement(sql`select work, per_second from store.rates`),
  )
  return {
    rows: Number(rows!.rows[0]![0]),
    columns: Number(columns!.rows[0]![0]),
    names: names!.rows.map(([each]) => each!),
    rates: Object.fromEntries(rates!.rows.map(([work, perSecond]) => [work!, Number(perSecond)])),
  }
}

const mostColumns = 1_500

/** PostgreSQL counts dropped columns for ever, towards 1,600. */
function refuseWorn(count: number): void {
  if (count >= mostColumns) throw structureError('structure.worn', { count })
}
