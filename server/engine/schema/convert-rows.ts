import { raw, type Sql, sql, statement } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import { columnOf, storeTable } from '../catalog/storage.ts'
import { convertValue } from './convert.ts'
import { structureError } from './errors.ts'
import type { KeepPlace } from './long-work.ts'
import { knownNumbers, numberSome } from './number-rows.ts'
import { pace } from './pace.ts'
import type { Running } from './run-change.ts'
import { command, type Place, rowsAt, type Scanned, scanPage, start } from './scan.ts'
import { columnType } from './stored.ts'
import { forgetTouched, readTouched, touchedTable } from './touched.ts'
import type { Convert, Pair, Work } from './work.ts'

type Settle = Extract<Work, { do: 'settle' }>

/** Where a conversion has come to. */
interface Progress extends Place {
  readonly done: number
}

/** Every row's value read into the new column, in short statements that wait for nobody. */
export async function convertRows(running: Running, { pairs }: Convert, keep: KeepPlace): Promise<void> {
  const { session, change } = running
  const table = change.course.before!
  const fields = fieldsOf(pairs)
  const condition = sql`(${pairs.map(worthReading).reduce((a, b) => sql`${a} or ${b}`)})`
  let at = (change.place as unknown as Progress | null) ?? { ...start, done: 0 }
  for (const step = pace(); ; ) {
    const limit = step.rows()
    const { rows, last } = await scanPage(session, table, fields, at, condition, limit)
    await step.timed(() => convertSome(running, pairs, rows, false))
    if (!last) break
    at = { ...last, done: at.done + limit }
    await keep({ ...at }, at.done)
  }
  const columns = pairs.map(({ to }) => columnOf(to)).join(', ')
  await session.run(command(`analyze ${storeTable(table)} (${columns})`))
}

/** Of a column that has its values of before, only what may have been written since: an hour more does no harm. */
export const worthReading = ({ from, to, since }: Pair): Sql => {
  const [old, now] = [raw(`t.${columnOf(to)}`), raw(`t.${columnOf(from)}`)]
  if (since === null) return sql`${now} is not null`
  return sql`t.updated_at > ${since}::timestamptz - interval '1 hour' or (${old} is null and ${now} is not null)`
}

const fieldsOf = (pairs: readonly Pair[]): Field[] => pairs.flatMap(({ from, to }) => [from, to])

/** `overwrite`: a value that was converted before may be there, and may have to go. */
async function convertSome(
  running: Running,
  pairs: readonly Pair[],
  rows: readonly Scanned[],
  overwrite: boolean,
): Promise<void> {
  const { session, change } = running
  for (const [i, pair] of pairs.entries()) {
    const news = rows.flatMap((row) => newValue(pair, row, i, change, overwrite))
    if (news.length > 0) await session.run(statement(writeSql(change.tableId, pair.to, news)))
  }
}

interface NewValue extends Place {
  readonly value: Json
}

function newValue(
  pair: Pair,
  row: Scanned,
  i: number,
  change: Running['change'],
  overwrite: boolean,
): NewValue[] {
  const [now, old] = [row.values[2 * i]!, row.values[2 * i + 1]!]
  if (pair.since !== null && isUntouched(pair, now, old, change.locale)) return []
  const converted = convertValue(pair.from, pair.to, now, change.locale)
  if (isProblem(converted) && !change.acceptLoss) throw structureError('change.unreadable')
  const value = isProblem(converted) ? null : converted.value
  return value === old || (value === null && !overwrite && pair.since === null)
    ? []
    : [{ site: row.site, id: row.id, value }]
}

/** Nobody wrote over what the conversion had made of the old value, so that stays exactly as it was. */
function isUntouched({ from, to }: Pair, now: Json, old: Json, locale: Locale): boolean {
  const made = convertValue(to, from, old, locale)
  return JSON.stringify(isProblem(made) ? null : made.value) === JSON.stringify(now)
}

/** Rows that somebody is writing at this moment are left for later, so that neither waits for the other. */
function writeSql(tableId: number, field: Field, news: readonly NewValue[]): Sql {
  const table = raw(`store.t${tableId}`)
  return sql`with given as (select * from unnest(${news.map(({ site }) => site)}::int[], ${news.map(({ id }) => id)}::bigint[],
      ${news.map(({ value }) => columnText(field, value))}::text[]) g (site_id, id, value)),
    free as (select t.site_id, t.id from ${table} t join given g on g.site_id = t.site_id and g.id = t.id
      for no key update of t skip locked),
    written as (update ${table} t set ${raw(columnOf(field))} = g.value::${raw(columnType(field)!)}
      from given g join free f on f.site_id = g.site_id and f.id = g.id where t.site_id = g.site_id and t.id = g.id)
    insert into ${raw(touchedTable(tableId))} (site_id, id)
      select site_id, id from given except select site_id, id from free`
}

/** A value as PostgreSQL reads it for the column. */
export function columnText(field: Field, value: Json): string | null {
  if (value === null) return null
  const stored: unknown = fieldTypeOf(field).toColumn?.(field, value) ?? value
  return typeof stored === 'object' ? JSON.stringify(stored) : String(stored)
}

const fewEnough = 50

/** Takes up what was written meanwhile until little of it is left for the moment of the lock. */
export async function catchUp(running: Running, work: Settle): Promise<void> {
  for (const field of work.numbered) await knownNumbers(running, field)
  while ((await sweep(running, work)) > fewEnough);
}

/** Nobody writes now: what is left is the last of it. */
export async function settle(running: Running, work: Settle): Promise<void> {
  while ((await sweep(running, work)) > 0);
}

/** Answers how many lines there were. A line goes only when the row has been read after it was written. */
async function sweep(running: Running, { pairs, numbered }: Settle): Promise<number> {
  const { session, change } = running
  const touched = await readTouched(session, change.tableId, 1_000)
  if (touched.lines.length === 0) return 0
  const rows = await rowsAt(session, change.course.before!, fieldsOf(pairs), touched.places)
  await convertSome(running, pairs, rows, true)
  for (const field of numbered) await numberSome(running, field, rows)
  await session.run(forgetTouched(change.tableId, touched))
  return touched.lines.length
}
