import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { literal } from '../catalog/literal.ts'
import { compile, sourceTable, type Tables } from './compile.ts'
import { refuseCycles } from './cycles.ts'
import { knownTables, type Runs } from './known-tables.ts'
import { type Wanted, wantedFor } from './wanted.ts'

/** A change of one table's definition, as the store is to know it. Null: it is not there. */
export interface Turn {
  readonly id: number
  readonly before: Table | null
  readonly after: Table | null
}

/**
 * Brings the triggers that keep computed fields to what the definitions say once a table is as it will be; run in the
 * transaction of the change. `meanwhile`: before that moment, both what is and what will be is worked out.
 */
export async function syncComputed(session: Runs, turn: Turn, meanwhile = false): Promise<void> {
  const coming = [turn.before, turn.after].filter((table) => table !== null)
  const known = await knownTables(session, coming)
  const later = withTable(known, turn.id, turn.after)
  if (turn.after) refuseCycles(turn.after, later)
  const ids = new Set([turn.id, ...readBy(turn.before, known), ...readBy(turn.after, later)])
  const now = meanwhile && turn.before ? withTable(known, turn.id, turn.before) : later
  const passing = meanwhile && turn.after ? compile(turn.after, later) : null
  await bringAbout(session, ids, wantedFor(ids, now, passing))
}

/** At a start: whatever an older version of this code has left. */
export async function syncAllComputed(session: Runs): Promise<void> {
  const known = await knownTables(session)
  const ids = new Set(known.keys())
  if (ids.size > 0) await bringAbout(session, ids, wantedFor(ids, known, null))
}

function withTable(tables: Tables, id: number, table: Table | null): Tables {
  const changed = new Map(tables)
  if (table) changed.set(id, table)
  else changed.delete(id)
  return changed
}

/** The tables that its computed fields read. */
const readBy = (table: Table | null, tables: Tables): number[] =>
  (table?.fields ?? []).flatMap(({ computed }) => {
    if (!computed || computed.type === 'formula') return []
    return sourceTable(table!, computed, tables)?.id ?? []
  })

async function bringAbout(session: Runs, ids: ReadonlySet<number>, wanted: Wanted): Promise<void> {
  const there = await whatIsThere(session, ids)
  const run = (text: string) => session.run({ text, values: [] })
  const isWanted = (relation: string, name: string) =>
    wanted.triggers.some((trigger) => trigger.relation === relation && trigger.name === name)
  for (const { relation, name } of there.triggers)
    if (!isWanted(relation, name)) await run(`drop trigger ${name} on store.${relation}`)
  for (const { name, sql: text, mark } of wanted.functions) {
    if (there.functions.get(name)?.mark === mark) continue
    await run(text)
    await run(`comment on function store.${name} is ${literal(mark)}`)
  }
  for (const { relation, name, sql: text } of wanted.triggers) {
    if (!there.triggers.some((trigger) => trigger.relation === relation && trigger.name === name))
      await run(text)
  }
  for (const [name, { signature }] of there.functions)
    if (!wanted.functions.some((one) => one.name === name)) await run(`drop function ${signature}`)
}

interface There {
  readonly functions: ReadonlyMap<string, { readonly signature: string; readonly mark: string | null }>
  readonly triggers: readonly { readonly relation: string; readonly name: string }[]
}

async function whatIsThere(session: Runs, ids: ReadonlySet<number>): Promise<There> {
  const some = [...ids].join('|')
  const [functions, triggers] = await session.run(
    statement(sql`select proname::text, oid::regprocedure::text, obj_description(oid, 'pg_proc') from pg_proc
      where pronamespace = 'store'::regnamespace and proname ~ ${`^(t(${some})_(row|recompute|feeds)|j(${some})_\\d+_feeds)$`}`),
    statement(sql`select c.relname::text, t.tgname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and starts_with(t.tgname, 'computed_') and c.relnamespace = 'store'::regnamespace
        and c.relname ~ ${`^(t(${some})|j(${some})_\\d+)$`}`),
  )
  return {
    functions: new Map(
      functions!.rows.map(([name, signature, mark]) => [
        name!,
        { signature: signature!, mark: mark ?? null },
      ]),
    ),
    triggers: triggers!.rows.map(([relation, name]) => ({ relation: relation!, name: name! })),
  }
}
