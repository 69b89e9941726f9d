import { DatabaseError } from '#db/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { autoNumber } from '#model/fields/auto-number.ts'
import type { Field, FieldOf } from '#model/fields/index.ts'
import { columnOf, storeTable } from '../catalog/storage.ts'
import { columnText } from './convert-rows.ts'
import type { KeepPlace } from './long-work.ts'
import { pace } from './pace.ts'
import type { Running } from './run-change.ts'
import { command, type Page, type Place, placesSql, scanPage, start } from './scan.ts'
import { columnType } from './stored.ts'

/** Gives the rows that are there their numbers, in the order of their ids, for each site from the field's first. */
export async function numberRows(running: Running, fields: readonly Field[], keep: KeepPlace): Promise<void> {
  const { session, change } = running
  for (const field of fields) {
    await knownNumbers(running, field)
    let done = 0
    const step = pace()
    for (let at: Place | null = start; at; ) {
      const limit = step.rows()
      const page: Page = await scanPage(
        session,
        change.course.before!,
        [],
        at,
        sql`t.${raw(columnOf(field))} is null`,
        limit,
      )
      while (!(await step.timed(() => numbered(running, field, page.rows))));
      done += limit
      at = page.last
      await keep(null, done)
    }
  }
}

/** False where somebody was in the way: whoever wrote first must not be the one to be turned away. */
async function numbered(running: Running, field: Field, rows: readonly Place[]): Promise<boolean> {
  const { session, numbers } = running
  const before = new Map(numbers.get(field.id))
  try {
    await session.run(command('begin'), command(`set local lock_timeout = '200ms'`))
    await numberSome(running, field, rows)
    await session.run(command('commit'))
    return true
  } catch (error) {
    await session.run(command('rollback')).catch(() => {})
    if (!(error instanceof DatabaseError) || error.code !== '55P03') throw error
    numbers.set(field.id, before)
    return false
  }
}

/** Those that have a number keep it. */
export async function numberSome(
  { session, change, numbers }: Running,
  field: Field,
  rows: readonly Place[],
): Promise<void> {
  const column = raw(columnOf(field))
  const next = numbers.get(field.id)!
  const places = await withoutNumber({ session, change }, field, rows)
  const texts = places.map(({ site }) => {
    const number = next.get(site) ?? firstOf(field)
    next.set(site, number + 1)
    return columnText(field, autoNumber(field as FieldOf<'auto_number'>, number))
  })
  if (places.length === 0) return
  await session.run(
    statement(sql`update ${raw(storeTable(change.course.before!))} t set ${column} = g.value::${raw(columnType(field)!)}
      from unnest(${places.map(({ site }) => site)}::int[], ${places.map(({ id }) => id)}::bigint[], ${texts}::text[]) g (site_id, id, value)
      where t.site_id = g.site_id and t.id = g.id`),
  )
}

async function withoutNumber(
  { session, change }: Pick<Running, 'session' | 'change'>,
  field: Field,
  rows: readonly Place[],
): Promise<Place[]> {
  const [answer] = await session.run(
    statement(sql`select t.site_id, t.id from ${raw(storeTable(change.course.before!))} t
      join ${placesSql(rows)} p (site_id, id) on p.site_id = t.site_id and p.id = t.id
      where t.${raw(columnOf(field))} is null order by 1, 2`),
  )
  return answer!.rows.map(([site, id]) => ({ site: Number(site), id: Number(id) }))
}

const firstOf = (field: Field): number => (field as FieldOf<'auto_number'>).start ?? 1

/** After a stop: as many were given as rows have one. */
export async function knownNumbers({ session, change, numbers }: Running, field: Field): Promise<void> {
  if (numbers.has(field.id)) return
  const [answer] = await session.run(
    statement(sql`select site_id, count(*) from ${raw(storeTable(change.course.before!))} t
      where t.${raw(columnOf(field))} is not null group by site_id`),
  )
  numbers.set(
    field.id,
    new Map(answer!.rows.map(([site, count]) => [Number(site), firstOf(field) + Number(count)])),
  )
}
