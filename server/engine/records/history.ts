import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import { systemField } from '#model/fields/system.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { both, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { accessWhere, demandAccess, demandPast } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import { fieldRights } from '../access/fields.ts'
import { siteView } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { recordError } from './errors.ts'
import { peopleNames } from './people.ts'
import { notFound, readRow } from './read.ts'
import { bringBack, update } from './save.ts'
import { shownFields, wireColumns } from './select.ts'
import { reachOf, seenTable, showing } from './shown.ts'
import { whereEnv } from './where-scope.ts'

export interface HistoryLine {
  readonly version: number
  readonly verb: string
  readonly at: string
  readonly actor: string
  /** Of whoever is a person of the site. */
  readonly name: string | null
  readonly changes: Readonly<Record<string, { readonly from: Json; readonly to: Json }>>
}

interface LogLine extends Omit<HistoryLine, 'changes' | 'name'> {
  readonly before: Row | null
}

/** What happened to a row, the newest first: read off the log, where each line keeps the row as it was before. */
export async function history(ctx: Context, table: Table, id: number): Promise<readonly HistoryLine[]> {
  const { lines, row } = await linesOf(ctx, table, id)
  const who = showsWho(ctx, table)
  const names = await peopleNames(
    ctx,
    who ? [...new Set(lines.flatMap(({ actor }) => personOf(actor) ?? []))] : [],
  )
  return lines
    .map((line, i) => ({
      ...lineOf(line, who),
      name: names.get(personOf(line.actor) ?? 0) ?? null,
      changes: difference(ctx, table, line.before, lines[i + 1]?.before ?? row),
    }))
    .reverse()
}

export const personOf = (actor: string): number | null => {
  const id = /^user:(\d+)/.exec(actor)?.[1]
  return id === undefined ? null : Number(id)
}

const lineOf = (line: LogLine, who: boolean): Omit<HistoryLine, 'changes' | 'name'> => ({
  version: line.version,
  verb: line.verb,
  at: line.at,
  actor: who ? line.actor : line.actor.replace(/:.*/, ''),
})

/** To whom it is not told who made a row, neither is who wrote it since. */
const showsWho = (ctx: Context, table: Table): boolean =>
  fieldRights(ctx, table)?.read.has('created_by') ?? true

/** Brings back what the row was at a version, or the row itself out of the trash. */
export async function restore(
  ctx: Context,
  table: Table,
  id: number,
  version: number | null,
  only: readonly string[] | null = null,
): Promise<string> {
  const { lines, row } = await linesOf(ctx, table, id)
  const wanted = version === null ? lines.at(-1)?.before : stateAt(lines, row, version)
  if (row === null) return restoreFromTrash(ctx, table, id, lines, wanted ?? null)
  if (version === null) throw recordError('row.not_in_trash')
  if (!wanted) throw recordError('row.no_such_version', { version })
  const values = chosen(ctx, table, writable(ctx, table, row, wanted), only)
  return update(ctx, table, id, values, { verb: 'restore', mode: 'system' })
}

/** The named fields alone; null: all of them. */
function chosen(ctx: Context, table: Table, values: Row, only: readonly string[] | null): Row {
  if (!only) return values
  const seen = seenTable(ctx, table)
  const slugs = only.map((name) => {
    const field = findField(seen, name)
    if (field && Object.hasOwn(values, field.slug)) return field.slug
    throw recordError('row.no_such_field', { field: name.slice(0, 60) })
  })
  return Object.fromEntries(slugs.map((slug) => [slug, values[slug] ?? null]))
}

/** Of what a row was, what the caller may write: the rest stays as it is. */
function writable(ctx: Context, table: Table, row: Row, wanted: Row): Row {
  const reach = reachOf(ctx, table, row)
  const open = table.fields.filter((field) => !field.computed && (reach?.(field) ?? 'open') === 'open')
  return Object.fromEntries(open.map(({ slug }) => [slug, wanted[slug] ?? null]))
}

async function restoreFromTrash(
  ctx: Context,
  table: Table,
  id: number,
  lines: readonly LogLine[],
  wanted: Row | null,
): Promise<string> {
  const last = lines.at(-1)
  if (!last?.before || !wanted) return notFound()
  if (!covers(ctx, table, demandAccess(ctx, table, 'create'), { ...last.before, ...wanted }))
    throw accessError('auth.forbidden')
  const createdBy = (last.before.created_by ?? null) as number | null
  const values = { ...ownValues(table, last.before), ...writable(ctx, table, last.before, wanted) }
  return bringBack(ctx, table, values, { id, version: last.version + 1, createdBy })
}

/** The state that a version left behind is what the line after it found; the last one is the row itself. */
function stateAt(lines: readonly LogLine[], row: Row | null, version: number): Row | null {
  const at = lines.findIndex((line) => line.version === version)
  return at < 0 ? null : (lines[at + 1]?.before ?? row)
}

const ownValues = (table: Table, row: Row): Row =>
  Object.fromEntries(table.fields.map((field) => [field.slug, row[field.slug] ?? null]))

/** 404 where the caller may not see the row as it is, or as it last was. */
async function linesOf(
  ctx: Context,
  table: Table,
  id: number,
): Promise<{ lines: readonly LogLine[]; row: Row | null }> {
  const past = demandPast(ctx, table)
  const row = await readRow(ctx, table, id, past)
  const { answers } = await ctx.tx.run(statement(linesSql(ctx, table, id)))
  const lines = answers[0]!.rows.map(([json]) => JSON.parse(json!) as LogLine)
  if (lines.length === 0 || (!row && !(await lastSeen(ctx, table, id, lines, past)))) notFound()
  return { lines, row }
}

/** Whether a row that has gone was one that they may read and delete. */
async function lastSeen(
  ctx: Context,
  table: Table,
  id: number,
  lines: readonly LogLine[],
  past: Where,
): Promise<boolean> {
  const last = lines.at(-1)?.before
  const remove = accessWhere(ctx, table, 'delete')
  if (!last || !remove || !covers(ctx, table, both(past, remove), last)) return false
  return (await readRow(ctx, table, id)) === null
}

const covers = (ctx: Context, table: Table, where: Where, row: Row): boolean =>
  compileWhere(where, table)(row, whereEnv(ctx))

/** Of a row that changes all day long, the latest. */
const most = 1000

function linesSql(ctx: Context, table: Table, id: number): Sql {
  const list = (field: Field): Sql => raw(`coalesce(l.before -> 'c${field.id}', '[]')`)
  const columns = wireColumns({ table, alias: 't', list }, [
    ...shownFields(table),
    systemField('created_by')!,
  ])
  return sql`select row_to_json(y)::text from (
    select l.version, l.verb, l.at, l.actor, case when l.before is not null then (
      select row_to_json(x) from (select ${columns} from jsonb_populate_record(null::${raw(siteView(table))}, l.before) t) x) end as before
    from (select * from site.log l where l.site_id = ${ctx.site.id}::int and l.table_id = ${table.id}::int and l.row_id = ${id}::bigint
      order by l.version desc limit ${raw(String(most))}) l order by l.version) y`
}

/** What the caller may see of it, in the row as it was each time. */
function difference(
  ctx: Context,
  table: Table,
  before: Row | null,
  after: Row | null,
): HistoryLine['changes'] {
  const changes: Record<string, { from: Json; to: Json }> = {}
  const shown = (row: Row | null) => {
    const shows = row && showing(ctx, table, row)
    return (slug: string): Json => (shows?.(slug) ? (row?.[slug] ?? null) : null)
  }
  const [was, is] = [shown(before), shown(after)]
  for (const { slug, computed } of seenTable(ctx, table).fields) {
    if (computed) continue
    const from = was(slug)
    const to = is(slug)
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[slug] = { from, to }
  }
  return changes
}
